// Evaluates symbolic expressions across files, on demand. Bounded, safe against cycles, and honest: what only running
// the code could tell is `unresolved` with the expression that stopped it and the reason.
import type { CallExpr, Expr, FileFacts, Unit } from "../syntax/facts.ts";
import { Bindings, named } from "./bindings.ts";
import { evaluateGlobalCall, isKnownGlobal } from "./builtins/globals.ts";
import { assign, deleteProperty } from "./changes.ts";
import { evaluateCall, readArguments } from "./calls.ts";
import type { Arguments } from "./functions.ts";
import { readProperty } from "./properties.ts";
import { arrayOf, concatenate, objectOf, type WrittenEntry } from "./literals.ts";
import type { Site } from "./linked.ts";
import { Memory, OneValue } from "./memory.ts";
import type { ModuleResolver, Resolution } from "./modules.ts";
import { Once } from "./once.ts";
import { optionOf } from "./options.ts";
import { evaluateBinary, evaluateUnary, isShortCircuit } from "./operators.ts";
import { siteIn, type ChangedLater, type Scope } from "./run.ts";
import { Runs, TOO_MANY } from "./runs.ts";
import { scopeOf, type FileScope } from "./scope.ts";
import { evaluateSql } from "./sdkCalls.ts";
import {
  describeValue,
  joined,
  scalarParts,
  text,
  truthiness,
  unresolved,
  type ArrayValue,
  type Declaration,
  type Entry,
  type Item,
  type Value,
} from "./values.ts";
import { dottedName } from "./written.ts";

export interface FactsAccess {
  /** undefined when there is no such file. */
  facts(path: string): FileFacts | undefined;
  /** What the span indexes of a unit are added to. */
  base(path: string, unit: Unit): number;
}

/** What is known of changes that the text of one file does not show. */
export interface KnownChanges {
  /** Exports that other files change, with one that does: `path\nname`, or `path\n*`. */
  readonly elsewhere: ReadonlyMap<string, string>;
  /** Files in which one statement was seen to change what another has made. */
  readonly sequential: ReadonlySet<string>;
  /** Filled while evaluating. */
  readonly changedLater: ChangedLater;
}

function noKnownChanges(): KnownChanges {
  return { elsewhere: new Map(), sequential: new Set(), changedLater: new Map() };
}

const MAX_DEPTH = 300;

export class Evaluator extends Runs {
  readonly modules: ModuleResolver;
  readonly bindings: Bindings;
  /** Whole options that had to be evaluated at once: a spread, a constant. */
  readonly wholes = new Once<Item>(this);
  readonly #files: FactsAccess;
  readonly #known: KnownChanges;
  #depth = 0;

  constructor(
    files: FactsAccess,
    modules: ModuleResolver,
    memory: Memory = new Memory(),
    known: KnownChanges = noKnownChanges(),
  ) {
    super(memory, known.changedLater);
    this.#files = files;
    this.modules = modules;
    this.#known = known;
    this.bindings = new Bindings(this);
  }

  fileScope(path: string): FileScope | undefined {
    const memory = this.memory.of(path);
    if (memory.scope) return memory.scope;
    const facts = this.#files.facts(path);
    return facts && (memory.scope = scopeOf(facts));
  }

  units(path: string): FileFacts["units"] {
    return this.#files.facts(path)?.units ?? [];
  }

