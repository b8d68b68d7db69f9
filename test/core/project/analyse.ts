// One project in memory, analysed: what every test of this folder starts with.
import { createProject, type Project, type Snapshot } from "../../../core/src/index.ts";
import { parseFixture } from "../../support/fixture.ts";
import { createMemoryHost, type MemoryHost } from "../../support/memoryHost.ts";

export function openProject(fixture: string): { project: Project; host: MemoryHost } {
  const host = createMemoryHost(Object.fromEntries(parseFixture(fixture).files));
  return { project: createProject({ host }), host };
}

export function analyse(fixture: string): Snapshot {
  return openProject(fixture).project.snapshot();
}

/** `kind key [layer]` for each node, `from → to` for each edge (`⇢` for order), `key: reason` for what is unknown. */
export function describeGraph({ graph, linked }: Snapshot): string[] {
  return [
    ...graph.nodes.map(({ kind, key, layer }) => `${kind} ${key}${layer === null ? "" : ` [${layer}]`}`),
    ...graph.edges.map(({ from, to, kind }) => `${from} ${kind === "data" ? "→" : "⇢"} ${to}`),
    ...linked.definitions.flatMap(({ id, keyUnresolved, unresolvedDeps }) =>
      [...(keyUnresolved ? [keyUnresolved] : []), ...unresolvedDeps].map(({ reason }) => `${id}: ${reason}`),
    ),
  ];
}
