// The names of one file: what is bound in it, what it exports, what it changes.
import type { Exported, Expr, FileFacts, ImportFact, Statement, Unit } from "../syntax/facts.ts";
import { namesOf } from "../syntax/patterns.ts";

export type LocalName =
  /** `index`: which declaration of a `const a = …, b = …`. */
  | { readonly k: "binding"; readonly unit: Unit; readonly index: number }
  | { readonly k: "import"; readonly unit: Unit; readonly specifier: string; readonly fact: ImportFact };

export interface Export {
  readonly unit: Unit;
  /** Name here, or in `from`; "*" for a namespace; null for the value of `export default`. */
  readonly local: string | null;
  readonly from: string | null;
  readonly at: number;
}

export interface FileScope {
  readonly locals: ReadonlyMap<string, LocalName>;
  readonly exports: ReadonlyMap<string, Export>;
  /** Modules of `export * from`. */
  readonly stars: readonly string[];
  /** Modules that are loaded with this one. */
  readonly loads: readonly string[];
  /** Names bound here that are changed later on. true: in a function, so that nobody knows when. */
  readonly changed: ReadonlyMap<string, boolean>;
  /** Imported names whose contents this file changes. */
  readonly changedImports: readonly string[];
  /** Statements must be followed in their order: one changes what another has bound. */
  readonly isSequential: boolean;
}

type Facts = Pick<FileFacts, "units" | "unused">;

const scopes = new WeakMap<Facts, FileScope>();

const NONE_CHANGED: ReadonlyMap<string, boolean> = new Map();

/** Kept as long as the facts are. */
export function scopeOf(facts: Facts): FileScope {
  let scope = scopes.get(facts);
  if (!scope) scopes.set(facts, (scope = createScope(facts)));
  return scope;
}

function createScope({ units, unused }: Facts): FileScope {
  const locals = new Map<string, LocalName>();
  const exports = new Map<string, Export>();
  const stars: string[] = [];
  const loads = new Set<string>();
  // In half-typed code a name may stand twice: the first one counts.
  const bind = (name: string, local: LocalName): void => {
    if (name !== "" && !locals.has(name)) locals.set(name, local);
  };
  const exportAs = (name: string, exported: Export): void => {
    if (!exports.has(name)) exports.set(name, exported);
  };
  for (const unit of units) {
    const { statement } = unit.shape;
    for (const { name, index } of boundBy(statement)) bind(name, { k: "binding", unit, index });
    const how = exportedBy(statement);
    if (how !== "no") {
      for (const { name, at } of boundBy(statement)) {
        exportAs(how === "default" ? "default" : name, { unit, local: name, from: null, at });
      }
    }
    if (statement.k === "import") {
      const { specifier, names } = statement;
      for (const fact of names) bind(fact.local, { k: "import", unit, specifier, fact });
      if (names.some(({ typeOnly, local }) => !typeOnly && !unused.includes(local))) loads.add(specifier);
    } else if (statement.k === "export") {
      if (statement.from !== null) loads.add(statement.from);
      for (const { name, local, at } of statement.names) {
        if (name === "*" && statement.from !== null) stars.push(statement.from);
        else exportAs(name, { unit, local, from: statement.from, at });
      }
    } else if (statement.k === "exportDefault") {
      exportAs("default", { unit, local: null, from: null, at: statement.at });
    }
  }
  let changed: Map<string, boolean> | undefined;
  const changedImports: string[] = [];
  for (const { shape } of units) {
    for (const { name, isDeferred } of shape.changes ?? []) {
      const local = locals.get(name);
      if (local?.k === "import") changedImports.push(name);
      else if (local) (changed ??= new Map()).set(name, isDeferred || changed.get(name) === true);
    }
  }
  return {
    locals,
    exports,
    stars,
    loads: [...loads],
    changed: changed ?? NONE_CHANGED,
    changedImports,
    isSequential: changed !== undefined && [...changed.values()].some((isDeferred) => !isDeferred),
  };
}

function exportedBy(statement: Statement): Exported {
  return "exported" in statement ? statement.exported : "no";
}

/** The names a top-level statement binds; `index` is that of the declaration. */
export function boundBy(
  statement: Statement,
): readonly { readonly name: string; readonly index: number; readonly at: number }[] {
  switch (statement.k) {
    case "variables":
      return statement.declarations.flatMap(({ pattern }, index) =>
        pattern.k === "name"
          ? [{ name: pattern.name, index, at: pattern.at }]
          : namesOf(pattern).map((name) => ({ name, index, at: pattern.at })),
      );
    case "function":
    case "members":
      return [{ name: statement.name, index: 0, at: statement.nameAt }];
    default:
      return [];
  }
}

/** The expression a name stands for, when its statement gives it one as a whole. */
export function valueOf({ unit, index }: LocalName & { readonly k: "binding" }): Expr | undefined {
  const { statement } = unit.shape;
  if (statement.k === "members" || statement.k === "function") return statement.value;
  if (statement.k !== "variables") return undefined;
  const declaration = statement.declarations[index];
  return declaration?.pattern.k === "name" ? (declaration.value ?? undefined) : undefined;
}