  /** Top level of a file, in one of its statements. */
  scopeIn(path: string, unit: Unit): Scope {
    const { bases } = this.memory.of(path);
    let base = bases.get(unit);
    if (base === undefined) bases.set(unit, (base = this.#files.base(path, unit)));
    return { path, base, frame: null };
  }

  /** The file that changes what `name` stands for, if another one does. "*": what any name stands for. */
  changerOf(path: string, name: string): string | undefined {
    const { elsewhere } = this.#known;
    return elsewhere.size === 0 ? undefined : elsewhere.get(`${path}\n${name}`);
  }

  /** Must the statements of the file be followed in their order? */
  isSequential(path: string): boolean {
    if (this.memory.of(path).isTooLong) return false;
    return this.#known.sequential.has(path) || this.fileScope(path)?.isSequential === true;
  }

  namespaceObject(path: string, site: Site): Value {
    return this.bindings.namespaceObject(path, site);
  }

  resolve(path: string, specifier: string): Resolution {
    return this.memory.of(path).resolve(this.modules, specifier);
  }

  /** The value exported under a name; undefined when the file exports no such name. */
  exported(path: string, name: string): Value | undefined {
    return this.bindings.exported(path, name, { path, at: 0 });
  }

  evaluate(scope: Scope, expr: Expr): Value {
    this.step();
    if (this.#depth > MAX_DEPTH) return unresolved(siteIn(scope, expr), "its value is nested too deeply");
    this.#depth++;
    try {
      return this.#evaluate(scope, expr);
    } finally {
      this.#depth--;
    }
  }

  item(scope: Scope, expr: Expr): Item {
    return { value: this.evaluate(scope, expr), site: siteIn(scope, expr) };
  }

  #evaluate(scope: Scope, expr: Expr): Value {
    switch (expr.k) {
      case "string":
        return text(
          expr.value,
          expr.textAt === undefined ? null : { path: scope.path, at: scope.base + expr.textAt },
        );
      case "number":
        return { k: "number", value: expr.value };
      case "boolean":
        return { k: "boolean", value: expr.value };
      case "null":
      case "undefined":
        return { k: expr.k };
      case "template":
        return concatenate(
          siteIn(scope, expr),
          expr.parts.map((part) => this.item(scope, part)),
        );
      case "tagged":
        return this.#tagged(scope, expr);
      case "binary":
        return this.#binary(scope, expr);
      case "unary":
        if (expr.op === "delete") return deleteProperty(this, this.run, scope, expr.value);
        return evaluateUnary(expr.op, this.item(scope, expr.value), siteIn(scope, expr));
      case "conditional":
        return this.#conditional(scope, expr);
      case "name":
        return this.#name(scope, expr);
      case "member":
        return this.#member(scope, expr);
      case "array":
        return this.#array(scope, expr.items, siteIn(scope, expr));
      case "spread":
        return this.evaluate(scope, expr.value);
      case "object":
        return this.#object(scope, expr);
      case "call":
        return this.#callOnce(scope, expr);
      case "function":
        return { k: "function", value: expr, scope, name: expr.name };
      case "assign":
        return assign(this, this.run, scope, expr);
      case "sequence":
        return expr.items.map((item) => this.evaluate(scope, item)).at(-1) ?? { k: "undefined" };
      case "unknown":
        return this.#unknown(scope, expr);
    }
  }

  #unknown(scope: Scope, expr: Expr & { readonly k: "unknown" }): Value {
    const value = unresolved(siteIn(scope, expr), `${expr.reason} is only known when the code runs`);
    if (expr.inside)
      this.doubting(value.unresolved, () => expr.inside?.forEach((part) => this.evaluate(scope, part)));
    return value;
  }

  #name(scope: Scope, { name, at }: Expr & { readonly k: "name" }): Value {
    const own = scope.frame?.get(name);
    if (own) return own;
    return this.bindings.value(scope.path, name, { path: scope.path, at: scope.base + at });
  }

