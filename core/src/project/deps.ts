// What a declaration reads: its deps, the refs of its query, and those of its checks.
import type { IdentityOf, OptionReader } from "./definitions.ts";
import { isAbsent, writtenTextOf } from "./definitions.ts";
import { isKey, toKey } from "./keys.ts";
import type { LinkedCheck, LinkedDep, ResolvedKey, Unresolved } from "./linked.ts";
import { describeValue, type Entry, type Item } from "./values.ts";

const OUTSIDE = "its declaration is not part of the project";

export function readDeps(
  options: OptionReader,
  option: "deps" | "assets",
  isDataProduct: boolean,
  identityOf: IdentityOf,
): { readonly deps: readonly LinkedDep[]; readonly unresolvedDeps: readonly Unresolved[] } {
  const deps: LinkedDep[] = [];
  const unknown: Unresolved[] = [];
  const add = (item: Item, kind: LinkedDep["kind"], name: string | null, isRef = false): void => {
    const dep = readDep(item, kind, name, isRef, identityOf);
    if ("reason" in dep) unknown.push(dep);
    else deps.push(dep);
  };

  const entry = options.entry(option);
  if (entry?.maybeReplaced) unknown.push(entry.maybeReplaced);
  else if (entry?.value.k === "array") {
    for (const item of entry.value.items) add(item, isDataProduct ? "data" : "order", null);
    if (!entry.value.complete && !entry.value.items.some(({ value }) => value.k === "unresolved")) {
      unknown.push({
        site: entry.site,
        reason: "the array has entries that are only known when the code runs",
      });
    }
  } else if (entry?.value.k === "object") {
    unknown.push(...entry.value.unknown);
    for (const [name, item] of entry.value.entries) add(item, "data", name);
  } else if (entry && !isAbsent(entry)) {
    const { value, site } = entry;
    unknown.push(
      value.k === "unresolved"
        ? value.unresolved
        : { site, reason: `${describeValue(value)} is no list of deps`, isMistake: true },
    );
  }

  const query = option === "deps" ? options.entry("query") : undefined;
  if (query?.value.k === "sql") {
    for (const item of query.value.refs) add(item, "data", null, true);
    unknown.push(...query.value.unresolved);
  } else if (query?.value.k === "unresolved") unknown.push(query.value.unresolved);
  else if (query?.maybeReplaced && !unknown.includes(query.maybeReplaced)) unknown.push(query.maybeReplaced);
  // Exact copies: arrays that have grown keep room for many more.
  return { deps: deps.slice(), unresolvedDeps: unknown.slice() };
}

function readDep(
  item: Item,
  kind: LinkedDep["kind"],
  name: string | null,
  isRef: boolean,
  identityOf: IdentityOf,
): LinkedDep | Unresolved {
  const { value, site } = item;
  if (value.k === "declaration") {
    const target = value.declaration.kind === "schedule" ? undefined : identityOf(value.declaration);
    if (!target) return { site, reason: OUTSIDE };
    return { key: keyOf(target), kind, name, site, via: isRef ? "ref" : "value" };
  }
  const key = toKey(item);
  return isKey(key) ? { key, kind, name, site, via: isRef ? "ref" : "key" } : key;
}

/** A dep on a declaration whose key is not known still leads to its node. */
function keyOf({ id, key }: NonNullable<ReturnType<IdentityOf>>): ResolvedKey {
  return isKey(key) ? key : { key: id, parts: [] };
}

export function readChecks(
  entry: Entry | undefined,
  identityOf: IdentityOf,
): { readonly checks: readonly LinkedCheck[]; readonly hasUnknown: boolean } {
  if (!entry || isAbsent(entry)) return { checks: [], hasUnknown: false };
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
        refs: refs.flatMap((ref) => {
          const dep = readDep(ref, "data", null, true, identityOf);
          return "reason" in dep ? [] : [dep];
        }),
      });
    } else hasUnknown = true;
  }
  return { checks: checks.slice(), hasUnknown };
}
