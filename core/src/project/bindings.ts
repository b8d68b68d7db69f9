// From a name to its value: across imports, exports and files, each evaluated once. Where only one property of an object is
// asked for, only that one is evaluated and remembered.
import type { Expr } from "../syntax/facts.ts";
import { DECLARING_FUNCTIONS, KNOWN_FUNCTIONS } from "../syntax/vocabulary.ts";
import { isKnownGlobal } from "./builtins/globals.ts";
import type { Evaluator } from "./evaluate.ts";
import { OneValue } from "./memory.ts";
import { runWholeFile } from "./sequential.ts";
import type { Site, Unresolved } from "./linked.ts";
import type { Resolution } from "./modules.ts";
import { withReverseNames } from "./literals.ts";
import { bindPattern } from "./patterns.ts";
import { siteIn, type Scope } from "./run.ts";
import { valueOf, type Export, type FileScope, type LocalName } from "./scope.ts";
import { unresolved, type Entry, type Value } from "./values.ts";
import { lastWritten } from "./written.ts";

/** An expression at top level that a name stands for. */
interface Reference {
  readonly scope: Scope;
  readonly expr: Expr;
  /** Its cell. */
  readonly id: string;
  /** A whole enum, which is more than its expression says. */
  readonly isEnum?: boolean;
}

export class Bindings {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** Does nothing in the file bind this name? */
  isGlobal(path: string, name: string): boolean {
    return this.#scopeOf(path)?.locals.has(name) !== true;
  }

  /** The value of a name at top level of a file. */
  value(path: string, name: string, site: Site): Value {
    const local = this.#scopeOf(path)?.locals.get(name);
    if (local?.k === "binding") return this.#bound(path, name, local, site);
    this.#reads(path, name);
    const known = this.#evaluator.memory.of(path).sdk(name);
    if (known) return known;
    if (!local) {
      if (isKnownGlobal(name)) return { k: "global", name };
      return unresolved(site, `\`${name}\` is not declared in this file`);
    }
    const value = this.#imported(path, local, site);
    const isDirect = value.k === "sdk" && this.#evaluator.resolve(path, local.specifier).k === "sdk";
    if (isDirect) this.#evaluator.memory.of(path).keepSdk(name, value);
    return value;
  }

  /** The value exported under a name; undefined when the file exports no such name. */
  exported(path: string, name: string, site: Site, seen = new Set<string>()): Value | undefined {
    const found = this.#findExport(path, name, seen);
    if (!found) return undefined;
    if (found.k === "value") return found.value;
    const { exported } = found;
    const at = found.path;
    if (exported.local === null) return this.#defaultValue(at, exported);
    if (exported.from === null) return this.value(at, exported.local, this.#siteOf(at, exported));
    const target = this.#evaluator.resolve(at, exported.from);
    return this.#resolved(target, exported.local, exported.from, this.#siteOf(at, exported), site);
  }

  /** What `import * as name` stands for, with everything in it. */
  namespaceObject(path: string, site: Site): Value {
    this.#cell(path, `${path}\n*`);
    const entries = new Map<string, Entry>();
    const unknown: Unresolved[] = [];
    for (const name of this.#exportedNames(path, new Set(), unknown, site).sort()) {
      const value = this.exported(path, name, site) ?? { k: "undefined" };
      entries.set(name, { value, site, nameSite: null, maybeReplaced: null });
    }
    return { k: "object", entries, unknown, site, owner: null };
  }

  #exportedNames(path: string, seen: Set<string>, unknown: Unresolved[], site: Site): string[] {
    const scope = this.#scopeOf(path);
    if (!scope || seen.has(path)) return [];
    seen.add(path);
    const names = new Set(scope.exports.keys());
    for (const star of scope.stars) {
      const target = this.#evaluator.resolve(path, star);
      if (target.k === "file") {
        for (const name of this.#exportedNames(target.path, seen, unknown, site)) {
          if (name !== "default") names.add(name);
        }
      } else unknown.push({ site, reason: `what \`${star}\` exports is only known when the code runs` });
    }
    return [...names];
  }

