// What a symbolic expression can evaluate to. Every piece of text remembers the literal that wrote it.
import type { CallExpr, FunctionExpr } from "../syntax/facts.ts";
import type { Owner, Scope } from "./run.ts";
import type { DefinitionKind, KeyPart, LinkedPartitions, Site, Unresolved } from "./linked.ts";

/** A call that declares a node or a schedule. */
export interface Declaration {
  readonly kind: DefinitionKind | "schedule";
  /** The call `asset({…})`, and where its names are looked up. */
  readonly call: CallExpr;
  readonly scope: Scope;
  /** Outermost call of a function with a name that led to it, as written at top level; null when it stands there itself. */
  readonly factory: { readonly call: CallExpr; readonly scope: Scope } | null;
  /** Set when it cannot be known whether, or how often, the call happens. */
  readonly uncertain: Unresolved | null;
  /**
   * The options as they were when the call happened. null at top level, where nothing changes: there they are evaluated one by
   * one when they are asked for, since assets may read each other.
   */
  readonly options: Item | null;
  /** How many its evaluation had declared before: tells it from others that the same call declares, also when evaluated again. */
  readonly order: number;
}

/** A value and the expression that was written for it (not where its parts come from). */
export interface Item {
  readonly value: Value;
  readonly site: Site;
}

export type Value =
  | { readonly k: "text"; readonly parts: readonly KeyPart[] }
  | { readonly k: "number"; readonly value: number }
  | { readonly k: "boolean"; readonly value: boolean }
  | { readonly k: "null" }
  | { readonly k: "undefined" }
  | ArrayValue
  | ObjectValue
  | { readonly k: "declaration"; readonly declaration: Declaration }
  /** An export of the SDK: "asset", "check", "check.unique". */
  | { readonly k: "sdk"; readonly name: string }
  | { readonly k: "sdkNamespace" }
  | { readonly k: "namespace"; readonly path: string }
  /** A name of the language: `Object`, `String`. */
  | { readonly k: "global"; readonly name: string }
  | FunctionValue
  /** ref("key") or ref(asset): `target` is the argument. */
  | { readonly k: "ref"; readonly target: Item }
  | { readonly k: "sql"; readonly refs: readonly Item[]; readonly unresolved: readonly Unresolved[] }
  | CheckValue
  | { readonly k: "partitions"; readonly partitions: LinkedPartitions }
  | { readonly k: "unresolved"; readonly unresolved: Unresolved };

export interface CheckValue {
  readonly k: "check";
  readonly name: string | null;
  readonly blocking: boolean;
  /** Columns that a ready-made check names. */
  readonly columns: readonly Item[];
  /** What its SQL reads. */
  readonly refs: readonly Item[];
}

export interface FunctionValue {
  readonly k: "function";
  readonly value: FunctionExpr;
  readonly scope: Scope;
  /** What it is called in messages: the name it is declared with. */
  readonly name: string;
}

/** Changes only through `changes.ts`, while the evaluation that made it goes on. */
export interface ArrayValue {
  readonly k: "array";
  readonly items: readonly Item[];
  /** false when a spread in it could not be known: indexes after it mean nothing. */
  readonly complete: boolean;
  readonly site: Site;
  readonly owner: Owner | null;
  /** `new Set([…])`, or `new Map([…])` with pairs as items. */
  readonly flavor?: "set" | "map";
}

/** Changes only through `changes.ts`, while the evaluation that made it goes on. */
export interface ObjectValue {
  readonly k: "object";
  readonly entries: ReadonlyMap<string, Entry>;
  /** Spreads and computed names that could not be known: a name that is not in `entries` may still be there. */
  readonly unknown: readonly Unresolved[];
  readonly site: Site;
  readonly owner: Owner | null;
}

export interface Entry extends Item {
  /** The property's name, when a quoted string wrote it; a rename may edit it. */
  readonly nameSite: Site | null;
  /** An unknown spread came after it, and may have replaced it. */
  readonly maybeReplaced: Unresolved | null;
}

export function text(value: string, site: Site | null = null): Value {
  return { k: "text", parts: value === "" ? [] : [{ text: value, site }] };
}

export function joined(parts: readonly KeyPart[]): string {
  return parts.map((part) => part.text).join("");
}

/** The text of a text value, else undefined. */
export function asText(value: Value | undefined): string | undefined {
  return value?.k === "text" ? joined(value.parts) : undefined;
}

export function unresolved(site: Site, reason: string): Value & { readonly k: "unresolved" } {
  return { k: "unresolved", unresolved: { site, reason } };
}

/** As `if (value)` would judge; undefined when it cannot be known. */
export function truthiness(value: Value): boolean | undefined {
  switch (value.k) {
    case "text":
      return value.parts.length > 0;
    case "number":
      return value.value !== 0 && !Number.isNaN(value.value);
    case "boolean":
      return value.value;
    case "null":
    case "undefined":
      return false;
    case "unresolved":
      return undefined;
    case "array":
    case "check":
    case "declaration":
    case "function":
    case "global":
    case "namespace":
    case "object":
    case "partitions":
    case "ref":
    case "sdk":
    case "sdkNamespace":
    case "sql":
      return true;
  }
}

/** How a scalar reads inside a template or as a property name; undefined for what is no scalar. */
export function scalarParts(value: Value): readonly KeyPart[] | undefined {
  switch (value.k) {
    case "text":
      return value.parts;
    case "number":
    case "boolean":
      return [{ text: String(value.value), site: null }];
    case "null":
    case "undefined":
      return [{ text: value.k, site: null }];
    case "array":
    case "check":
    case "declaration":
    case "function":
    case "global":
    case "namespace":
    case "object":
    case "partitions":
    case "ref":
    case "sdk":
    case "sdkNamespace":
    case "sql":
    case "unresolved":
      return undefined;
  }
}

/** For messages: "an object", "a number". */
export function describeValue(value: Value): string {
  switch (value.k) {
    case "text":
      return "a string";
    case "number":
    case "boolean":
    case "function":
    case "namespace":
      return `a ${value.k}`;
    case "null":
    case "undefined":
      return `\`${value.k}\``;
    case "array":
      return "an array";
    case "object":
      return "an object";
    case "declaration":
      return value.declaration.kind === "asset" ? "an asset" : `a ${value.declaration.kind}`;
    case "sdk":
      return `\`${value.name}\``;
    case "global":
      return `\`${value.name}\``;
    case "sdkNamespace":
      return "the package `strataline`";
    case "ref":
      return "a `ref()`";
    case "sql":
      return "a SQL query";
    case "check":
      return "a check";
    case "partitions":
      return "partitions";
    case "unresolved":
      return "an unknown value";
  }
}
