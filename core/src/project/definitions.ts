// One declaration → one `LinkedDefinition`: its options evaluated, each with the places that wrote it.
import type { Found } from "./collect.ts";
import type { Evaluator } from "./evaluate.ts";
import type {
  DefinitionKind,
  LinkedCheck,
  LinkedDefinition,
  LinkedDep,
  LinkedPartitions,
  LinkedSchedule,
  ResolvedKey,
  Site,
  Unresolved,
  WrittenText,
} from "./linked.ts";
import {
  asText,
  describeValue,
  joined,
  type Declaration,
  type Entry,
  type Item,
  type ObjectValue,
  type Value,
} from "./values.ts";
import { optionExpr } from "./written.ts";

export interface Identified extends Found {
  readonly id: string;
  readonly key: ResolvedKey | Unresolved;
}

/** The graph key of a declaration; undefined for one that is not part of the project. */
export type IdentityOf = (declaration: Declaration) => Identified | undefined;

export function isKey(key: ResolvedKey | Unresolved): key is ResolvedKey {
  return "parts" in key;
}

/** Evaluates the `key` option. */
export function readKey(evaluator: Evaluator, { declaration, uncertain }: Found): ResolvedKey | Unresolved {
  if (uncertain) return uncertain;
  const { path, call, kind } = declaration;
  const [options] = call.args;
  const site: Site = { path, at: call.at };
  if (!options) return { site, reason: `\`${kind}()\` is called without options`, isMistake: true };
  const value = evaluator.option({ k: "declaration", declaration }, "key");
  if (value.k === "undefined") return { site, reason: "it has no `key`", isMistake: true };
  return toKey({ value, site: { path, at: (optionExpr(options, "key") ?? call).at } });
}

/** A string, or an array of components. */
export function toKey({ value, site }: Item): ResolvedKey | Unresolved {
  if (value.k === "unresolved") return value.unresolved;
  if (value.k === "text") return { key: joined(value.parts), parts: value.parts };
  if (value.k !== "array") return { site, reason: `${describeValue(value)} is no key`, isMistake: true };
  const parts = [];
  for (const [index, item] of value.items.entries()) {
    if (item.value.k === "unresolved") return item.value.unresolved;
    if (item.value.k !== "text")
      return { site: item.site, reason: `${describeValue(item.value)} is no key component`, isMistake: true };
    if (index > 0) parts.push({ text: "/", site: null });
    parts.push(...item.value.parts);
  }
  return { key: joined(parts), parts };
}

export function defineNode(
  evaluator: Evaluator,
  identified: Identified,
  kind: DefinitionKind,
  identityOf: IdentityOf,
): LinkedDefinition {
  const { declaration, key, id, nested } = identified;
  const { path, call } = declaration;
  const site: Site = { path, at: call.at };
  const [argument] = call.args;
  // Inside of a function, names may be its own: only what is written as data in place is read.
  const options = argument && !nested ? asObject(evaluator.evaluate(path, argument)) : undefined;
  const writtenOption = (name: string): Site | null => {
    const expr = argument && optionExpr(argument, name);
    return expr ? { path, at: expr.at } : null;
  };
  const reader = new OptionReader(options);
  const resolved = isKey(key) ? key : null;
  const { deps, unresolvedDeps } = nested
    ? { deps: [], unresolvedDeps: nestedDeps(writtenOption("deps") ?? writtenOption("query")) }
    : readDeps(options, "deps", kind === "dataProduct", identityOf);
  const depsExpr = argument && optionExpr(argument, "deps");
  const depsForm = depsExpr?.k === "array" || depsExpr?.k === "object" ? depsExpr.k : null;
  const checks = readChecks(options?.entries.get("checks"), identityOf);
  return {
    id,
    kind,
    key: resolved,
    keyUnresolved: isKey(key) ? null : key,
    keySite: writtenOption("key") ?? reader.site("key") ?? site,
    site,
    declarationSite: site,
    nameSite: { path, at: call.callee.at },
    isOlder: false,
    binding: identified.binding,
    exportName: identified.exportName,
    layer: kind === "asset" ? (reader.text("layer") ?? layerOfKey(evaluator, identified)) : null,
    layerSite: reader.site("layer"),
    layerUnresolved: null,
    description: reader.text("description"),
    doc: identified.doc,
    group: reader.text("group"),
    owners: reader.texts("owners"),
    tags: reader.textRecord("tags"),
    kinds: reader.texts("kinds"),
    deps,
    unresolvedDeps,
    depsSite: depsExpr && depsForm ? { path, at: depsExpr.at } : null,
    depsForm,
    checks: checks.checks,
    hasUnknownChecks: checks.hasUnknown || (nested && writtenOption("checks") !== null),
    optionsSite: argument?.k === "object" ? { path, at: argument.at } : null,
    runSite: writtenOption("run") ?? reader.site("run"),
    querySite: writtenOption("query") ?? reader.site("query"),
    schemaSite: writtenOption("schema") ?? reader.site("schema"),
    columns: null,
    io: reader.writtenText("io"),
    resources: reader.writtenTexts("resources"),
    partitions: reader.partitions(),
  };
}

