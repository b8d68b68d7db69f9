// One declaration → one `LinkedDefinition`: its options evaluated, each with the places that wrote it.
import type { Expr } from "../syntax/facts.ts";
import type { Found } from "./collect.ts";
import { readColumns } from "./columns.ts";
import { readChecks, readDeps } from "./deps.ts";
import type { Evaluator } from "./evaluate.ts";
import type {
  DefinitionKind,
  LinkedDefinition,
  LinkedSchedule,
  ResolvedKey,
  Site,
  Unresolved,
  WrittenText,
} from "./linked.ts";
import { isKey, toKey } from "./keys.ts";
import { optionsExpr } from "./options.ts";
import { siteIn } from "./run.ts";
import { asText, joined, type Declaration, type Entry, type Item, type Value } from "./values.ts";
import { isPlain, lastWritten, optionExpr } from "./written.ts";

export interface Identified extends Found {
  /** The graph key: the asset key, or `?<path>#<name>`. */
  readonly id: string;
  readonly key: ResolvedKey | Unresolved;
}

/** The graph key of a declaration, and its key when it has one; undefined for one that is not part of the project. */
export type IdentityOf = (
  declaration: Declaration,
) => { readonly id: string; readonly key: ResolvedKey | Unresolved } | undefined;

/** Evaluates the `key` option. */
export function readKey(evaluator: Evaluator, declaration: Declaration): ResolvedKey | Unresolved {
  if (declaration.uncertain) return declaration.uncertain;
  const { call, kind, scope } = declaration;
  const site = siteIn(scope, call);
  if (call.args.length === 0)
    return { site, reason: `\`${kind}()\` is called without options`, isMistake: true };
  const literal = literalKey(declaration);
  if (literal) return literal;
  const entry = evaluator.boundedOption(declaration, "key");
  if (!entry || (entry.value.k === "undefined" && !entry.maybeReplaced)) {
    return { site, reason: "it has no `key`", isMistake: true };
  }
  return entry.maybeReplaced ?? toKey(entry);
}

/** `key: "silver/orders"`, as most are written: nothing has to be evaluated. */
export function literalKey({ options, call, scope }: Declaration): ResolvedKey | undefined {
  const [argument] = call.args;
  const written = options === null && argument ? lastWritten(argument, "key") : undefined;
  if (written?.k !== "string" || written.value === "") return undefined;
  const site = written.textAt === undefined ? null : { path: scope.path, at: scope.base + written.textAt };
  return { key: written.value, parts: [{ text: written.value, site }] };
}

export function defineNode(
  evaluator: Evaluator,
  identified: Identified,
  kind: DefinitionKind,
  identityOf: IdentityOf,
): LinkedDefinition {
  const { declaration, key, id } = identified;
  const { call, scope, factory } = declaration;
  const options = new OptionReader(evaluator, declaration);
  const declarationSite = siteIn(scope, call);
  const outer = factory ?? { call, scope };
  const site = siteIn(outer.scope, outer.call);
  const resolved = isKey(key) ? key : null;
  const { deps, unresolvedDeps } = readDeps(options, "deps", kind === "dataProduct", identityOf);
  const written = optionsExpr(declaration);
  const depsExpr = written && optionExpr(written, "deps");
  const depsForm = depsExpr?.k === "array" || depsExpr?.k === "object" ? depsExpr.k : null;
  const { checks, hasUnknown } = readChecks(options.entry("checks"), identityOf);
  const { layer, layerSite, layerUnresolved } =
    kind === "asset" ? readLayer(evaluator, options, identified) : NO_LAYER;
  return {
    id,
    kind,
    key: resolved,
    keyUnresolved: isKey(key) ? null : key,
    keySite: keySiteOf(identified, options, resolved) ?? site,
    site,
    declarationSite,
    isInFunction: scope.frame !== null,
    nameSite: siteIn(outer.scope, outer.call.callee),
    isOlder: identified.isOlder,
    binding: identified.binding,
    exportName: identified.exportName,
    layer,
    layerSite,
    layerUnresolved,
    description: options.text("description"),
    doc: identified.doc,
    group: options.text("group"),
    owners: options.texts("owners"),
    tags: options.textRecord("tags"),
    kinds: options.texts("kinds"),
    deps,
    unresolvedDeps,
    depsSite: depsExpr && depsForm ? siteIn(scope, depsExpr) : null,
    depsForm,
    checks,
    hasUnknownChecks: hasUnknown,
    optionsSite: written?.k === "object" ? siteIn(scope, written) : null,
    runSite: options.place("run"),
    querySite: options.place("query"),
    schemaSite: options.place("schema"),
    columns: readColumns(evaluator, declaration),
    file: options.writtenText("file"),
    io: options.writtenText("io"),
    resources: options.writtenTexts("resources"),
    partitions: options.partitions(),
  };
}

export function defineSchedule(
  evaluator: Evaluator,
  { declaration }: Found,
  identityOf: IdentityOf,
): LinkedSchedule {
  const { call, scope, factory } = declaration;
  const options = new OptionReader(evaluator, declaration);
  const { deps, unresolvedDeps } = readDeps(options, "assets", false, identityOf);
  const outer = factory ?? { call, scope };
  const cron = options.entry("cron");
  return {
    name: options.text("name"),
    site: siteIn(outer.scope, outer.call),
    nameSite: siteIn(outer.scope, outer.call.callee),
    cron: options.writtenText("cron"),
    cronUnresolved: cron?.maybeReplaced ?? (cron?.value.k === "unresolved" ? cron.value.unresolved : null),
    timezone: options.writtenText("timezone"),
    targets: deps,
    unresolvedTargets: unresolvedDeps,
    selection: options.writtenText("select"),
  };
}

