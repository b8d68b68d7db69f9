// What makes a run or a plan pointless, said before anything starts: no assets, an empty selection, an upstream that nobody
// declares. What else is wrong (a cycle, a duplicate key) the runner refuses itself.
import { nearestKeys, select, type AssetGraph } from "@strataline/core";
import type { LoadedProject } from "../runner/index.ts";
import { sayNoAssets } from "./staticProject.ts";
import type { Terminal } from "./terminal.ts";

/** Whether the run may begin; otherwise the reason was said. */
export function mayRun(loaded: LoadedProject, expression: string | undefined, terminal: Terminal): boolean {
  const { graph, problems, root, config } = loaded;
  // The runner has more to say about these, and about expressions that do not parse.
  const selected = select(graph, expression ?? "*");
  if (problems.length > 0 || !selected.ok) return true;
  const keys = new Set(selected.keys);
  const assets = graph.nodes.filter(({ kind, key }) => kind === "asset" && keys.has(key));
  const complaints =
    assets.length === 0 && graph.nodes.length > 0
      ? [`The selection ${expression ?? ""} holds no asset.${nearText(expression, graph)}`]
      : missingUpstreams(graph, keys);
  if (graph.nodes.length === 0) sayNoAssets(root, config.assets, terminal);
  for (const complaint of complaints) terminal.err(`${terminal.color.red("error")}: ${complaint}\n`);
  return graph.nodes.length > 0 && complaints.length === 0;
}

function missingUpstreams(graph: AssetGraph, selected: ReadonlySet<string>): readonly string[] {
  const kindOf = new Map(graph.nodes.map(({ key, kind }) => [key, kind]));
  return graph.edges
    .filter(
      ({ from, to }) => kindOf.get(from) === "missing" && kindOf.get(to) === "asset" && selected.has(to),
    )
    .map(({ from, to }) => `"${to}" reads "${from}", which nobody declares.${nearText(from, graph)}`);
}

/** For a key, or an expression that is about one key. */
function nearText(text: string | undefined, { nodes }: AssetGraph): string {
  const wrong = /^\+?\d*(?:key:)?"?([^"*]+)"?\+?\d*$/.exec(text ?? "")?.[1];
  if (wrong === undefined) return "";
  const known = nodes.filter(({ kind }) => kind === "asset" || kind === "source").map(({ key }) => key);
  const near = nearestKeys(wrong, known, 1)[0];
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}