export function defineSchedule(
  { declaration }: Identified,
  evaluator: Evaluator,
  identityOf: IdentityOf,
): LinkedSchedule {
  const { path, call } = declaration;
  const [argument] = call.args;
  const options = argument && asObject(evaluator.evaluate(path, argument));
  const reader = new OptionReader(options);
  const { deps, unresolvedDeps } = readDeps(options, "assets", false, identityOf);
  const cron = options?.entries.get("cron")?.value;
  return {
    name: reader.text("name"),
    site: { path, at: call.at },
    nameSite: { path, at: call.callee.at },
    cron: reader.writtenText("cron"),
    cronUnresolved: cron?.k === "unresolved" ? cron.unresolved : null,
    timezone: reader.writtenText("timezone"),
    targets: deps,
    unresolvedTargets: unresolvedDeps,
    selection: reader.writtenText("select"),
  };
}

function asObject(value: Value): ObjectValue | undefined {
  if (value.k === "object") return value;
  if (value.k !== "unresolved") return undefined;
  return { k: "object", entries: new Map(), unknown: [value.unresolved], site: value.unresolved.site };
}

/** Options that are plain data; what cannot be known reads as absent. */
class OptionReader {
  readonly #options: ObjectValue | undefined;

  constructor(options: ObjectValue | undefined) {
    this.#options = options;
  }

  site(name: string): Site | null {
    return this.#options?.entries.get(name)?.site ?? null;
  }

  text(name: string): string | null {
    const entry = this.#options?.entries.get(name);
    return (entry && !entry.maybeReplaced ? asText(entry.value) : undefined) ?? null;
  }

  writtenText(name: string): WrittenText | null {
    const entry = this.#options?.entries.get(name);
    return entry && !entry.maybeReplaced ? writtenTextOf(entry) : null;
  }

  writtenTexts(name: string): readonly WrittenText[] {
    const value = this.#options?.entries.get(name)?.value;
    return value?.k === "array" ? value.items.flatMap((item) => writtenTextOf(item) ?? []) : [];
  }

  partitions(): LinkedPartitions | null {
    const value = this.#options?.entries.get("partitions")?.value;
    return value?.k === "partitions" ? value.partitions : null;
  }

  texts(name: string): readonly string[] {
    const value = this.#options?.entries.get(name)?.value;
    if (value?.k !== "array") return [];
    return value.items.map((item) => asText(item.value)).filter((item) => item !== undefined);
  }

