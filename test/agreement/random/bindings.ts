// Where a constant or function that is needed stands: in this file, or in another one and imported, in all the ways of
// exporting, re-exporting and importing.
import { posix } from "node:path";
import type { Draft, FileDraft, Place } from "./draft.ts";

/** The statement that declares `name`, without `export`. */
export type Declare = (name: string, place: Place) => string;

/** Declares something that `place` can use; the code that names it. */
export function provide(
  draft: Draft,
  place: Place,
  stem: string,
  declare: Declare,
  needsTypes = false,
): string {
  const libs = draft.libs.filter(({ rank, isTyped }) => rank < place.file.rank && (isTyped || !needsTypes));
  if (libs.length > 0 && draft.random.chance(0.45)) {
    const file = draft.random.pick(libs);
    const there: Place = { file, depth: Math.min(place.depth, 1) };
    const name = draft.name(stem);
    const statement = declare(name, there);
    return importFrom(draft, place.file, exportFrom(draft, file, name, statement));
  }
  const name = draft.name(stem);
  const statement = declare(name, place);
  place.file.pieces.push(draft.random.chance(0.3) ? `export ${statement}` : statement);
  return name;
}

/** What a file exports: under a name, "default", or inside of a namespace that it exports. */
export interface Exported {
  readonly file: FileDraft;
  readonly name: string;
  /** The binding's own name, for a local name that reads well. */
  readonly binding: string;
  /** `export * as ns`: the name is reached through it. */
  readonly through?: string;
}

const EXPORT_STYLES = [
  { name: "export", weight: 6 },
  { name: "export list" },
  { name: "export renamed" },
  { name: "export default" },
] as const;

function exportFrom(draft: Draft, file: FileDraft, name: string, statement: string): Exported {
  const style = draft.choose(EXPORT_STYLES).name;
  if (style === "export default" && !file.pieces.some((piece) => piece.includes("export default"))) {
    file.pieces.push(`${statement}\nexport default ${name};`);
    return { file, name: "default", binding: name };
  }
  if (style === "export list") {
    file.pieces.push(`${statement}\nexport { ${name} };`);
    return { file, name, binding: name };
  }
  if (style === "export renamed") {
    const other = draft.name("renamed");
    file.pieces.push(`${statement}\nexport { ${name} as ${other} };`);
    return { file, name: other, binding: name };
  }
  file.pieces.push(`export ${statement}`);
  return { file, name, binding: name };
}

const IMPORT_STYLES = [
  { name: "import", weight: 6 },
  { name: "import renamed" },
  { name: "import namespace" },
] as const;
const HOP_STYLES = [
  { name: "no re-export", weight: 4 },
  { name: "re-export" },
  { name: "re-export renamed" },
  { name: "export *" },
  { name: "export * as" },
  { name: "import and export" },
] as const;

/** Imports it into `file`, perhaps through a file between the two; the code that names it there. */
export function importFrom(draft: Draft, file: FileDraft, exported: Exported): string {
  const through = hop(draft, file, exported);
  const from = specifier(draft, file, through.file);
  if (through.name === "default" && through.through === undefined) {
    const local = draft.name("imported");
    const style = draft.choose(IMPORT_STYLES).name;
    if (style === "import namespace") {
      draft.addImport(file, `import * as ${local} from ${from};`);
      return `${local}.default`;
    }
    const clause = style === "import" ? local : `{ default as ${local} }`;
    draft.addImport(file, `import ${clause} from ${from};`);
    return local;
  }
  const name = through.through ?? through.name;
  const rest = through.through === undefined ? "" : `.${through.name}`;
  const style = draft.choose(IMPORT_STYLES).name;
  if (style === "import renamed") {
    const local = draft.name("local");
    draft.addImport(file, `import { ${name} as ${local} } from ${from};`);
    return local + rest;
  }
  if (style === "import namespace") {
    const local = namespaceOf(draft, file, from);
    return `${local}.${name}${rest}`;
  }
  const isTaken = file.imports.some((line) => new RegExp(`\\b${name}\\b`).test(line));
  const isSame = file.imports.includes(`import { ${name} } from ${from};`);
  if (isTaken && !isSame) {
    const local = draft.name("local");
    draft.addImport(file, `import { ${name} as ${local} } from ${from};`);
    return local + rest;
  }
  draft.addImport(file, `import { ${name} } from ${from};`);
  return name + rest;
}

