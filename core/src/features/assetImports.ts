// How an asset value is named in a file: as it is imported there already, or by a new import in the style of the file.
// Never a name that could be read before its declaration has run.
import { bindingName } from "../rules/fixes/newFile.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { directoryOf } from "../project/paths.ts";
import type { TextEdit } from "../text/index.ts";
import type { EditView } from "./editView.ts";
import { importsOf, loadedBy, namesIn } from "./writtenFile.ts";
import type { WrittenImport } from "./writtenFile.ts";

interface AssetName {
  readonly name: string;
  /** The import, when it is not there yet. */
  readonly edits: readonly TextEdit[];
}

export interface AssetImports {
  /** null: the value cannot be named here; `reasonAgainst` says why. */
  nameFor(definition: LinkedDefinition): AssetName | null;
  reasonAgainst(definition: LinkedDefinition): string;
}

/** For uses at `offset` in a file. */
export function assetImports(view: EditView, path: string, offset: number): AssetImports {
  const imports = importsOf(view, path);
  const taken = namesIn(view, path);
  const importers = new Map<string, boolean>();
  let found: ExtensionStyle | undefined;
  const endings = (): ExtensionStyle =>
    (found ??= extensionStyle(imports) ?? projectStyle(view) ?? (/m[jt]s$/.test(path) ? "built" : "none"));

  const nameFor = (definition: LinkedDefinition): AssetName | null => {
    const { binding, exportName, site } = definition;
    if (site.path === path) {
      const isEarlier = binding !== null && view.span(site).end <= offset;
      return isEarlier ? { name: binding, edits: [] } : null;
    }
    if (exportName === null || exportName === "" || path.startsWith("../") !== site.path.startsWith("../"))
      return null;
    const there = imports.filter(
      ({ specifier, typeOnly }) => !typeOnly && view.resolveModule(path, specifier) === site.path,
    );
    const known = there.find(({ imported }) => imported === exportName);
    if (known !== undefined && known.local !== "") return { name: known.local, edits: [] };
    const namespace = there.find(({ imported }) => imported === "*");
    if (namespace !== undefined && exportName !== "default")
      return { name: `${namespace.local}.${exportName}`, edits: [] };
    if (reaches(view, site.path, path, importers)) return null;
    const name = freeName(definition, exportName, taken);
    const edit = importEdit(view, path, imports, there, {
      name,
      exportName,
      target: site.path,
      endings: endings(),
    });
    return edit === null ? null : { name, edits: [edit] };
  };

  return {
    nameFor,
    reasonAgainst: ({ id, exportName, site }) => {
      if (site.path === path)
        return `"${id}" is declared further down, so its value does not exist here yet.`;
      if (exportName === null) return `The value of "${id}" is not exported from ${site.path}.`;
      return `${site.path} imports this file: each would wait for the other.`;
    },
  };
}

/** Does `from` import `to`, directly or not? */
function reaches(view: EditView, from: string, to: string, known: Map<string, boolean>): boolean {
  const before = known.get(from);
  if (before !== undefined) return before;
  const seen = new Set<string>([from]);
  const queue = [from];
  let found = false;
  for (let next = queue.pop(); next !== undefined && !found; next = queue.pop()) {
    for (const specifier of loadedBy(view, next)) {
      const target = view.resolveModule(next, specifier);
      if (target === undefined || seen.has(target)) continue;
      if (target === to) found = true;
      seen.add(target);
      queue.push(target);
    }
  }
  known.set(from, found);
  return found;
}

function freeName({ id }: LinkedDefinition, exportName: string, taken: ReadonlySet<string>): string {
  const short = exportName === "default" ? bindingName(id) : exportName;
  if (!taken.has(short)) return short;
  const long = bindingName(id.replaceAll("/", "_"));
  let name = long;
  for (let count = 2; taken.has(name); count++) name = `${long}${count}`;
  return name;
}

interface Wanted {
  readonly name: string;
  readonly exportName: string;
  /** Path of the module. */
  readonly target: string;
  /** How local imports end here. */
  readonly endings: ExtensionStyle;
}

