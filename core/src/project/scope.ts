// The names of one file: what is bound in it and what it exports.
import type { BindingFact, ExportFact, FileShape, ImportFact } from "../syntax/facts.ts";

export type LocalName =
  | { readonly k: "binding"; readonly binding: BindingFact }
  | { readonly k: "import"; readonly fact: ImportFact };

export interface FileScope {
  readonly locals: ReadonlyMap<string, LocalName>;
  readonly exports: ReadonlyMap<string, ExportFact>;
  /** `export * from`. */
  readonly stars: readonly ExportFact[];
}

const scopes = new WeakMap<FileShape, FileScope>();

/** Kept as long as the shape is. */
export function scopeOf(shape: FileShape): FileScope {
  let scope = scopes.get(shape);
  if (!scope) scopes.set(shape, (scope = createScope(shape)));
  return scope;
}

function createScope(shape: FileShape): FileScope {
  const locals = new Map<string, LocalName>();
  const exports = new Map<string, ExportFact>();
  // In half-typed code a name may stand twice: the first one counts.
  for (const fact of shape.imports) {
    if (fact.local !== "" && !locals.has(fact.local)) locals.set(fact.local, { k: "import", fact });
  }
  for (const binding of shape.bindings) {
    if (!locals.has(binding.name)) locals.set(binding.name, { k: "binding", binding });
  }
  for (const fact of shape.exports) if (!exports.has(fact.name)) exports.set(fact.name, fact);
  return { locals, exports, stars: shape.exports.filter(({ name }) => name === "*") };
}
