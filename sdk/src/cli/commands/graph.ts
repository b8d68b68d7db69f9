// `strataline graph`: the assets and their edges, read from the text, or with --runtime from the loaded modules.
import { toDot, toGraphJson, toMermaid, toOutline, type AssetGraph, type Range } from "@strataline/core";
import type { Arguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning } from "../openForRunning.ts";
import { projectRoot } from "../projectRoot.ts";
import { readProject } from "../staticProject.ts";
import type { Terminal } from "../terminal.ts";

export const graph: Command = {
  spec: {
    positionals: [],
    options: {
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json", "mermaid", "dot"] },
      runtime: { description: "Load the modules instead of reading them" },
    },
    examples: [
      { line: "strataline graph", does: "layer by layer" },
      { line: "strataline graph --format mermaid", does: "for Markdown" },
      { line: "strataline graph --format dot | dot -Tsvg", does: "a picture, with Graphviz" },
      { line: "strataline graph --format json", does: "for programs" },
    ],
  },
  run: async (args, terminal) => {
    const found = args.has("runtime") ? await loadedGraph(args, terminal) : writtenGraph(args, terminal);
    if (found === null) return ExitCode.usage;
    terminal.out(render(found, args.value("format") ?? "text"));
    return ExitCode.ok;
  },
};

interface FoundGraph {
  readonly graph: AssetGraph;
  readonly rangeOf: (key: string) => Range | null;
}

function writtenGraph(args: Arguments, terminal: Terminal): FoundGraph | null {
  const place = projectRoot(args, terminal);
  if (place === null) return null;
  const snapshot = readProject(place);
  return {
    graph: snapshot.graph,
    rangeOf: (key) => {
      const place = snapshot.locate(key)?.full;
      return place === undefined ? null : snapshot.lines(place.path).range(place.span);
    },
  };
}

async function loadedGraph(args: Arguments, terminal: Terminal): Promise<FoundGraph | null> {
  const opened = await openForRunning(args, terminal);
  if (opened === null) return null;
  opened.project.close();
  return { graph: opened.loaded.graph, rangeOf: () => null };
}

function render({ graph, rangeOf }: FoundGraph, format: string): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(toGraphJson(graph, rangeOf), null, 2)}\n`;
    case "mermaid":
      return toMermaid(graph);
    case "dot":
      return toDot(graph);
    default:
      return toOutline(graph);
  }
}