/** Options that are plain data; what cannot be known reads as absent. Each is evaluated once. */
export class OptionReader {
  readonly #evaluator: Evaluator;
  readonly #declaration: Declaration;

  constructor(evaluator: Evaluator, declaration: Declaration) {
    this.#evaluator = evaluator;
    this.#declaration = declaration;
  }

  entry(name: string): Entry | undefined {
    return this.#evaluator.boundedOption(this.#declaration, name);
  }

  /** Where the option stands, without evaluating it when it is written in place. */
  place(name: string): Site | null {
    const written = optionsExpr(this.#declaration);
    const expr = written && optionExpr(written, name);
    if (expr) return siteIn(this.#declaration.scope, expr);
    if (written?.k === "object" && isPlain(written)) return null;
    const entry = this.entry(name);
    return entry && !isAbsent(entry) ? entry.site : null;
  }

  text(name: string): string | null {
    const entry = this.entry(name);
    return (entry && !entry.maybeReplaced ? asText(entry.value) : undefined) ?? null;
  }

  writtenText(name: string): WrittenText | null {
    const entry = this.entry(name);
    return entry && !entry.maybeReplaced ? writtenTextOf(entry) : null;
  }

  writtenTexts(name: string): readonly WrittenText[] {
    const value = this.entry(name)?.value;
    return value?.k === "array" ? value.items.flatMap((item) => writtenTextOf(item) ?? []) : [];
  }

  partitions(): LinkedDefinition["partitions"] {
    const value = this.entry("partitions")?.value;
    return value?.k === "partitions" ? value.partitions : null;
  }

  texts(name: string): readonly string[] {
    return this.writtenTexts(name).map(({ text }) => text);
  }

  textRecord(name: string): Readonly<Record<string, string>> {
    const value = this.entry(name)?.value;
    if (value?.k !== "object") return {};
    const entries = [...value.entries].map(([key, entry]) => [key, asText(entry.value)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }
}

export function isAbsent({ value, maybeReplaced }: Entry): boolean {
  return value.k === "undefined" && !maybeReplaced;
}

export function writtenTextOf({ value, site }: Item): WrittenText | null {
  const text = asText(value);
  return text === undefined ? null : { text, site };
}

/** The expression given as key. Of a factory's asset: the literal in its call that says which one it is, if there is one. */
function keySiteOf({ declaration }: Identified, options: OptionReader, key: ResolvedKey | null): Site | null {
  const { factory } = declaration;
  if (!factory) return options.place("key");
  for (const { site } of key?.parts ?? []) {
    if (site?.path !== factory.scope.path) continue;
    const literal = factory.call.args
      .map((arg) => literalAt(arg, site.at - factory.scope.base))
      .find(Boolean);
    if (literal) return siteIn(factory.scope, literal);
  }
  return null;
}

/** The string in `expr` whose text stands at `textAt`. */
function literalAt(expr: Expr, textAt: number): Expr | undefined {
  switch (expr.k) {
    case "string":
      return expr.textAt === textAt ? expr : undefined;
    case "object":
      return expr.entries.map(({ value }) => literalAt(value, textAt)).find(Boolean);
    case "array":
      return expr.items.map((item) => literalAt(item, textAt)).find(Boolean);
    default:
      return undefined;
  }
}

type ReadLayer = Pick<LinkedDefinition, "layer" | "layerSite" | "layerUnresolved">;
const NO_LAYER: ReadLayer = { layer: null, layerSite: null, layerUnresolved: null };

function readLayer(evaluator: Evaluator, options: OptionReader, identified: Identified): ReadLayer {
  const entry = options.entry("layer");
  if (!entry || isAbsent(entry)) return { ...NO_LAYER, layer: layerOfKey(evaluator, identified) };
  const text = entry.maybeReplaced ? undefined : asText(entry.value);
  if (text !== undefined) return { layer: text, layerSite: entry.site, layerUnresolved: null };
  const unknown = entry.maybeReplaced ?? whyNoText(entry.value, entry.site);
  return { layer: null, layerSite: entry.site, layerUnresolved: unknown };
}

function whyNoText(value: Value, site: Site): Unresolved {
  if (value.k === "unresolved") return value.unresolved;
  return { site, reason: "it is no text", isMistake: true };
}

/** The first component, also of a key of which only the beginning is known. */
function layerOfKey(evaluator: Evaluator, { key, declaration }: Identified): string | null {
  if (isKey(key)) return firstComponent(key.key) ?? key.key;
  const { scope } = declaration;
  const options = optionsExpr(declaration);
  const written = options && optionExpr(options, "key");
  const start =
    written?.k === "template" ? written.parts[0] : written?.k === "array" ? written.items[0] : written;
  // The names of a function or loop are gone by now.
  if (!start || (scope.frame !== null && start.k !== "string")) return null;
  const value = evaluator.boundedValue(scope, start);
  if (value.k !== "text") return null;
  const known = joined(value.parts);
  return written?.k === "array" ? known : firstComponent(known);
}

function firstComponent(key: string): string | null {
  return key.includes("/") ? (key.split("/", 1)[0] ?? null) : null;
}
