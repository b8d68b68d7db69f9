// Evaluates symbolic expressions across files, on demand. Bounded, safe against cycles, and honest: what only running
// the code could tell is `unresolved` with the expression that stopped it and the reason.
import type { Expr, FileShape, ImportFact } from "../syntax/facts.ts";
import { KNOWN_FUNCTIONS } from "../syntax/vocabulary.ts";
import { evaluateGlobalCall, evaluateMethod, isKnownGlobal } from "./builtins.ts";
import { arrayOf, concatenate, objectOf, sameScalar, type WrittenEntry } from "./literals.ts";
import type { Site } from "./linked.ts";
import type { ModuleResolver, Resolution } from "./modules.ts";
import { scopeOf } from "./scope.ts";
import { evaluateSdkCall, evaluateSql } from "./sdkCalls.ts";
import {
  asText,
  describeValue,
  joined,
  scalarParts,
  text,
  truthiness,
  unresolved,
  type ArrayValue,
  type Item,
  type Value,
} from "./values.ts";
import { dottedName, lastWritten } from "./written.ts";

export interface ShapeAccess {
  /** undefined when there is no such file. */
  shape(path: string): FileShape | undefined;
}

const MAX_DEPTH = 150;
/** Steps of one question. Real ones take tens. */
const MAX_STEPS = 50_000;

const EVALUATING = Symbol("evaluating");

export class Evaluator {
  readonly #files: ShapeAccess;
  readonly #modules: ModuleResolver;
  readonly #bindings = new Map<string, Value | typeof EVALUATING>();
  #depth = 0;
  #steps = 0;

  constructor(files: ShapeAccess, modules: ModuleResolver) {
    this.#files = files;
    this.#modules = modules;
  }

  /** `path` is the file the expression stands in. */
  evaluate(path: string, expr: Expr): Value {
    const site: Site = { path, at: expr.at };
    if (this.#depth === 0) this.#steps = 0;
    if (++this.#steps > MAX_STEPS) return unresolved(site, "its value takes too many steps to compute");
    if (this.#depth > MAX_DEPTH) return unresolved(site, "its value is nested too deeply");
    this.#depth++;
    try {
      return this.#evaluate(path, expr, site);
    } finally {
      this.#depth--;
    }
  }

  item(path: string, expr: Expr): Item {
    return { value: this.evaluate(path, expr), site: { path, at: expr.at } };
  }

  /** The value exported under a name; undefined when the file exports no such name. */
  exported(path: string, name: string, seen: ReadonlySet<string> = new Set()): Value | undefined {
    const shape = this.#files.shape(path);
    if (!shape || seen.has(path)) return undefined;
    const scope = scopeOf(shape);
    const fact = scope.exports.get(name);
    if (fact?.value) return this.#bound(`${path}\nexport ${name}`, { path, at: fact.at }, path, fact.value);
    if (fact?.from !== undefined) {
      const site: Site = { path, at: fact.at };
      return this.#imported(this.#modules.resolve(path, fact.from), fact.local, fact.from, site);
    }
    if (fact && fact.local !== "*") return this.#local(path, fact.local, { path, at: fact.at });
    if (name === "default") return undefined;
    for (const star of scope.stars) {
      const target = this.#modules.resolve(path, star.from ?? "");
      if (target.k === "sdk" && KNOWN_FUNCTIONS.has(name)) return { k: "sdk", name };
      if (target.k !== "file") continue;
      const value = this.exported(target.path, name, new Set([...seen, path]));
      if (value) return value;
    }
    return undefined;
  }

  /** Does nothing in `path` bind this name? */
  isGlobal(path: string, name: string): boolean {
    const shape = this.#files.shape(path);
    return !shape || !scopeOf(shape).locals.has(name);
  }

  #evaluate(path: string, expr: Expr, site: Site): Value {
    switch (expr.k) {
      case "string":
        return text(expr.value, expr.textAt === undefined ? null : { path, at: expr.textAt });
      case "number":
        return { k: "number", value: expr.value };
      case "boolean":
        return { k: "boolean", value: expr.value };
      case "null":
      case "undefined":
        return { k: expr.k };
      case "template":
        return concatenate(
          site,
          expr.parts.map((part) => this.item(path, part)),
        );
      case "tagged":
        return this.#tagged(path, expr, site);
      case "binary":
        return this.#binary(path, expr, site);
      case "conditional": {
        const test = this.evaluate(path, expr.test);
        const outcome = truthiness(test);
        if (outcome === undefined) return test;
        return this.evaluate(path, outcome ? expr.then : expr.otherwise);
      }
      case "name":
        return this.#local(path, expr.name, site);
      case "member":
        return this.#member(path, expr, site);
      case "array":
        return this.#array(path, expr.items, site);
      case "spread":
        return this.evaluate(path, expr.value);
      case "object":
        return this.#object(path, expr, site);
      case "call":
        return this.#call(path, expr, site);
      case "function":
        return { k: "function", name: expr.name, site };
      case "unknown":
        return unresolved(site, `${expr.reason} is only known when the code runs`);
    }
  }

  #local(path: string, name: string, site: Site): Value {
    const shape = this.#files.shape(path);
    const local = shape && scopeOf(shape).locals.get(name);
    if (!local) {
      if (isKnownGlobal(name)) return { k: "global", name };
      return unresolved(site, `\`${name}\` is not declared in this file`);
    }
    if (local.k === "import") return this.#importedName(path, local.fact, site);
    const { binding } = local;
    if (binding.kind === "let")
      return unresolved(site, `\`${name}\` is declared with \`let\`, so it may change`);
    return this.#bound(`${path}\n${name}`, site, path, binding.value);
  }

  /** Evaluates once; a binding that needs itself is unresolved. */
  #bound(id: string, site: Site, path: string, value: Expr): Value {
    const known = this.#bindings.get(id);
    if (known === EVALUATING) return unresolved(site, "it refers to itself");
    if (known) return known;
    this.#bindings.set(id, EVALUATING);
    const result = this.evaluate(path, value);
    this.#bindings.set(id, result);
    return result;
  }

