// The last lines of a run: how to look at what was made.
import { relative } from "node:path";
import type { LoadedProject } from "../../runner/index.ts";
import type { Terminal } from "../terminal.ts";

export function whereTablesAre({ root, graph }: LoadedProject, terminal: Terminal): string {
  const last = graph.layers.at(-1)?.name;
  const example =
    graph.nodes.find(({ kind, layer }) => kind === "asset" && layer === last) ??
    graph.nodes.find(({ kind }) => kind === "asset");
  if (example === undefined) return "";
  const here = relative(terminal.cwd, root);
  const folder = here === "" ? ".strataline/lake" : `${here}/.strataline/lake`;
  return [
    "",
    `Tables: ${terminal.color.cyan(folder)}`,
    `  strataline show ${example.key}${here === "" ? "" : ` --cwd ${here}`}`,
    "",
  ].join("\n");
}
