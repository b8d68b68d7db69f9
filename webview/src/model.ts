// What the view knows of its project and how messages change it. Pure: a message gives a new model and says what follows from it.
import { applyDelta, applyProblems, EMPTY_GRAPH } from "@strataline/core/graph";
import type { AssetGraph, AssetStatus, StaleReason } from "@strataline/core";
import type { GraphResult, ToWebview, Trouble } from "@strataline/protocol";

export type Notice =
  | { readonly kind: "loading" }
  | {
      readonly kind: "empty";
      readonly title: string;
      readonly message: string;
      readonly action: { readonly title: string; readonly command: string } | null;
    };

export interface Model {
  /** Null until the first graph. */
  readonly project: GraphResult["project"] | null;
  readonly revision: number;
  readonly graph: AssetGraph;
  readonly problems: GraphResult["problems"];
  readonly statuses: ReadonlyMap<string, AssetStatus>;
  /** Why what is stored of these is not what their code and inputs would give now. */
  readonly stale: ReadonlyMap<string, StaleReason>;
  /** The asset the editor's cursor is in. */
  readonly active: string | null;
  readonly notice: Notice | null;
  /** What is wrong although there is a picture. */
  readonly trouble: Trouble | null;
}

export const INITIAL_MODEL: Model = {
  project: null,
  revision: 0,
  graph: EMPTY_GRAPH,
  problems: {},
  statuses: new Map(),
  stale: new Map(),
  active: null,
  notice: { kind: "loading" },
  trouble: null,
};

/** A key that changed while its declaration stayed: the node keeps its place and stays selected. */
export type Renames = ReadonlyMap<string, string>;

export type Change =
  /** Another project, or the first graph: nothing of the picture is kept but what was saved. */
  | { readonly kind: "project" }
  | { readonly kind: "graph"; readonly renames: Renames }
  | { readonly kind: "status" }
  | { readonly kind: "active"; readonly reveal: boolean }
  | { readonly kind: "notice" }
  /** The delta does not follow what we have: ask for the whole graph. */
  | { readonly kind: "resync" }
  | { readonly kind: "none" };

export interface Received {
  readonly model: Model;
  readonly change: Change;
}

type GraphMessage = Exclude<ToWebview, { type: "selection" | "views" | "details" | "impact" }>;

export function receive(model: Model, message: GraphMessage): Received {
  switch (message.type) {
    case "graph":
      return receiveGraph(model, message.data);
    case "delta":
      return receiveDelta(model, message);
    case "status": {
      const statuses = new Map(model.statuses);
      for (const status of message.statuses) statuses.set(status.key, status);
      return { model: { ...model, statuses }, change: { kind: "status" } };
    }
    case "stale": {
      const stale = new Map(message.stale.map(({ key, reason }) => [key, reason]));
      return { model: { ...model, stale }, change: { kind: "status" } };
    }
    case "active": {
      if (message.key === model.active && !message.reveal) return { model, change: { kind: "none" } };
      const change = { kind: "active", reveal: message.reveal } as const;
      return { model: { ...model, active: message.key }, change };
    }
    case "trouble":
      return { model: { ...model, trouble: message.trouble }, change: { kind: "notice" } };
    case "empty": {
      const { title, message: text, action } = message;
      return {
        model: { ...model, notice: { kind: "empty", title, message: text, action } },
        change: { kind: "notice" },
      };
    }
  }
}

function receiveGraph(model: Model, data: GraphResult): Received {
  const sameProject = model.project?.root === data.project.root;
  const next: Model = {
    ...model,
    project: data.project,
    revision: data.revision,
    graph: data.graph,
    problems: data.problems,
    statuses: new Map(data.statuses.map((status) => [status.key, status])),
    stale: sameProject ? model.stale : new Map(),
    notice: noticeFor(data.graph),
  };
  return { model: next, change: sameProject ? { kind: "graph", renames: new Map() } : { kind: "project" } };
}

function receiveDelta(model: Model, message: Extract<ToWebview, { type: "delta" }>): Received {
  if (model.project?.root !== message.root) return { model, change: { kind: "none" } };
  if (message.revision <= model.revision) return { model, change: { kind: "none" } };
  if (message.baseRevision !== model.revision) return { model, change: { kind: "resync" } };
  const graph = applyDelta(model.graph, message.delta);
  const { revision } = message;
  const problems = applyProblems(model.problems, message.problems);
  const renames = findRenames(model.graph, message.delta);
  return {
    model: { ...model, graph, revision, problems, notice: noticeFor(graph) },
    change: { kind: "graph", renames },
  };
}

/** While a key is typed, each keystroke removes one node of a file and adds another: they are the same declaration. */
function findRenames(before: AssetGraph, delta: Extract<ToWebview, { type: "delta" }>["delta"]): Renames {
  const known = new Map(before.nodes.map((node) => [node.key, node]));
  const removed = delta.removed.flatMap((key) => known.get(key) ?? []);
  const added = delta.upserted.filter((node) => !known.has(node.key));
  const renames = new Map<string, string>();
  for (const old of removed) {
    const from = removed.filter((node) => node.file === old.file && node.kind === old.kind);
    const to = added.filter((node) => node.file === old.file && node.kind === old.kind);
    const [only] = to;
    if (from.length === 1 && to.length === 1 && only !== undefined) renames.set(old.key, only.key);
  }
  return renames;
}

function noticeFor(graph: AssetGraph): Notice | null {
  if (graph.nodes.length > 0) return null;
  return {
    kind: "empty",
    title: "No assets yet",
    message: 'Declare the first one with asset({ key: "bronze/orders", run: … }) in a file under assets/.',
    action: null,
  };
}
