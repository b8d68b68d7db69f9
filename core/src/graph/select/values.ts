// The values an attribute has in a graph, for the completion.
import { compareKeys } from "../keys.ts";
import type { AssetGraph } from "../model.ts";
import { ATTRIBUTES } from "./attributes.ts";
import type { AssetFacts, AttributeName, FactsOf } from "./model.ts";

/** Well-known values first, then those in use, sorted; last null when some nodes have none. */
export function valuesOf(
  attribute: AttributeName,
  graph: AssetGraph,
  facts: FactsOf | undefined,
): readonly (string | null)[] {
  const usual =
    ATTRIBUTES[attribute].values ?? (attribute === "layer" ? graph.layers.map((layer) => layer.name) : []);
  const used = new Set<string>();
  let someHaveNone = false;
  for (const names of usedNames(attribute, graph, facts)) {
    for (const name of names) used.add(name);
    someHaveNone ||= names.length === 0;
  }
  for (const name of usual) used.delete(name);
  const values = [...usual, ...[...used].sort(compareKeys)];
  return someHaveNone && attribute !== "key" ? [...values, null] : values;
}

/** Values of the tag `name`, sorted. */
export function pairValues(
  attribute: AttributeName,
  name: string,
  graph: AssetGraph,
  facts: FactsOf | undefined,
): readonly string[] {
  const tagsOf = graph.nodes.map((node) => (attribute === "tag" ? node.tags : facts?.(node.key)?.columnTags));
  const values = tagsOf.flatMap((tags) =>
    tags !== undefined && Object.hasOwn(tags, name) ? [tags[name] ?? ""] : [],
  );
  return [...new Set(values)].filter((value) => value !== "").sort(compareKeys);
}

/** One list for each node; none for a node of which nothing is known. */
function usedNames(
  attribute: AttributeName,
  { nodes }: AssetGraph,
  facts: FactsOf | undefined,
): readonly (readonly string[])[] {
  const fromFacts = (
    names: (known: AssetFacts) => readonly string[] | undefined,
  ): readonly (readonly string[])[] =>
    nodes.flatMap((node) => {
      const known = facts?.(node.key);
      const list = known === undefined ? undefined : names(known);
      return list === undefined ? [] : [list];
    });
  switch (attribute) {
    case "key":
      return nodes.map((node) => [node.key]);
    case "layer":
      return nodes.map((node) => (node.layer === null ? [] : [node.layer]));
    case "file":
      return nodes.map((node) => (node.file === null ? [] : [node.file]));
    case "group":
      return nodes.map((node) => (node.group === undefined ? [] : [node.group]));
    case "owner":
      return nodes.map((node) => node.owners ?? []);
    case "kind":
      return nodes.map((node) => node.kinds ?? []);
    case "tag":
      return nodes.map((node) => Object.keys(node.tags ?? {}));
    case "column":
      return fromFacts((known) => known.columns);
    case "column_tag":
      return fromFacts((known) => known.columnTags && Object.keys(known.columnTags));
    case "table_name":
      return fromFacts((known) => optional(known.tableName));
    case "code_location":
      return fromFacts((known) => optional(known.codeLocation));
    case "changed_in_branch":
      return fromFacts((known) => known.changedInBranch);
    case "sensor":
      return fromFacts((known) => known.sensors);
    case "schedule":
      return fromFacts((known) => known.schedules);
    case "job":
      return fromFacts((known) => known.jobs);
    case "status":
      return fromFacts((known) => known.status);
    case "is":
    case "stale":
    case "not_materialized_in_hours":
    case "partitions":
    case "automation_type":
      return [];
  }
}

function optional(name: string | null | undefined): readonly string[] | undefined {
  return name === undefined ? undefined : name === null ? [] : [name];
}
