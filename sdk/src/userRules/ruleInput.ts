// The project as its own rules see it: what the text says, without places and without anything that could be changed.
import type { LinkedDefinition, LinkedSchedule, Snapshot } from "@strataline/core";
import type { RuleDefinition, RuleSchedule } from "../authoring/rule.ts";
import type { RuleInput } from "./messages.ts";

export function ruleInputOf({ graph, linked }: Snapshot): RuleInput {
  return {
    graph: {
      layers: graph.layers.map(({ name, title }) => ({ name, title })),
      nodes: graph.nodes.map(({ key, kind, layer }) => ({ key, kind, layer })),
      edges: graph.edges,
    },
    definitions: linked.definitions.map(definitionOf),
    schedules: linked.schedules.map(scheduleOf),
  };
}

function definitionOf(definition: LinkedDefinition): RuleDefinition {
  const { id, kind, key, layer, site, description, group, owners, tags, kinds } = definition;
  return {
    key: id,
    kind,
    hasDynamicKey: key === null,
    layer,
    file: site.path,
    description,
    group,
    owners,
    tags,
    kinds,
    deps: definition.deps.map((dep) => ({ key: dep.key.key, kind: dep.kind, name: dep.name })),
    hasDynamicDeps: definition.unresolvedDeps.length > 0,
    checks: definition.checks.map(({ name, blocking }) => ({ name, blocking })),
    io: definition.io?.text ?? null,
    resources: definition.resources.map(({ text }) => text),
    columns: definition.columns?.map(({ text }) => text) ?? null,
    partitions: definition.partitions?.kind ?? null,
  };
}

function scheduleOf({ name, cron, timezone, targets, selection }: LinkedSchedule): RuleSchedule {
  return {
    name,
    cron: cron?.text ?? null,
    timezone: timezone?.text ?? null,
    assets: targets.map(({ key }) => key.key),
    select: selection?.text ?? null,
  };
}
