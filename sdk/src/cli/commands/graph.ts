// `strataline graph`: the assets and their edges, read from the text, or with --runtime from the loaded modules; printed, or drawn.
import {
  partOf,
  pictureOf,
  plainTheme,
  select,
  toDot,
  toGraphJson,
  toHtmlPage,
  toMermaid,
  toOutline,
  toSvg,
  type AssetGraph,
  type Range,
} from "@strataline/core";
import { basename, extname, resolve } from "node:path";
import { writeTextAtomically } from "../../io/atomicFile.ts";
import type { Arguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning, pointAt } from "../openForRunning.ts";
import { projectRoot } from "../projectRoot.ts";
import { plural } from "../quantities.ts";
import { readProject } from "../staticProject.ts";
import type { Terminal } from "../terminal.ts";

const FORMATS = ["text", "json", "mermaid", "dot", "svg", "html"] as const;
type Format = (typeof FORMATS)[number];

export const graph: Command = {
  spec: {
    positionals: [],
    options: {
      format: { value: "FORMAT", description: "How to print", choices: FORMATS },
      select: { value: "EXPR", description: "Only the assets that a selection means" },
      theme: { value: "THEME", description: "Colours of svg and html", choices: ["light", "dark"] },
      output: { value: "FILE", description: "Write to a file; its ending says the format" },
      runtime: { description: "Load the modules instead of reading them" },
    },
    examples: [
      { line: "strataline graph", does: "layer by layer" },
      { line: "strataline graph --output lineage.html", does: "a page to look around in" },
      { line: `strataline graph --select '+layer:gold' --output gold.svg`, does: "a picture of a part" },
      { line: "strataline graph --format mermaid", does: "for Markdown" },
      { line: "strataline graph --format dot | dot -Tpdf", does: "for Graphviz" },
      { line: "strataline graph --format json", does: "for programs" },
    ],
  },
  run: async (args, terminal) => {
    const format = formatOf(args, terminal);
    if (format === null) return ExitCode.usage;
    const found = args.has("runtime") ? await loadedGraph(args, terminal) : writtenGraph(args, terminal);
    const part = found === null ? null : selectedPart(found.graph, args.value("select"), terminal);
    if (found === null || part === null) return ExitCode.usage;
    const text = render({ ...found, part }, format, args.value("theme") === "dark" ? "dark" : "light");
    return print(text, part, args, terminal);
  },
};

interface FoundGraph {
  readonly graph: AssetGraph;
  /** Of the project's folder. */
  readonly name: string;
  readonly rangeOf: (key: string) => Range | null;
}

const ENDINGS: Readonly<Record<string, Format>> = {
  ".svg": "svg",
  ".html": "html",
  ".htm": "html",
  ".mmd": "mermaid",
  ".dot": "dot",
  ".gv": "dot",
  ".json": "json",
  ".txt": "text",
};

/** As it was asked for, else by the file's ending; null after having said what does not fit. */
function formatOf(args: Arguments, terminal: Terminal): Format | null {
  const given = FORMATS.find((format) => format === args.value("format"));
  const output = args.value("output");
  const format = given ?? (output === undefined ? "text" : ENDINGS[extname(output).toLowerCase()]);
  const error = terminal.color.red("error");
  if (format === undefined) {
    const endings = Object.keys(ENDINGS).join(", ");
    terminal.err(
      `${error}: The ending of "${output ?? ""}" names no format (${endings}). Give one with --format.\n`,
    );
    return null;
  }
  if (args.has("theme") && format !== "svg" && format !== "html") {
    terminal.err(`${error}: --theme is for svg and html; ${format} has no colours.\n`);
    return null;
  }
  return format;
}

function writtenGraph(args: Arguments, terminal: Terminal): FoundGraph | null {
  const place = projectRoot(args, terminal);
  if (place === null) return null;
  const snapshot = readProject(place);
  return {
    graph: snapshot.graph,
    name: basename(place.root),
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
  const name = basename(projectRoot(args, terminal)?.root ?? "");
  return { graph: opened.loaded.graph, name, rangeOf: () => null };
}

/** null after having said what is wrong with the selection. */
function selectedPart(
  graph: AssetGraph,
  expression: string | undefined,
  terminal: Terminal,
): AssetGraph | null {
  if (expression === undefined) return graph;
  const selected = select(graph, expression);
  if (selected.ok) return partOf(graph, new Set(selected.keys));
  const span = { start: selected.offset, end: selected.end };
  terminal.err(`${terminal.color.red("error")}: ${selected.message}\n${pointAt(expression, span, terminal)}`);
  return null;
}

function render(
  { graph, part, name, rangeOf }: FoundGraph & { readonly part: AssetGraph },
  format: Format,
  theme: "light" | "dark",
): string {
  const picture = () =>
    pictureOf(part, { title: `Lineage of ${name}`, theme: plainTheme(theme), project: graph });
  switch (format) {
    case "json":
      return `${JSON.stringify(toGraphJson(part, rangeOf), null, 2)}\n`;
    case "mermaid":
      return toMermaid(part);
    case "dot":
      return toDot(part);
    case "svg":
      return toSvg(picture());
    case "html":
      return toHtmlPage(picture());
    case "text":
      return toOutline(part);
  }
}

function print(text: string, { nodes, edges }: AssetGraph, args: Arguments, terminal: Terminal): ExitCode {
  const output = args.value("output");
  if (output === undefined) {
    terminal.out(text);
    return ExitCode.ok;
  }
  try {
    writeTextAtomically(resolve(terminal.cwd, output), text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.err(`${terminal.color.red("error")}: ${output} cannot be written: ${reason}\n`);
    return ExitCode.usage;
  }
  terminal.err(`Wrote ${output}: ${plural(nodes.length, "asset")}, ${plural(edges.length, "edge")}\n`);
  return ExitCode.ok;
}
