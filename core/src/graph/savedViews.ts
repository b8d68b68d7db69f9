// Views of the lineage that a project keeps for everyone: the file `strataline.views.json` beside its config, meant to be committed.
// Read with suspicion, because people write and merge it; written with defaults left out, because people read it.
import { nearestKeys } from "./keys.ts";

export const VIEWS_FILE = "strataline.views.json";

export interface SavedView {
  /** Unique in the file. */
  readonly name: string;
  /** As in the filter box: words, or a selection. */
  readonly filter: string;
  /** What the filter does not match is left out, not dimmed. */
  readonly onlyMatches: boolean;
  readonly scope:
    | { readonly kind: "project" }
    | { readonly kind: "neighbourhood"; readonly key: string; readonly depth: number };
  /** Sides of assets whose neighbours outside of the scope are shown too. */
  readonly expanded: readonly { readonly key: string; readonly side: "upstream" | "downstream" }[];
  /** Ids of bands: "sources", "dataProducts", "unknown", "layer:<name>". */
  readonly hiddenBands: readonly string[];
  /** How assets are grouped, and which groups are open; null: the view chooses. */
  readonly groups: { readonly by: string; readonly open: readonly string[] } | null;
}

/** A view without its name. */
export type ViewContent = Omit<SavedView, "name">;

/** `message` says what is wrong and where. */
export type ReadViews =
  | { readonly ok: true; readonly views: readonly SavedView[] }
  | { readonly ok: false; readonly message: string };

const DEFAULTS: ViewContent = {
  filter: "",
  onlyMatches: false,
  scope: { kind: "project" },
  expanded: [],
  hiddenBands: [],
  groups: null,
};
const LONGEST_NAME = 80;

export function parseSavedViews(text: string): ReadViews {
  try {
    return { ok: true, views: readFile(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, message: `${VIEWS_FILE}: ${error.message}` };
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `${VIEWS_FILE} is not valid JSON: ${reason}` };
  }
}

export function printSavedViews(views: readonly SavedView[]): string {
  const written = views.map(({ name, ...content }) => ({ name, ...withoutDefaults(content) }));
  return `${JSON.stringify({ schemaVersion: 1, views: written }, null, 2)}\n`;
}

/** Why a view cannot be named so, or null. `others`: names of the other views. */
export function wrongViewName(name: string, others: readonly string[]): string | null {
  if (name.trim() === "") return "A view needs a name.";
  if (name.length > LONGEST_NAME) return `A name has at most ${LONGEST_NAME} characters.`;
  return others.includes(name.trim()) ? `There is a view “${name.trim()}” already.` : null;
}

/** With this view in the place of the one of its name, or at the end. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const isThere = views.some(({ name }) => name === view.name);
  return isThere ? views.map((other) => (other.name === view.name ? view : other)) : [...views, view];
}

/** The same content, whatever the order of its lists. */
export function isSameView(a: ViewContent, b: ViewContent): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered({ filter, onlyMatches, scope, expanded, hiddenBands, groups }: ViewContent): unknown {
  const place = scope.kind === "project" ? null : [scope.key, scope.depth];
  const sides = expanded.map(({ key, side }) => `${side} ${key}`).sort();
  const grouped = groups === null ? null : [groups.by, [...groups.open].sort()];
  return [filter.trim(), onlyMatches, place, sides, [...hiddenBands].sort(), grouped];
}

function withoutDefaults(content: ViewContent): Partial<ViewContent> {
  const isDefault = ([name, value]: [string, unknown]): boolean =>
    JSON.stringify(value) === JSON.stringify(DEFAULTS[name as keyof ViewContent]);
  return Object.fromEntries(Object.entries(content).filter((entry) => !isDefault(entry)));
}

//#region Reading

class Wrong extends Error {}

type Json = Readonly<Record<string, unknown>>;