function importEdit(
  view: EditView,
  path: string,
  imports: readonly WrittenImport[],
  there: readonly WrittenImport[],
  wanted: Wanted,
): TextEdit | null {
  const text = view.text(path) ?? "";
  const { name, exportName } = wanted;
  if (exportName !== "default") {
    const written = exportName === name ? name : `${exportName} as ${name}`;
    for (const fact of there) {
      const brace = closingBrace(text, fact.specifierSpan.start);
      if (brace === null) continue;
      const inside = text.slice(0, brace).trimEnd();
      const separator = /[{,]$/.test(inside) ? " " : ", ";
      const span = { start: inside.length, end: inside.length };
      return { path, span, newText: separator + written };
    }
  }
  const specifier = specifierFor(view, path, wanted.endings, wanted.target);
  if (specifier === null) return null;
  const style = styleOf(imports, text);
  const clause =
    exportName === "default" ? name : `{ ${exportName === name ? name : `${exportName} as ${name}`} }`;
  const line = `import ${clause} from ${style.quote}${specifier}${style.quote}${style.end}`;
  const at = style.after;
  const newText = at === 0 ? `${line}${style.newline}` : `${style.newline}${line}`;
  return { path, span: { start: at, end: at }, newText };
}

/** The `}` of `import { a, b } from "…"`, given where its specifier begins. */
function closingBrace(text: string, specifierStart: number): number | null {
  const before = /\}\s*from\s*["']?$/.exec(
    text.slice(Math.max(0, specifierStart - 200), specifierStart),
  )?.[0];
  return before === undefined ? null : specifierStart - before.length;
}

interface ImportStyle {
  readonly quote: string;
  readonly end: string;
  readonly newline: string;
  /** Where a new import goes: behind the last one. */
  readonly after: number;
}

function styleOf(imports: readonly WrittenImport[], text: string): ImportStyle {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const ends = imports.map(({ specifierSpan }) => specifierSpan);
  const last = ends.toSorted((a, b) => a.end - b.end).at(-1);
  if (last === undefined) {
    const hashbang = /^#!.*\r?\n/.exec(text)?.[0].length ?? 0;
    return { quote: '"', end: ";", newline, after: hashbang };
  }
  const quoteAt = /["']/.exec(text.slice(Math.max(0, last.start - 1), last.end + 1));
  const rest = /^["']?(?:\s*(?:with|assert)\s*\{[^}\n]*\})?(\s*;)?/.exec(text.slice(last.end));
  return {
    quote: quoteAt?.[0] ?? '"',
    end: rest?.[1] === undefined ? "" : ";",
    newline,
    after: last.end + (rest?.[0].length ?? 0),
  };
}

/** Relative, with the ending that local imports have here; null when it would not lead to the file. */
function specifierFor(view: EditView, path: string, style: ExtensionStyle, target: string): string | null {
  const relative = relativePath(directoryOf(path), target);
  const extension = /\.[cm]?[jt]sx?$/.exec(relative)?.[0] ?? "";
  const stem = relative.slice(0, relative.length - extension.length);
  const written = { none: stem, source: relative, built: stem + extension.replace(/ts(x?)$/, "js") };
  const ways = [written[style], written.source, written.none];
  return ways.find((specifier) => view.resolveModule(path, specifier) === target) ?? null;
}

type ExtensionStyle = "none" | "source" | "built";

function extensionStyle(imports: readonly WrittenImport[]): ExtensionStyle | null {
  for (const { specifier } of imports) {
    if (!specifier.startsWith(".") || specifier.endsWith(".json")) continue;
    const extension = /\.[cm]?([jt])sx?$/.exec(specifier);
    return extension === null ? "none" : extension[1] === "t" ? "source" : "built";
  }
  return null;
}

/** As the first files of the project do: a file without local imports says nothing itself. */
function projectStyle(view: EditView): ExtensionStyle | null {
  for (const path of view.paths.slice(0, 50)) {
    const style = extensionStyle(importsOf(view, path));
    if (style !== null) return style;
  }
  return null;
}

function relativePath(directory: string, target: string): string {
  const from = directory === "" ? [] : directory.split("/");
  const to = target.split("/");
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  const up = from.slice(common).map(() => "..");
  return [...(up.length === 0 ? ["."] : up), ...to.slice(common)].join("/");
}
