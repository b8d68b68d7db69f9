// Findings in each of the formats of `strataline check`.
import {
  allRules,
  formatForGithub,
  formatForTerminal,
  toJson,
  toSarif,
  type Diagnostic,
  type RuleInfo,
  type Severity,
  type Snapshot,
  type Style,
} from "@strataline/core";
import type { Applied } from "../../check/fix.ts";
import { repositoryBase } from "../../check/repositoryBase.ts";
import type { ProjectPlace } from "../../project/findProject.ts";
import type { Colors } from "../colors.ts";
import { plural } from "../quantities.ts";
import { SYNTAX_ERROR } from "../syntaxErrors.ts";
import type { Terminal } from "../terminal.ts";
import { VERSION } from "../version.ts";

export const FINDINGS_FORMATS = ["text", "json", "sarif", "github"] as const;
export type FindingsFormat = (typeof FINDINGS_FORMATS)[number];

export interface PrintedFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly snapshot: Snapshot;
  readonly place: ProjectPlace;
  /** What `--fix` did; absent when it was not asked for. */
  readonly applied?: readonly Applied[];
  /** Rules of the project itself. */
  readonly userRules?: readonly RuleInfo[];
}

export function isFindingsFormat(format: string): format is FindingsFormat {
  return (FINDINGS_FORMATS as readonly string[]).includes(format);
}

export function printFindings(found: PrintedFindings, format: FindingsFormat, terminal: Terminal): void {
  const printers = { text: printText, json: printJson, sarif: printSarif, github: printGithub };
  printers[format](found, terminal);
}

/** Publicly documented (docs/protocol.md), do not change. */
function printJson({ diagnostics, snapshot, applied }: PrintedFindings, terminal: Terminal): void {
  const lines = (path: string) => snapshot.lines(path);
  const json = {
    schemaVersion: 1,
    diagnostics: diagnostics.map((diagnostic) => toJson(diagnostic, lines)),
    ...(applied === undefined
      ? {}
      : { fixed: applied.map(({ code, title, path, range }) => ({ code, title, file: path, range })) }),
  };
  terminal.out(`${JSON.stringify(json, null, 2)}\n`);
}

function printSarif(
  { diagnostics, snapshot, place, userRules = [] }: PrintedFindings,
  terminal: Terminal,
): void {
  const { uri, prefix } = repositoryBase(place.root, terminal.env);
  const log = toSarif(diagnostics, {
    lines: (path) => snapshot.lines(path),
    rules: [...allRules, SYNTAX_ERROR, ...userRules],
    version: VERSION,
    baseUri: uri,
    prefix,
  });
  terminal.out(`${JSON.stringify(log, null, 2)}\n`);
}

function printGithub({ diagnostics, snapshot, place, applied }: PrintedFindings, terminal: Terminal): void {
  const { prefix } = repositoryBase(place.root, terminal.env);
  const options = { lines: (path: string) => snapshot.lines(path), prefix };
  for (const diagnostic of diagnostics) terminal.out(`${formatForGithub(diagnostic, options)}\n`);
  sayApplied(applied, terminal, terminal.err);
}

function printText({ diagnostics, snapshot, applied }: PrintedFindings, terminal: Terminal): void {
  const { color } = terminal;
  const paint = painter(color);
  sayApplied(applied, terminal, terminal.out);
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

function sayApplied(
  applied: readonly Applied[] | undefined,
  { color }: Terminal,
  say: (text: string) => void,
): void {
  if (applied === undefined) return;
  for (const { path, range, code, title } of applied) {
    const { line, character } = range.start;
    say(
      `${color.cyan(`${path}:${line + 1}:${character + 1}`)} ${color.green("fixed")} ${color.dim(code)}  ${title}\n`,
    );
  }
  say(applied.length === 0 ? "Nothing to fix.\n\n" : `${plural(applied.length, "finding")} fixed.\n\n`);
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
