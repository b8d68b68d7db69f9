// The engines side by side. Each is loaded in the process that runs it; one that is not installed is said so.
import type { Engine } from "../drawing.ts";
import { ours } from "./strataline.ts";

export interface EngineEntry {
  readonly name: string;
  readonly what: string;
  readonly load: () => Promise<Engine>;
  /** Not run above so many nodes; the quick variant leaves out what takes long. */
  readonly isPeer: boolean;
}

export const engines: readonly EngineEntry[] = [
  {
    name: "strataline",
    what: "first layout, then pinned",
    isPeer: false,
    load: () => Promise.resolve(ours({ refined: false, trunks: true })),
  },
  {
    name: "strataline-tidy",
    what: "after the idle refinement",
    isPeer: false,
    load: () => Promise.resolve(ours({ refined: true, trunks: true })),
  },
  {
    name: "strataline-apart",
    what: "every edge a line of its own, refined: the same question as the peers answer",
    isPeer: false,
    load: () => Promise.resolve(ours({ refined: true, trunks: false })),
  },
  {
    name: "dot",
    what: "Graphviz, our columns",
    isPeer: true,
    load: async () => (await import("./dot.ts")).dot(),
  },
  {
    name: "dagre",
    what: "@dagrejs/dagre, our columns",
    isPeer: true,
    load: async () => (await import("./dagre.ts")).dagre(),
  },
  {
    name: "elk",
    what: "elkjs, partitioned by layer",
    isPeer: true,
    load: async () => (await import("./elk.ts")).elk("layers"),
  },
  {
    name: "elk-columns",
    what: "elkjs, our columns",
    isPeer: true,
    load: async () => (await import("./elk.ts")).elk("columns"),
  },
  {
    name: "d3-dag",
    what: "d3-dag two-layer, our columns",
    isPeer: true,
    load: async () => (await import("./d3dag.ts")).d3dag(),
  },
];