function namespaceOf(draft: Draft, file: FileDraft, from: string): string {
  for (const line of file.imports) {
    const known = /^import \* as (\w+) from (.+);$/.exec(line);
    if (known?.[1] !== undefined && known[2] === from) return known[1];
  }
  const local = draft.name("ns");
  draft.addImport(file, `import * as ${local} from ${from};`);
  return local;
}

/** A file between the two that passes the export on. */
function hop(draft: Draft, file: FileDraft, exported: Exported): Exported {
  if (exported.through !== undefined) return exported;
  const between = draft.libs.filter(({ rank }) => rank < file.rank && rank > exported.file.rank);
  if (between.length === 0) return exported;
  const style = draft.choose(HOP_STYLES).name;
  if (style === "no re-export") return exported;
  const middle = draft.random.pick(between);
  const from = specifier(draft, middle, exported.file);
  const other = draft.name("passed");
  const { binding, name } = exported;
  switch (style) {
    case "re-export": {
      const as = name === "default" || passes(middle, name) ? ` as ${other}` : "";
      middle.pieces.push(`export { ${name}${as} } from ${from};`);
      return { file: middle, name: as === "" ? name : other, binding };
    }
    case "re-export renamed":
      middle.pieces.push(`export { ${name} as ${other} } from ${from};`);
      return { file: middle, name: other, binding };
    case "export *": {
      // A star does not pass on the default, and two stars that give one name give none.
      const star = `export * from ${from};`;
      if (name === "default" || passes(middle, name)) return exported;
      if (!middle.pieces.includes(star)) {
        if (middle.pieces.some((piece) => piece.startsWith("export * from"))) return exported;
        middle.pieces.push(star);
      }
      return { file: middle, name, binding };
    }
    case "export * as":
      middle.pieces.push(`export * as ${other} from ${from};`);
      return { file: middle, name, binding, through: other };
    case "import and export": {
      const clause = name === "default" ? other : `{ ${name} as ${other} }`;
      draft.addImport(middle, `import ${clause} from ${from};`);
      middle.pieces.push(`export { ${other} };`);
      return { file: middle, name: other, binding };
    }
  }
}

function passes(file: FileDraft, name: string): boolean {
  return file.pieces.some((piece) => new RegExp(`\\b${name}\\b`).test(piece));
}

const SPECIFIER_STYLES = [
  { name: "specifier with extension", weight: 6 },
  { name: "specifier without extension" },
  { name: "specifier .js" },
  { name: "tsconfig paths" },
  { name: "tsconfig baseUrl" },
  { name: "package imports" },
] as const;

/** How `file` names the module `target`, with quotes. */
export function specifier(draft: Draft, file: FileDraft, target: FileDraft): string {
  const relative = posix.relative(posix.dirname(file.path), target.path);
  const path = relative.startsWith(".") ? relative : `./${relative}`;
  const isPlain = target.path.endsWith(".ts");
  const style = draft.choose(SPECIFIER_STYLES).name;
  const inLib = target.path.startsWith("lib/");
  switch (style) {
    case "specifier with extension":
      return `"${path}"`;
    case "specifier without extension":
      return `"${isPlain ? path.replace(/(\/index)?\.ts$/, "") : path}"`;
    case "specifier .js":
      return `"${path.replace(/\.([mc]?)ts$/, ".$1js")}"`;
    case "tsconfig paths":
      return inLib ? `"@lib/${target.path.slice("lib/".length)}"` : `"${path}"`;
    case "tsconfig baseUrl":
      return inLib && isPlain ? `"${target.path.replace(/\.ts$/, "")}"` : `"${path}"`;
    case "package imports":
      return inLib ? `"#lib/${target.path.slice("lib/".length)}"` : `"${path}"`;
  }
}