  #conditional(scope: Scope, expr: Expr & { readonly k: "conditional" }): Value {
    const test = this.evaluate(scope, expr.test);
    const outcome = truthiness(test);
    if (outcome !== undefined) return this.evaluate(scope, outcome ? expr.then : expr.otherwise);
    if (test.k === "unresolved") {
      this.doubting(test.unresolved, () => {
        this.evaluate(scope, expr.then);
        this.evaluate(scope, expr.otherwise);
      });
    }
    return test;
  }

  #tagged(scope: Scope, expr: Expr & { readonly k: "tagged" }): Value {
    const tag = this.evaluate(scope, expr.tag);
    const values = expr.values.map((value) => this.item(scope, value));
    if (tag.k === "unresolved") return tag;
    if (tag.k === "sdk" && tag.name === "sql") return evaluateSql(values);
    return unresolved(
      siteIn(scope, expr),
      "the result of a tagged template is only known when the code runs",
    );
  }

  /** Chains lean to the left: followed in a loop, a long one exhausts nothing. */
  #binary(scope: Scope, expr: Expr & { readonly k: "binary" }): Value {
    const chain: (Expr & { readonly k: "binary" })[] = [];
    let first: Expr = expr;
    while (first.k === "binary") {
      chain.push(first);
      first = first.left;
    }
    let left = this.item(scope, first);
    for (const step of chain.toReversed()) {
      const site = siteIn(scope, step);
      const decided = isShortCircuit(step.op, left.value);
      if (decided === true) {
        left = { value: left.value, site };
        continue;
      }
      if (decided === undefined && left.value.k === "unresolved") {
        this.doubting(left.value.unresolved, () => void this.evaluate(scope, step.right));
        left = { value: left.value, site };
        continue;
      }
      left = { value: evaluateBinary(step.op, left, this.item(scope, step.right), site), site };
    }
    return left.value;
  }

  #member(scope: Scope, expr: Expr & { readonly k: "member" }): Value {
    const global = this.globalMember(scope, expr);
    if (global) return global;
    const direct = this.bindings.property(scope, expr);
    if (direct) return direct;
    return this.memberOf(this.evaluate(scope, expr.object), scope, expr);
  }

  /** `process.env.STAGE`: members of what nothing declares, named as a whole. */
  globalMember(scope: Scope, expr: Expr & { readonly k: "member" }): Value | undefined {
    const dotted = dottedName(expr);
    if (!dotted || isKnownGlobal(dotted.root) || scope.frame?.get(dotted.root)) return undefined;
    if (!this.bindings.isGlobal(scope.path, dotted.root)) return undefined;
    this.noteRead(scope.path, `${scope.path}\n${dotted.root}`);
    return unresolved(siteIn(scope, expr), `\`${dotted.name}\` is only known when the code runs`);
  }

  memberOf(object: Value, scope: Scope, expr: Expr & { readonly k: "member" }): Value {
    if (object.k === "unresolved") return object;
    if (expr.isOptional === true && (object.k === "undefined" || object.k === "null"))
      return { k: "undefined" };
    const property = this.evaluate(scope, expr.property);
    if (property.k === "unresolved") return property;
    const parts = scalarParts(property);
    if (!parts) {
      const site = { path: scope.path, at: scope.base + expr.propertyAt };
      return unresolved(site, `${describeValue(property)} is no property name`);
    }
    return this.propertyOf(object, joined(parts), siteIn(scope, expr));
  }

  propertyOf(object: Value, name: string, site: Site): Value {
    return readProperty(this, object, name, site);
  }

  /** An option of a declaration; the others are left alone where they can be: they may need this one. */
  option(declaration: Declaration, name: string): Entry | undefined {
    return optionOf(this, declaration, name);
  }

  /** As `option`, with steps of its own: one that takes too many leaves the others readable. */
  boundedOption(declaration: Declaration, name: string): Entry | undefined {
    return this.bounded(
      () => this.option(declaration, name),
      () => {
        const site = siteIn(declaration.scope, declaration.call);
        return { value: unresolved(site, TOO_MANY), site, nameSite: null, maybeReplaced: null };
      },
    );
  }

  /** As `evaluate`, with steps of its own. */
  boundedValue(scope: Scope, expr: Expr): Value {
    return this.bounded(
      () => this.evaluate(scope, expr),
      () => unresolved(siteIn(scope, expr), TOO_MANY),
    );
  }

  callGlobal(name: string, args: readonly Item[], site: Site): Value {
    return evaluateGlobalCall(this, name, args, site, false);
  }

  #array(scope: Scope, exprs: readonly Expr[], site: Site): ArrayValue {
    const written = exprs.map((expr) => ({ item: this.item(scope, expr), isSpread: expr.k === "spread" }));
    return arrayOf(written, site, this.run.owner);
  }

  #object(scope: Scope, expr: Expr & { readonly k: "object" }): Value {
    const entries = expr.entries.map((entry): WrittenEntry => {
      if (entry.k === "spread") return { spread: this.item(scope, entry.value) };
      const name = this.item(scope, entry.name);
      const item = this.item(scope, entry.value);
      const called = entry.name.k === "string" ? entry.name.value : "";
      return { name, item: { ...item, value: named(item.value, called) } };
    });
    return objectOf(entries, siteIn(scope, expr), this.run.owner);
  }

  /** At top level a call happens once, however often its value is asked for. */
  #callOnce(scope: Scope, expr: CallExpr): Value {
    const run = this.run;
    const isTopLevel = scope.frame === null && run.uncertain === null && !run.isInCall;
    if (!isTopLevel) return evaluateCall(this, scope, expr);
    const memory = this.memory.of(scope.path);
    const known = memory.call(expr);
    if (known) {
      run.readAll(known.cells);
      for (const declaration of known.declared) {
        if (!run.declared.includes(declaration)) run.declared.push(declaration);
      }
      return known.values.get("") ?? { k: "undefined" };
    }
    const declaredBefore = run.declared.length;
    const value = evaluateCall(this, scope, expr);
    if (run.needs === run.index) {
      const declared = run.declared.slice(declaredBefore);
      if (declared.length > 0) {
        memory.keepCall(expr, { values: new OneValue("", value), declared, cells: [...run.cells] });
        this.memory.note(scope.path, run.cells);
      }
    }
    return value;
  }

  objectOfCall(scope: Scope, callee: Expr & { readonly k: "member" }): Value {
    const { object } = callee;
    return object.k === "member" ? this.#member(scope, object) : this.evaluate(scope, object);
  }

  arguments(scope: Scope, expr: CallExpr): Arguments {
    return readArguments(this.#array(scope, expr.args, siteIn(scope, expr)), expr, siteIn(scope, expr));
  }
}