  /** `KEYS.orders` without the rest of `KEYS`; undefined when that cannot be told apart. */
  property(scope: Scope, expr: Expr & { readonly k: "member" }): Value | undefined {
    const reference = this.#reference(scope, expr);
    if (!reference || reference.isEnum === true) return undefined;
    this.#cell(reference.scope.path, reference.id);
    return this.#evaluator.remember(reference.scope.path, `ref ${reference.id}`, siteIn(scope, expr), () => {
      const value = this.#evaluator.evaluate(reference.scope, reference.expr);
      return new OneValue("", value);
    })("", siteIn(scope, expr));
  }

  /** The expression at top level that a name stands for, wherever it is declared. */
  expression(
    scope: Scope,
    expr: Expr & { readonly k: "name" },
  ): { readonly scope: Scope; readonly expr: Expr } | undefined {
    const reference = this.#reference(scope, expr);
    if (reference) this.#cell(reference.scope.path, reference.id);
    return reference;
  }

  /** Is it a name of an installed package? */
  isPackage(scope: Scope, name: string): boolean {
    const local = scope.frame?.get(name) ? undefined : this.#scopeOf(scope.path)?.locals.get(name);
    this.#reads(scope.path, name);
    if (local?.k !== "import") return false;
    const target = this.#evaluator.resolve(scope.path, local.specifier);
    return target.k === "package" || (target.k === "file" && target.package !== undefined);
  }

  #reference(scope: Scope, expr: Expr): Reference | undefined {
    if (expr.k === "name") {
      if (scope.frame?.get(expr.name)) return undefined;
      return this.#nameReference(scope.path, expr.name, 0);
    }
    if (expr.k !== "member" || expr.property.k !== "string") return undefined;
    const name = expr.property.value;
    if (expr.object.k === "name" && !scope.frame?.get(expr.object.name)) {
      const namespace = this.#namespacePath(scope.path, expr.object.name);
      if (namespace !== undefined) return this.#exportReference(namespace, name, 0);
    }
    let object = this.#reference(scope, expr.object);
    // An alias: `export const K = KEYS`.
    for (
      let hops = 0;
      object && hops < 10 && (object.expr.k === "name" || object.expr.k === "member");
      hops++
    ) {
      const next = this.#reference(object.scope, object.expr);
      if (next) this.#cell(object.scope.path, object.id);
      object = next;
    }
    if (object?.expr.k !== "object") return undefined;
    const written = lastWritten(object.expr, name);
    if (!written) return undefined;
    this.#cell(object.scope.path, `${object.id}@`);
    const id = `${object.id}.${name}`;
    this.#cell(object.scope.path, id);
    return { scope: object.scope, expr: written, id };
  }

  #nameReference(path: string, name: string, hops: number): Reference | undefined {
    const scope = this.#scopeOf(path);
    const local = scope?.locals.get(name);
    if (local?.k !== "binding") this.#reads(path, name);
    if (!scope || !local || this.#evaluator.isSequential(path) || scope.changed.has(name) || hops > 20)
      return undefined;
    if (local.k === "import") {
      if (local.fact.typeOnly || local.fact.imported === "*") return undefined;
      const target = this.#evaluator.resolve(path, local.specifier);
      if (target.k !== "file") return undefined;
      return this.#exportReference(target.path, local.fact.imported, hops + 1);
    }
    if (this.#evaluator.changerOf(path, name) ?? this.#evaluator.changerOf(path, "*")) return undefined;
    const expr = valueOf(local);
    const { statement } = local.unit.shape;
    const isEnum = statement.k === "members" && statement.kind === "enum";
    return expr && { scope: this.#unitScope(path, local), expr, id: `${path}\n${name}`, isEnum };
  }

  #exportReference(path: string, name: string, hops: number): Reference | undefined {
    const found = this.#findExport(path, name, new Set());
    if (found?.k !== "export") return undefined;
    const { exported } = found;
    if (exported.local === null) {
      const { statement } = exported.unit.shape;
      if (statement.k !== "exportDefault") return undefined;
      const id = `${found.path}\nexport default`;
      return { scope: this.#evaluator.scopeIn(found.path, exported.unit), expr: statement.value, id };
    }
    if (exported.from === null) return this.#nameReference(found.path, exported.local, hops + 1);
    const target = this.#evaluator.resolve(found.path, exported.from);
    if (target.k !== "file" || exported.local === "*") return undefined;
    return hops > 20 ? undefined : this.#exportReference(target.path, exported.local, hops + 1);
  }

  #namespacePath(path: string, name: string): string | undefined {
    const local = this.#scopeOf(path)?.locals.get(name);
    if (local?.k !== "import" || local.fact.imported !== "*" || local.fact.typeOnly) return undefined;
    this.#reads(path, name);
    const target = this.#evaluator.resolve(path, local.specifier);
    return target.k === "file" ? target.path : undefined;
  }

  #findExport(
    path: string,
    name: string,
    seen: Set<string>,
  ):
    | { readonly k: "export"; readonly path: string; readonly exported: Export }
    | { readonly k: "value"; readonly value: Value }
    | undefined {
    const scope = this.#scopeOf(path);
    this.#cell(path, this.#evaluator.memory.of(path).exportCell(name));
    if (!scope || seen.has(path)) return undefined;
    seen.add(path);
    const exported = scope.exports.get(name);
    if (exported) return { k: "export", path, exported };
    if (name === "default") return undefined;
    this.#cell(path, `${path}\nexport *`);
    for (const star of scope.stars) {
      const target = this.#evaluator.resolve(path, star);
      if (target.k === "sdk" && KNOWN_FUNCTIONS.has(name)) return { k: "value", value: { k: "sdk", name } };
      if (target.k !== "file") continue;
      const found = this.#findExport(target.path, name, seen);
      if (found) return found;
    }
    return undefined;
  }

  #imported(path: string, local: LocalName & { readonly k: "import" }, site: Site): Value {
    const { fact, specifier } = local;
    if (fact.typeOnly) return unresolved(site, `\`${fact.local}\` is imported as a type only`);
    return this.#resolved(this.#evaluator.resolve(path, specifier), fact.imported, specifier, site, site);
  }

  #resolved(target: Resolution, name: string, specifier: string, site: Site, asked: Site): Value {
    switch (target.k) {
      case "sdk":
        if (name === "*") return { k: "sdkNamespace" };
        return sdkExport(name, site);
      case "file":
        if (name === "*") return { k: "namespace", path: target.path };
        return (
          this.exported(target.path, name, asked) ??
          unresolved(site, `\`${specifier}\` has no export \`${name}\``)
        );
      case "package":
        return unresolved(site, `it comes from the package \`${target.name}\``);
      case "missing":
        return unresolved(site, `there is no file for \`${specifier}\``);
    }
  }

  #defaultValue(path: string, { unit }: Export): Value {
    const scope = this.#evaluator.scopeIn(path, unit);
    const site = { path, at: scope.base };
    this.#cell(path, `${path}\nexport default`);
    if (this.#evaluator.isSequential(path))
      return runWholeFile(this.#evaluator, path)("export default", site);
    return this.#evaluator.remember(path, "export default", site, () => {
      const { statement } = unit.shape;
      const value: Value =
        statement.k === "exportDefault"
          ? this.#evaluator.evaluate(scope, statement.value)
          : { k: "undefined" };
      return new OneValue("", value);
    })("", site);
  }

  #bound(path: string, name: string, local: LocalName & { readonly k: "binding" }, site: Site): Value {
    const value = this.#boundValue(path, name, local, site);
    const isLazy = value.k === "declaration" && value.declaration.options === null;
    // Of an asset at top level nothing but what declares it and its key matters to others.
    if (isLazy && value.declaration.call === valueOf(local)) {
      const memory = this.#evaluator.memory.of(path);
      this.#cell(path, memory.cell(`${name}@`));
      this.#cell(path, memory.cell(`${name}.key`));
    } else this.#reads(path, name);
    return value;
  }

  #boundValue(path: string, name: string, local: LocalName & { readonly k: "binding" }, site: Site): Value {
    const scope = this.#scopeOf(path);
    const isDeferred = scope?.changed.get(name);
    if (isDeferred === true) return unresolved(site, `\`${name}\` is changed by a function`);
    const changer = this.#evaluator.changerOf(path, name);
    if (changer !== undefined) return unresolved(site, `\`${name}\` is changed in \`${changer}\``);
    if (this.#evaluator.isSequential(path)) {
      const read = runWholeFile(this.#evaluator, path);
      // Unless running it has shown that it takes too long.
      if (this.#evaluator.isSequential(path)) return read(name, site);
    }
    if (isDeferred !== undefined) {
      return unresolved(site, `\`${name}\` is changed by code that takes too many steps to follow`);
    }
    const value = this.declaration(path, local)(name, site);
    const other = this.#evaluator.changerOf(path, "*");
    if (other === undefined || (value.k !== "object" && value.k !== "array")) return value;
    return unresolved(site, `\`${name}\` is changed in \`${other}\``);
  }

  /** The values a declaration binds, evaluated once. */
  declaration(
    path: string,
    { unit, index }: Pick<LocalName & { readonly k: "binding" }, "unit" | "index">,
  ): (name: string, site: Site) => Value {
    const scope = this.#evaluator.scopeIn(path, unit);
    const site = { path, at: scope.base };
    return this.#evaluator.remember(path, `${unit.id}\n${index}`, site, () => {
      const values = new Map<string, Value>();
      bindTopLevel(this.#evaluator, scope, { unit, index }, (name, value) => void values.set(name, value));
      const [first] = values;
      return first && values.size === 1 ? new OneValue(...first) : values;
    });
  }

  #unitScope(path: string, { unit }: LocalName): Scope {
    return this.#evaluator.scopeIn(path, unit);
  }

  #siteOf(path: string, { unit, at }: Export): Site {
    return siteIn(this.#evaluator.scopeIn(path, unit), { at });
  }

  #scopeOf(path: string): FileScope | undefined {
    return this.#evaluator.fileScope(path);
  }

  #reads(path: string, name: string): void {
    this.#cell(path, this.#evaluator.memory.of(path).cell(name));
  }

  #cell(path: string, cell: string): void {
    this.#evaluator.noteRead(path, cell);
  }
}

