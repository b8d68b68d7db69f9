// What follows when files move: keys that spell out the folder of their file, paths of sources, globs of the config.
// Imports are TypeScript's business. Nothing is suggested for keys that do not follow folders.
import { isValidKey } from "../keys/index.ts";
import { rekeyTogether } from "../occurrences/index.ts";
import type { KeyIndex } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { directoryOf } from "../project/paths.ts";
import type { TextEdit } from "../text/index.ts";
import type { FileMove, FollowUp } from "./editModel.ts";
import type { EditView } from "./editView.ts";
import { writtenPaths } from "./writtenPaths.ts";
import { reselect } from "./reselect.ts";

export function movedFiles(view: EditView, index: KeyIndex, moves: readonly FileMove[]): readonly FollowUp[] {
  return [...keyFollowUps(view, index, moves), ...pathFollowUps(view, moves)];
}

/** Where a path is after the moves; itself when it stays. */
function movedPath(path: string, moves: readonly FileMove[]): string {
  const move = moves.find(({ from }) => path === from || path.startsWith(`${from}/`));
  return move === undefined ? path : move.to + path.slice(move.from.length);
}

function keyFollowUps(view: EditView, index: KeyIndex, moves: readonly FileMove[]): readonly FollowUp[] {
  const changes = new Map<string, string>();
  for (const definition of view.linked.definitions) {
    const { key, site } = definition;
    const to = movedPath(site.path, moves);
    if (key === null || to === site.path) continue;
    const newKey = keyAfterMove(definition, key.key, to);
    if (newKey !== null && newKey !== key.key && isValidKey(newKey)) changes.set(key.key, newKey);
  }
  for (const [key, newKey] of changes) {
    const isTaken = index.definition(newKey) !== undefined && !changes.has(newKey);
    if (isTaken || index.definitions(key).length > 1) changes.delete(key);
  }
  if (new Set(changes.values()).size < changes.size || changes.size === 0) return [];
  // Together first: a constant that all of them share may change for all. Else each that can change alone.
  const all = editsFor(view, index, changes);
  if (all !== null) return [keyFollowUp(changes, all)];
  return [...changes].flatMap(([key, newKey]) => {
    const one = new Map([[key, newKey]]);
    const edits = editsFor(view, index, one);
    return edits === null ? [] : [keyFollowUp(one, edits)];
  });
}

function editsFor(
  view: EditView,
  index: KeyIndex,
  changes: ReadonlyMap<string, string>,
): readonly TextEdit[] | null {
  const rekeyed = rekeyTogether(view, index, changes);
  const selections = reselect(view, changes);
  return rekeyed.ok && selections.computed === null ? [...rekeyed.edits, ...selections.edits] : null;
}

function keyFollowUp(changes: ReadonlyMap<string, string>, edits: readonly TextEdit[]): FollowUp {
  const [[key, newKey] = ["", ""]] = [...changes];
  const one = changes.size === 1;
  return {
    label: one ? `Rename "${key}" to "${newKey}"` : `Rename ${changes.size} asset keys`,
    description: one
      ? "The key follows the folder of its file"
      : `The keys follow their folder: "${key}" becomes "${newKey}"`,
    edits,
  };
}

/**
 * A key follows its file when its components are the end of the path: of the whole path (`assets/bronze/orders.ts` and
 * "bronze/orders"), of its folder (`assets/bronze/crm.ts` and "bronze/orders"), or of the path as the folder of several
 * (`assets/bronze.ts` and "bronze/orders").
 */
function keyAfterMove({ site }: LinkedDefinition, key: string, to: string): string | null {
  const from = stemOf(site.path);
  const components = key.split("/");
  const front = components.slice(0, -1);
  const last = components.at(-1) ?? "";
  const fileName = from.at(-1) ?? "";
  const after = stemOf(to);
  if (front.length === 0) return null;
  if (sameWords(fileName, last) && endsWith(from.slice(0, -1), front)) {
    const folders = tailAfter(from.slice(0, -1), front.length, after.slice(0, -1));
    const name = after.at(-1) ?? "";
    const newLast = name === fileName ? last : inStyleOf(last, name);
    return folders === null ? null : [...folders, newLast].join("/");
  }
  for (const [before, now] of [
    [from.slice(0, -1), after.slice(0, -1)],
    [from, after],
  ] as const) {
    if (!endsWith(before, front)) continue;
    const folders = tailAfter(before, front.length, now);
    return folders === null ? null : [...folders, last].join("/");
  }
  return null;
}

/** What stands now where `count` components stood: behind the same beginning, else as many. */
function tailAfter(
  before: readonly string[],
  count: number,
  now: readonly string[],
): readonly string[] | null {
  const base = before.slice(0, before.length - count);
  const isBelow = base.every((component, at) => now[at] === component);
  const tail = isBelow ? now.slice(base.length) : now.slice(-count);
  return tail.length === 0 ? null : tail;
}

function stemOf(path: string): readonly string[] {
  return path.replace(/\.[cm]?[jt]sx?$/, "").split("/");
}

function endsWith(path: readonly string[], tail: readonly string[]): boolean {
  return (
    tail.length <= path.length && tail.every((part, at) => path[path.length - tail.length + at] === part)
  );
}

/** `daily-orders`, `dailyOrders` and `daily_orders` are one name in three styles. */
function sameWords(a: string, b: string): boolean {
  return wordsOf(a).join(" ") === wordsOf(b).join(" ");
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** A file's name as the last component of a key, with the separator keys have here. */
function inStyleOf(component: string, fileName: string): string {
  if (/[A-Z]/.test(component)) return fileName;
  return wordsOf(fileName).join(component.includes("-") ? "-" : "_");
}

function pathFollowUps(view: EditView, moves: readonly FileMove[]): readonly FollowUp[] {
  const { sources, globs } = writtenPaths(view);
  return [
    ...group("Change the files of sources", "They name what moves", sources, (text) =>
      changedPath(text, moves, (path) => movedPath(path, moves)),
    ),
    ...group("Change `assets` in the config", "The pattern names the folder that moves", globs, (text) =>
      changedPath(text, moves, (path) => movedGlob(path, moves)),
    ),
  ];
}

function group(
  label: string,
  description: string,
  places: ReturnType<typeof writtenPaths>["sources"],
  change: (text: string) => string,
): readonly FollowUp[] {
  const edits = places.flatMap(({ text, path, span }) => {
    const newText = change(text);
    return newText === text ? [] : [{ path, span, newText }];
  });
  return edits.length === 0 ? [] : [{ label, description, edits }];
}

function changedPath(text: string, moves: readonly FileMove[], change: (path: string) => string): string {
  const [, prefix = "", path = ""] = /^(!?(?:\.\/)?)(.*)$/s.exec(text) ?? [];
  const changed = change(path);
  const leaves = moves.some(({ to }) => to.startsWith("../")) && changed.startsWith("../");
  return leaves ? text : prefix + changed;
}

/** Only the fixed front of a pattern can name a folder, and only a folder that moves as a whole. */
function movedGlob(glob: string, moves: readonly FileMove[]): string {
  const wild = glob.search(/[*?{[(]/);
  const fixed = wild < 0 ? glob : directoryOf(glob.slice(0, wild));
  const moved = movedPath(fixed, moves);
  return moved + glob.slice(fixed.length);
}