  textRecord(name: string): Readonly<Record<string, string>> {
    const value = this.#options?.entries.get(name)?.value;
    if (value?.k !== "object") return {};
    const entries = [...value.entries].map(([key, entry]) => [key, asText(entry.value)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }
}

function writtenTextOf({ value, site }: Item): WrittenText | null {
  const text = asText(value);
  return text === undefined ? null : { text, site };
}

/** The first component, also of a key of which only the beginning is known. */
function layerOfKey(evaluator: Evaluator, { key, declaration, nested }: Identified): string | null {
  if (isKey(key)) return key.key.includes("/") ? (key.key.split("/", 1)[0] ?? null) : key.key;
  const [options] = declaration.call.args;
  const written = options && optionExpr(options, "key");
  const start =
    written?.k === "template" ? written.parts[0] : written?.k === "array" ? written.items[0] : written;
  if (!start || (nested && start.k !== "string")) return null;
  const known = asText(evaluator.evaluate(declaration.path, start));
  if (known === undefined) return null;
  if (written?.k === "array") return known;
  return known.includes("/") ? (known.split("/", 1)[0] ?? null) : null;
}

function nestedDeps(site: Site | null): readonly Unresolved[] {
  return site ? [{ site, reason: "the code around it is not followed" }] : [];
}

function readDeps(
  options: ObjectValue | undefined,
  option: "deps" | "assets",
  isDataProduct: boolean,
  identityOf: IdentityOf,
): { readonly deps: readonly LinkedDep[]; readonly unresolvedDeps: readonly Unresolved[] } {
  const deps: LinkedDep[] = [];
  const unknown: Unresolved[] = [];
  const add = (item: Item, kind: LinkedDep["kind"], name: string | null, isRef = false): void => {
    const { value, site } = item;
    if (value.k === "declaration") {
      const target = identityOf(value.declaration);
      if (!target) unknown.push({ site, reason: "its declaration is not part of the project" });
      else deps.push({ key: keyOf(target), kind, name, site, via: isRef ? "ref" : "value" });
      return;
    }
    const key = toKey(item);
    if (isKey(key)) deps.push({ key, kind, name, site, via: isRef ? "ref" : "key" });
    else unknown.push(key);
  };

  const entry = options?.entries.get(option);
  if (entry?.maybeReplaced) unknown.push(entry.maybeReplaced);
  else if (entry?.value.k === "array") {
    for (const item of entry.value.items) add(item, isDataProduct ? "data" : "order", null);
  } else if (entry?.value.k === "object") {
    unknown.push(...entry.value.unknown);
    for (const [name, item] of entry.value.entries) add(item, "data", name);
  } else if (entry && entry.value.k !== "undefined") {
    const { value, site } = entry;
    unknown.push(
      value.k === "unresolved"
        ? value.unresolved
        : { site, reason: `${describeValue(value)} is no list of deps`, isMistake: true },
    );
  } else if (!entry) unknown.push(...(options?.unknown ?? []));

  const query = options?.entries.get("query");
  if (query?.value.k === "sql") {
    for (const item of query.value.refs) add(item, "data", null, true);
    unknown.push(...query.value.unresolved);
  } else if (query?.value.k === "unresolved") unknown.push(query.value.unresolved);
  return { deps, unresolvedDeps: unknown };
}

/** A dep on a declaration whose key is not known still leads to its node. */
function keyOf({ id, key }: Identified): ResolvedKey {
  return isKey(key) ? key : { key: id, parts: [] };
}

function readChecks(
  entry: Entry | undefined,
  identityOf: IdentityOf,
): {
  readonly checks: readonly LinkedCheck[];
  readonly hasUnknown: boolean;
} {
  if (!entry || entry.value.k === "undefined") return { checks: [], hasUnknown: false };
  if (entry.value.k !== "array") return { checks: [], hasUnknown: true };
  const checks: LinkedCheck[] = [];
  let hasUnknown = !entry.value.complete;
  for (const { value, site } of entry.value.items) {
    if (value.k === "check") {
      const { name, blocking, columns, refs } = value;
      checks.push({
        name,
        blocking,
        site,
        columns: columns.flatMap((column) => writtenTextOf(column) ?? []),
        refs: refs.flatMap((ref) => refOf(ref, identityOf) ?? []),
      });
    } else hasUnknown = true;
  }
  return { checks, hasUnknown };
}

function refOf(item: Item, identityOf: IdentityOf): LinkedDep | undefined {
  const { value, site } = item;
  if (value.k === "declaration") {
    const target = identityOf(value.declaration);
    return target && { key: keyOf(target), kind: "data", name: null, site, via: "ref" };
  }
  const key = toKey(item);
  return isKey(key) ? { key, kind: "data", name: null, site, via: "ref" } : undefined;
}
