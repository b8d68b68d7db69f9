// Does a node have an attribute's value? From the graph where it says so, else from the facts; never a silent "no" for
// what nobody knows.
import { nearestKeys } from "../keys.ts";
import type { AssetGraph, GraphNode } from "../model.ts";
import { ATTRIBUTES } from "./attributes.ts";
import type { AssetFacts, AttributeSelection, FactsOf } from "./model.ts";

type Matches = (node: GraphNode) => boolean;
export type Matcher =
  { readonly ok: true; readonly matches: Matches } | { readonly ok: false; readonly message: string };

export function matcherOf(
  selection: AttributeSelection,
  graph: AssetGraph,
  facts: FactsOf | undefined,
): Matcher {
  const { attribute, value, pair = "" } = selection;
  switch (attribute) {
    case "key":
      return found((node) => matchesWildcard(value ?? "", node.key));
    case "layer":
      return layerMatcher(value, graph);
    case "file":
      return found((node) => matchesFile(value, node.file));
    case "group":
      return found((node) =>
        matchesName(value, node.group === undefined ? [] : [node.group], matchesWildcard),
      );
    case "owner":
      return found((node) => matchesName(value, node.owners ?? []));
    case "kind":
      return found((node) => matchesName(value, node.kinds ?? []));
    case "tag":
      return found((node) => matchesTag(value, pair, node.tags ?? {}));
    case "is":
      return found((node) => (value === "external") === isExternal(node) && node.kind !== "dataProduct");
    case "status":
      return known("status", (labels) => matchesName(value, labels, sameWithoutCase));
    case "stale":
      return known("stale", (causes) => matchesAnyOrNone(value, causes));
    case "not_materialized_in_hours":
      return known("hoursSinceMaterialization", (hours) => hours === null || hours >= Number(value));
    case "column":
      return known("columns", (columns) => matchesName(value, columns));
    case "column_tag":
      return known("columnTags", (tags) => matchesTag(value, pair, tags));
    case "table_name":
      return known("tableName", (name) => matchesName(value, name === null ? [] : [name]));
    case "code_location":
      return known("codeLocation", (location) =>
        matchesName(value, location ? [location] : [], matchesLocation),
      );
    case "changed_in_branch":
      return known("changedInBranch", (changes) => matchesName(value, changes, sameWithoutCase));
    case "partitions":
      return known("partitions", (partitions) => (value ?? "none") === (partitions ?? "none"));
    case "automation_type":
      return known("automationTypes", (types) =>
        matchesAnyOrNone(
          value,
          types.filter((type) => type !== "none"),
        ),
      );
    case "sensor":
      return known("sensors", (sensors) => matchesName(value, sensors));
    case "schedule":
      return known("schedules", (schedules) => matchesName(value, schedules));
    case "job":
      return known("jobs", (jobs) => matchesName(value, jobs));
  }

  function known<Field extends keyof AssetFacts>(
    field: Field,
    test: (fact: Exclude<AssetFacts[Field], undefined>) => boolean,
  ): Matcher {
    const all = new Map(graph.nodes.map((node) => [node.key, facts?.(node.key)?.[field]]));
    const given = [...all.values()].some((fact) => fact !== undefined);
    if (!given && (facts === undefined || graph.nodes.length > 0)) {
      const needs = ATTRIBUTES[attribute].needs ?? "more than the graph";
      return {
        ok: false,
        message: `\`${attribute}:\` cannot be answered here: it needs ${needs}, which is not available.`,
      };
    }
    return found((node) => {
      const fact = all.get(node.key);
      // `undefined` was taken out of the type by this check; TypeScript cannot follow it through an indexed access.
      return fact !== undefined && test(fact as Exclude<AssetFacts[Field], undefined>);
    });
  }
}

function found(matches: Matches): Matcher {
  return { ok: true, matches };
}

function isExternal(node: GraphNode): boolean {
  return node.kind === "source" || node.kind === "missing";
}

function layerMatcher(value: string | null, { layers }: AssetGraph): Matcher {
  if (value === null) return found((node) => node.layer === null);
  const names = layers.map((layer) => layer.name);
  if (!value.includes("*") && !names.includes(value)) {
    const [near] = nearestKeys(value, names, 1);
    const hint =
      near === undefined
        ? `The layers are ${names.join(", ") || "not configured"}.`
        : `Did you mean \`${near}\`?`;
    return { ok: false, message: `There is no layer \`${value}\`. ${hint}` };
  }
  return found((node) => node.layer !== null && matchesWildcard(value, node.layer));
}

function matchesFile(value: string | null, file: string | null): boolean {
  if (value === null || file === null) return value === file;
  const folder = value.endsWith("/") ? value : `${value}/`;
  return matchesWildcard(value, file) || file.startsWith(folder);
}

function matchesName(
  value: string | null,
  names: readonly string[],
  same: (value: string, name: string) => boolean = (a, b) => a === b,
): boolean {
  return value === null ? names.length === 0 : names.some((name) => same(value, name));
}

/** A tag without a value is one with the value "". */
function matchesTag(name: string | null, value: string, tags: Readonly<Record<string, string>>): boolean {
  if (name === null) return Object.keys(tags).length === 0;
  return Object.hasOwn(tags, name) && tags[name] === value;
}

function matchesAnyOrNone(value: string | null, names: readonly string[]): boolean {
  if (value === "any") return names.length > 0;
  return matchesName(value === "none" ? null : value, names);
}

function matchesLocation(value: string, location: string): boolean {
  return value === location || value === location.slice(location.indexOf("@") + 1);
}

function sameWithoutCase(value: string, name: string): boolean {
  return value.toLowerCase() === name.toLowerCase();
}

/** `*` stands for any characters, `/` too. Linear: no backtracking, whatever is typed. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const parts = pattern.split("*");
  const [head = "", ...rest] = parts;
  const tail = rest.pop();
  if (tail === undefined) return text === pattern;
  if (!text.startsWith(head)) return false;
  let offset = head.length;
  for (const part of rest) {
    const place = text.indexOf(part, offset);
    if (place === -1) return false;
    offset = place + part.length;
  }
  return text.length - tail.length >= offset && text.endsWith(tail);
}