/** What one declaration of a top-level statement binds. */
export function bindTopLevel(
  evaluator: Evaluator,
  scope: Scope,
  { unit, index }: Pick<LocalName & { readonly k: "binding" }, "unit" | "index">,
  bind: (name: string, value: Value) => void,
): void {
  const { statement, tag } = unit.shape;
  if (statement.k === "function" || statement.k === "members") {
    const value = evaluator.evaluate(scope, statement.value);
    const isEnum = statement.k === "members" && statement.kind === "enum";
    bind(statement.name, named(isEnum ? withReverseNames(value) : value, statement.name, tag));
  } else if (statement.k === "variables") {
    const declaration = statement.declarations[index];
    if (!declaration) return;
    const { pattern, value } = declaration;
    const site = siteIn(scope, value ?? pattern);
    const whole: Value = value
      ? evaluator.evaluate(scope, value)
      : statement.kind === "const"
        ? unresolved(site, "a declaration without a value is only known when the code runs")
        : { k: "undefined" };
    const called = pattern.k === "name" ? named(whole, pattern.name, tag) : whole;
    bindPattern(evaluator, scope, pattern, { value: called, site }, bind);
  }
}

/** A function without a name of its own is called as its constant is; a tagged one declares, whatever it does. */
export function named(value: Value, name: string, tag?: string): Value {
  if (tag !== undefined && DECLARING_FUNCTIONS.has(tag)) return { k: "sdk", name: tag };
  return value.k === "function" && value.name === "" ? { ...value, name } : value;
}

export function sdkExport(name: string, site: Site): Value {
  if (KNOWN_FUNCTIONS.has(name)) return { k: "sdk", name };
  return unresolved(site, `\`${name}\` of the package \`strataline\` is only known when the code runs`);
}
