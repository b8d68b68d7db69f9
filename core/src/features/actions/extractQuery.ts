// "Extract … to its own asset": a common table expression or a subquery in `from` becomes an asset, and what stood there
// reads it. Offered only where the result is the same for certain: such a query cannot see the columns around it, and one
// that reads a name of the query around is refused with the reason.
import { isValidKey } from "../../keys/index.ts";
import { sameSite } from "../../occurrences/index.ts";
import type { KeyIndex } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { bindingName } from "../../rules/fixes/newFile.ts";
import { importFromSdk } from "../../rules/fixes/imports.ts";
import { contains } from "../../text/index.ts";
import type { Span, TextEdit } from "../../text/index.ts";
import type { CodeAction } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { namesIn } from "../writtenFile.ts";
import { disabledAction, lazyAction } from "./lazy.ts";
import { queryParts } from "./sqlParts.ts";
import type { QueryPart } from "./sqlParts.ts";

export function extractActions(
  view: EditView,
  index: KeyIndex,
  path: string,
  span: Span,
): readonly CodeAction[] {
  const definition = index
    .definitionsIn(path)
    .find(({ querySite }) => querySite?.path === path && contains(view.span(querySite), span.start));
  if (definition?.querySite == null || definition.key === null) return [];
  const text = view.text(path) ?? "";
  const query = view.span(definition.querySite);
  const tag = /^([\w$.]*\bsql)\s*`/.exec(text.slice(query.start, query.end));
  const statement = statementStart(text, query.start);
  if (tag?.[1] === undefined || statement === null || definition.partitions !== null) return [];
  if (definition.isInFunction || !sameSite(definition.site, definition.declarationSite)) return [];
  const start = query.start + tag[0].length;
  const inside = text.slice(start, query.end - 1);
  const part = queryParts(inside)
    .filter(({ start: from, end }) => contains({ start: start + from, end: start + end }, span.start))
    .filter(({ end }) => start + end >= span.end)
    .at(-1);
  if (part === undefined) return [];
  const what = part.name === null ? "the subquery" : `"${part.name}"`;
  const head = { title: `Extract ${what} to its own asset`, kind: "refactor.extract" } as const;
  if (part.reads !== null) {
    return [disabledAction(head, `It reads "${part.reads}", which only the query around it knows.`)];
  }
  return [
    lazyAction(head, () => ({
      edits: extraction(view, index, definition, { part, start, statement, tag: tag[1] ?? "sql" }),
    })),
  ];
}

interface Extracted {
  readonly part: QueryPart;
  /** Offset of the template's text in the file. */
  readonly start: number;
  readonly statement: number;
  readonly tag: string;
}

function extraction(
  view: EditView,
  index: KeyIndex,
  definition: LinkedDefinition,
  { part, start, statement, tag }: Extracted,
): readonly TextEdit[] {
  const { path } = definition.site;
  const text = view.text(path) ?? "";
  const body = text.slice(start + part.start, start + part.end);
  const key = freeKey(index, `${definition.id}_${bareName(part.name ?? "part")}`);
  const name = freeName(bindingName(key), namesIn(view, path));
  const layer = definition.layerSite === null ? "" : `  layer: ${JSON.stringify(definition.layer)},\n`;
  const prefix = tag.slice(0, -"sql".length);
  const declaration =
    `export const ${name} = ${prefix}asset({\n  key: ${JSON.stringify(key)},\n${layer}` +
    `  query: ${tag}\`${body.trim() === body ? body : `\n    ${body.trim()}\n  `}\`,\n});\n\n`;
  const lead = /^\s*/.exec(body)?.[0] ?? "";
  const trail = /\s*$/.exec(body)?.[0] ?? "";
  const reference = `select * from \${${prefix}ref(${JSON.stringify(key)})}`;
  const imports = prefix === "" ? ["asset", "ref"].flatMap((one) => importFromSdk(view, path, one)) : [];
  return [
    ...merged(imports),
    { path, span: { start: statement, end: statement }, newText: declaration },
    {
      path,
      span: { start: start + part.start, end: start + part.end },
      newText: lead + reference + (body.trim() === "" ? "" : trail),
    },
  ];
}

/** Two names for one import are one edit: edits at the same place have no order. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const [first, ...rest] = edits;
  if (first === undefined) return [];
  return [{ ...first, newText: [first, ...rest].map(({ newText }) => newText).join("") }];
}

function freeKey(index: KeyIndex, wanted: string): string {
  const base = isValidKey(wanted) ? wanted : wanted.replace(/[^A-Za-z0-9_./-]/g, "_");
  let key = base;
  for (let count = 2; index.definition(key) !== undefined; count++) key = `${base}_${count}`;
  return key;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
  return name;
}

function bareName(name: string): string {
  return name.replaceAll('"', "").replace(/[^A-Za-z0-9_]+/g, "_");
}

/**
 * Where the top-level statement around a query begins, with its comments; null when it is not a declaration of its own:
 * inside of a function its values would not be known outside.
 */
function statementStart(text: string, offset: number): number | null {
  const before = text.slice(0, offset);
  const starts = [
    ...before.matchAll(/^(?:export\s+)?(?:const|let|var)\s+[\w$]+[^\n=]*=\s*[\w$.]+(?:<[^\n]*>)?\(\{/gm),
  ];
  const last = starts.at(-1);
  if (last === undefined || /^[)}\]]/m.test(before.slice(last.index))) return null;
  let start = last.index;
  for (;;) {
    const line = text.lastIndexOf("\n", start - 2) + 1;
    const above = text.slice(line, start);
    if (start === 0 || !/^(?:\/\/|\/\*\*|\s\*)/.test(above)) return start;
    start = line;
  }
}