function readFile(value: unknown): readonly SavedView[] {
  const file = record(value, "the file", ["$schema", "schemaVersion", "views"]);
  if (file.schemaVersion !== 1) {
    throw new Wrong(
      `\`schemaVersion\` must be 1, not ${shown(file.schemaVersion)}. A newer Strataline may read it.`,
    );
  }
  const views = list(file.views, "`views`").map((view, index) => readView(view, `views[${index}]`));
  const names = views.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Wrong(`two views are named ${shown(twice)}.`);
  return views;
}

function readView(value: unknown, at: string): SavedView {
  const view = record(value, at, ["name", ...Object.keys(DEFAULTS)]);
  const name = text(view.name, `${at}.name`).trim();
  const wrong = wrongViewName(name, []);
  if (wrong !== null) throw new Wrong(`${at}.name: ${wrong}`);
  const given = <Field extends keyof ViewContent>(
    field: Field,
    read: (value: unknown, at: string) => ViewContent[Field],
  ): ViewContent[Field] =>
    view[field] === undefined ? DEFAULTS[field] : read(view[field], `${at}.${field}`);
  return {
    name,
    filter: given("filter", text),
    onlyMatches: given("onlyMatches", flag),
    scope: given("scope", readScope),
    expanded: given("expanded", (value, at) =>
      list(value, at).map((side, i) => readSide(side, `${at}[${i}]`)),
    ),
    hiddenBands: given("hiddenBands", texts),
    groups: given("groups", readGroups),
  };
}

function readScope(value: unknown, at: string): SavedView["scope"] {
  const scope = record(value, at, ["kind", "key", "depth"]);
  const kind = oneOf(scope.kind, `${at}.kind`, ["project", "neighbourhood"]);
  if (kind === "project") return { kind };
  const { depth } = scope;
  if (typeof depth !== "number" || !Number.isInteger(depth) || depth < 1) {
    throw new Wrong(`${at}.depth must be a whole number from 1, not ${shown(depth)}.`);
  }
  return { kind, key: text(scope.key, `${at}.key`), depth };
}

function readSide(value: unknown, at: string): SavedView["expanded"][number] {
  const { key, side } = record(value, at, ["key", "side"]);
  return { key: text(key, `${at}.key`), side: oneOf(side, `${at}.side`, ["upstream", "downstream"]) };
}

function readGroups(value: unknown, at: string): SavedView["groups"] {
  if (value === null) return null;
  const groups = record(value, at, ["by", "open"]);
  return {
    by: text(groups.by, `${at}.by`),
    open: groups.open === undefined ? [] : texts(groups.open, `${at}.open`),
  };
}

function record(value: unknown, at: string, fields: readonly string[]): Json {
  if (!isRecord(value)) throw new Wrong(`${at} must be an object, not ${shown(value)}.`);
  const stray = Object.keys(value).find((field) => !fields.includes(field));
  if (stray === undefined) return value;
  const [near] = nearestKeys(stray, fields, 1);
  const hint = near === undefined ? `There are ${fields.join(", ")}.` : `Did you mean \`${near}\`?`;
  throw new Wrong(`${at} has no field \`${stray}\`. ${hint}`);
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Wrong(`${at} must be a list, not ${shown(value)}.`);
  return value;
}

function text(value: unknown, at: string): string {
  if (typeof value !== "string") throw new Wrong(`${at} must be a text, not ${shown(value)}.`);
  return value;
}

function texts(value: unknown, at: string): readonly string[] {
  return list(value, at).map((item, index) => text(item, `${at}[${index}]`));
}

function flag(value: unknown, at: string): boolean {
  if (typeof value !== "boolean") throw new Wrong(`${at} must be true or false, not ${shown(value)}.`);
  return value;
}

function oneOf<Value extends string>(value: unknown, at: string, values: readonly Value[]): Value {
  const found = values.find((known) => known === value);
  if (found === undefined) throw new Wrong(`${at} must be ${values.join(" or ")}, not ${shown(value)}.`);
  return found;
}

function shown(value: unknown): string {
  const written = value === undefined ? "nothing" : JSON.stringify(value);
  return written.length > 40 ? `${written.slice(0, 39)}…` : written;
}

//#endregion
