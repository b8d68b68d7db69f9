// `strataline check`: the Problems panel for terminals and CI. Reads text only.
import {
  formatForTerminal,
  toJson,
  type Diagnostic,
  type Severity,
  type Snapshot,
  type Style,
} from "@strataline/core";
import type { Colors } from "../colors.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { projectRoot } from "../projectRoot.ts";
import { plural } from "../quantities.ts";
import { hasAssets, readProject } from "../staticProject.ts";
import { syntaxErrors } from "../syntaxErrors.ts";
import type { Terminal } from "../terminal.ts";

export const check: Command = {
  spec: {
    positionals: [],
    options: { format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] } },
    exits: [
      "0    no errors (there may be warnings)",
      "1    errors",
      "2    the arguments or the project are wrong",
    ],
    examples: [
      { line: "strataline check", does: "the project of this folder" },
      { line: "strataline check --format json", does: "for programs" },
    ],
  },
  run: (args, terminal) => {
    const place = projectRoot(args, terminal);
    if (place === null) return Promise.resolve(ExitCode.usage);
    const snapshot = readProject(place);
    const findings = snapshot.allDiagnostics().flatMap((file) => file.diagnostics);
    const diagnostics = [...syntaxErrors(snapshot), ...findings];
    if (args.value("format") === "json") printJson(diagnostics, snapshot, terminal);
    else printText(diagnostics, snapshot, terminal);
    if (diagnostics.some(({ severity }) => severity === "error")) return Promise.resolve(ExitCode.failed);
    return Promise.resolve(hasAssets(snapshot, place, terminal) ? ExitCode.ok : ExitCode.usage);
  },
};

/** Publicly documented (docs/protocol.md), do not change. */
function printJson(diagnostics: readonly Diagnostic[], snapshot: Snapshot, terminal: Terminal): void {
  const lines = (path: string) => snapshot.lines(path);
  const json = { diagnostics: diagnostics.map((diagnostic) => toJson(diagnostic, lines)) };
  terminal.out(`${JSON.stringify(json, null, 2)}\n`);
}

function printText(diagnostics: readonly Diagnostic[], snapshot: Snapshot, terminal: Terminal): void {
  const { color } = terminal;
  const paint = painter(color);
  for (const diagnostic of diagnostics) {
    terminal.out(`${formatForTerminal(diagnostic, (path) => snapshot.lines(path), paint)}\n\n`);
  }
  const of = (severity: Severity): number =>
    diagnostics.filter((found) => found.severity === severity).length;
  const assets = snapshot.graph.nodes.filter(({ kind }) => kind === "asset").length;
  const found = `${plural(of("error"), "error")}, ${plural(of("warning"), "warning")}`;
  const paintFound = of("error") > 0 ? color.red : of("warning") > 0 ? color.yellow : color.green;
  terminal.out(`${paintFound(found)} in ${plural(assets, "asset")}\n`);
}

function painter(color: Colors): (style: Style, text: string) => string {
  const styles: Readonly<Record<Style, (text: string) => string>> = {
    error: color.red,
    warning: color.yellow,
    information: color.blue,
    hint: color.dim,
    path: color.cyan,
    code: color.dim,
    dim: color.dim,
  };
  return (style, text) => styles[style](text);
}
