// "Add a check": of a column that is known, or the smallest useful one.
import type { KeyIndex } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { addOption } from "../../rules/fixes/addOption.ts";
import { importFromSdk } from "../../rules/fixes/imports.ts";
import { contains } from "../../text/index.ts";
import type { Span, TextEdit } from "../../text/index.ts";
import type { CodeAction } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { optionOf, optionsOf } from "../writtenFile.ts";
import { appendEntry } from "./appendEntry.ts";
import { lazyAction } from "./lazy.ts";

export function checkActions(
  view: EditView,
  index: KeyIndex,
  path: string,
  { start }: Span,
): readonly CodeAction[] {
  return view.linked.definitions.flatMap((definition) => {
    if (definition.kind !== "asset") return [];
    const columns = (definition.columns ?? []).filter(
      ({ site }) => site.path === path && contains(view.span(site), start),
    );
    const isOnName = [definition.nameSite, definition.keySite].some(
      (site) => site.path === path && contains(view.span(site), start),
    );
    const named =
      columns.length > 0 ? columns.map(({ text }) => text) : isOnName ? keyColumns(definition) : [];
    const checks = named.flatMap((column) => [
      { call: `unique(${JSON.stringify(column)})`, says: `"${column}" is unique` },
      { call: `notNull(${JSON.stringify(column)})`, says: `"${column}" is never null` },
    ]);
    if (isOnName && definition.checks.length === 0)
      checks.push({ call: "rowCount({ min: 1 })", says: "there are rows" });
    return checks
      .filter(({ call }) => !definition.checks.some(({ name }) => name === call.replaceAll('"', "")))
      .flatMap(({ call, says }) => checkAction(view, definition, call, says));
  });
}

/** A column that reads like an identifier; the first one when none does. */
function keyColumns({ columns, id }: LinkedDefinition): readonly string[] {
  const names = (columns ?? []).map(({ text }) => text);
  const table = id.slice(id.lastIndexOf("/") + 1).replace(/s$/, "");
  const key = names.find((name) => name === "id" || name === `${table}_id` || name === `${table}Id`);
  return [key ?? names.find((name) => /(?:^|_)id$|Id$/.test(name)) ?? names[0]].filter(
    (name) => name !== undefined,
  );
}

function checkAction(
  view: EditView,
  definition: LinkedDefinition,
  call: string,
  says: string,
): readonly CodeAction[] {
  const edit = insertion(view, definition, `check.${call}`);
  if (edit === null) return [];
  const title = `Add check: ${says} in "${definition.id}"`;
  return [
    lazyAction({ title, kind: "refactor.rewrite" }, () => ({
      edits: [...importFromSdk(view, edit.path, "check"), edit],
    })),
  ];
}

/** At the end of the list that is there, or as a new option; null where the list cannot be extended. */
function insertion(view: EditView, definition: LinkedDefinition, check: string): TextEdit | null {
  const list = optionOf(view, definition, "checks");
  if (list === undefined) {
    const isKnown = optionsOf(view, definition) !== undefined;
    const isThere = definition.checks.length > 0 || definition.hasUnknownChecks;
    return isKnown && !isThere ? addOption(view, definition, `checks: [${check}]`) : null;
  }
  return list.expr.k === "array" ? appendEntry(view, { ...list, expr: list.expr }, check) : null;
}