  #importedName(path: string, fact: ImportFact, site: Site): Value {
    if (fact.typeOnly) return unresolved(site, `\`${fact.local}\` is imported as a type only`);
    return this.#imported(this.#modules.resolve(path, fact.specifier), fact.imported, fact.specifier, site);
  }

  #imported(target: Resolution, name: string, specifier: string, site: Site): Value {
    switch (target.k) {
      case "sdk":
        if (name === "*") return { k: "sdkNamespace" };
        return this.#sdkExport(name, site);
      case "file":
        if (name === "*") return { k: "namespace", path: target.path };
        return (
          this.exported(target.path, name) ?? unresolved(site, `\`${specifier}\` has no export \`${name}\``)
        );
      case "package":
        return unresolved(site, `it comes from the package \`${target.name}\``);
      case "missing":
        return unresolved(site, `there is no file for \`${specifier}\``);
    }
  }

  #sdkExport(name: string, site: Site): Value {
    if (KNOWN_FUNCTIONS.has(name)) return { k: "sdk", name };
    return unresolved(site, `\`${name}\` of the package \`strataline\` is only known when the code runs`);
  }

  #tagged(path: string, expr: Expr & { readonly k: "tagged" }, site: Site): Value {
    const tag = this.evaluate(path, expr.tag);
    if (tag.k === "unresolved") return tag;
    if (tag.k === "sdk" && tag.name === "sql") {
      return evaluateSql(expr.values.map((value) => this.item(path, value)));
    }
    return unresolved(site, "the result of a tagged template is only known when the code runs");
  }

  #binary(path: string, expr: Expr & { readonly k: "binary" }, site: Site): Value {
    const left = this.evaluate(path, expr.left);
    const right = (): Value => this.evaluate(path, expr.right);
    if (left.k === "unresolved") return left;
    switch (expr.op) {
      case "??":
        return left.k === "null" || left.k === "undefined" ? right() : left;
      case "||":
        return truthiness(left) === true ? left : right();
      case "&&":
        return truthiness(left) === true ? right() : left;
      case "+": {
        const other = right();
        if (left.k === "number" && other.k === "number")
          return { k: "number", value: left.value + other.value };
        const items = [
          { value: left, site: { path, at: expr.left.at } },
          { value: other, site: { path, at: expr.right.at } },
        ];
        if (other.k === "unresolved" || left.k === "text" || other.k === "text")
          return concatenate(site, items);
        return unresolved(site, "a computed value is only known when the code runs");
      }
      case "===":
      case "!==": {
        const equal = sameScalar(left, right());
        if (typeof equal === "object") return equal;
        if (equal === undefined) return unresolved(site, "this comparison is only known when the code runs");
        return { k: "boolean", value: (expr.op === "===") === equal };
      }
    }
  }

  #member(path: string, expr: Expr & { readonly k: "member" }, site: Site): Value {
    return (
      this.#globalMember(path, expr, site) ??
      this.#memberOf(this.evaluate(path, expr.object), path, expr, site)
    );
  }

  /** `process.env.STAGE`: members of what nothing declares, named as a whole. */
  #globalMember(path: string, expr: Expr & { readonly k: "member" }, site: Site): Value | undefined {
    const dotted = dottedName(expr);
    if (!dotted || !this.isGlobal(path, dotted.root) || isKnownGlobal(dotted.root)) return undefined;
    return unresolved(site, `\`${dotted.name}\` is only known when the code runs`);
  }

  #memberOf(object: Value, path: string, expr: Expr & { readonly k: "member" }, site: Site): Value {
    if (object.k === "unresolved") return object;
    const property = this.evaluate(path, expr.property);
    if (property.k === "unresolved") return property;
    const parts = scalarParts(property);
    if (!parts)
      return unresolved({ path, at: expr.propertyAt }, `${describeValue(property)} is no property name`);
    return this.#property(object, joined(parts), site);
  }

  #property(object: Value, name: string, site: Site): Value {
    switch (object.k) {
      case "object": {
        const entry = object.entries.get(name);
        const doubt = entry ? entry.maybeReplaced : object.unknown[0];
        if (doubt) return { k: "unresolved", unresolved: doubt };
        return entry?.value ?? { k: "undefined" };
      }
      case "array": {
        if (!object.complete)
          return unresolved(site, "the array has entries that are only known when the code runs");
        if (name === "length") return { k: "number", value: object.items.length };
        return /^\d+$/.test(name)
          ? (object.items[Number(name)]?.value ?? { k: "undefined" })
          : unknownMember(site, name);
      }
      case "text":
        if (name === "length") return { k: "number", value: joined(object.parts).length };
        return unknownMember(site, name);
      case "namespace":
        return (
          this.exported(object.path, name) ?? unresolved(site, `\`${object.path}\` has no export \`${name}\``)
        );
      case "sdkNamespace":
        return this.#sdkExport(name, site);
      case "sdk":
      case "global":
        return { k: object.k, name: `${object.name}.${name}` };
      case "declaration":
        if (name === "key") return this.option(object, "key");
        return unknownMember(site, name);
      case "boolean":
      case "check":
      case "function":
      case "null":
      case "number":
      case "partitions":
      case "ref":
      case "sql":
      case "undefined":
      case "unresolved":
        return unresolved(site, `${describeValue(object)} has no known property \`${name}\``);
    }
  }

  /** The value of an option of a declaration. The other options are left alone where they can be: they may need this one. */
  option({ declaration }: Value & { readonly k: "declaration" }, name: string): Value {
    const { path, call } = declaration;
    const site: Site = { path, at: call.at };
    const [options] = call.args;
    if (!options) return { k: "undefined" };
    const written = lastWritten(options, name);
    const property: Expr = { k: "string", value: name, at: call.at };
    const member: Expr = { k: "member", object: options, property, at: call.at, propertyAt: call.at };
    return this.#bound(`${path}\n${call.at}.${name}`, site, path, written ?? member);
  }

  #array(path: string, exprs: readonly Expr[], site: Site): ArrayValue {
    return arrayOf(
      exprs.map((expr) => ({ item: this.item(path, expr), isSpread: expr.k === "spread" })),
      site,
    );
  }

  #object(path: string, expr: Expr & { readonly k: "object" }, site: Site): Value {
    const entries = expr.entries.map((entry): WrittenEntry => {
      const item = this.item(path, entry.value);
      return entry.k === "spread" ? { spread: item } : { name: this.item(path, entry.name), item };
    });
    return objectOf(entries, site);
  }

  #call(path: string, expr: Expr & { readonly k: "call" }, site: Site): Value {
    const { callee } = expr;
    let called: Value;
    if (callee.k === "member") {
      const calleeSite: Site = { path, at: callee.at };
      const global = this.#globalMember(path, callee, calleeSite);
      // The object is evaluated once only: chains of calls would double the work at each link.
      const object = global ?? this.evaluate(path, callee.object);
      if (object.k === "text" || object.k === "array" || object.k === "number") {
        const method = asText(this.evaluate(path, callee.property)) ?? "";
        return evaluateMethod(object, method, this.#arguments(path, expr), site);
      }
      called = this.#memberOf(object, path, callee, calleeSite);
    } else called = this.evaluate(path, callee);
    switch (called.k) {
      case "sdk":
        return evaluateSdkCall(called.name, path, expr, () => this.#arguments(path, expr));
      case "global":
        return evaluateGlobalCall(called.name, this.#arguments(path, expr), site);
      case "function":
        return unresolved(
          site,
          `the result of calling ${nameFunction(called.name)} is only known when the code runs`,
        );
      case "unresolved":
        return called;
      case "array":
      case "boolean":
      case "check":
      case "declaration":
      case "namespace":
      case "null":
      case "number":
      case "object":
      case "partitions":
      case "ref":
      case "sdkNamespace":
      case "sql":
      case "text":
      case "undefined":
        return unresolved(site, `${describeValue(called)} is called`);
    }
  }

  #arguments(path: string, expr: Expr & { readonly k: "call" }): readonly Item[] {
    return this.#array(path, expr.args, { path, at: expr.at }).items;
  }
}

function nameFunction(name: string): string {
  return name === "" ? "a function" : `\`${name}\``;
}

function unknownMember(site: Site, name: string): Value {
  return unresolved(site, `\`${name}\` is only known when the code runs`);
}
