// Findings of the project's own rules in Problems. They are code of the workspace: a process of its own runs them, in a trusted
// workspace only, after the graph changed or a file was saved, and never more than one at a time. The language server knows
// nothing of it.
import { posix, relative, sep } from "node:path";
import * as vscode from "vscode";
import type { JsonDiagnostic, Range } from "@strataline/core";
import { nodeRuntimeFor } from "./nodeRuntimes.ts";
import type { ProjectGraphs } from "./projectGraphs.ts";
import { latestOnly, type Job } from "./run/latestOnly.ts";
import { findPackageBin } from "./run/packageBin.ts";
import { startRules, type RulesProcess } from "./run/rulesProcess.ts";

const SOURCE = "strataline rules";
/** Milliseconds without a change. */
const PAUSE_MS = 500;

export function registerUserRules(
  context: vscode.ExtensionContext,
  graphs: ProjectGraphs,
  output: vscode.LogOutputChannel,
): void {
  const shown = createShownFindings();
  const jobs = latestOnly(PAUSE_MS, (root) => evaluate(root, shown, output));
  const hasRules = (root: string): boolean =>
    graphs.projects().some((project) => project.root === root && project.userRules);
  const ask = (root: string): void => {
    if (!vscode.workspace.isTrusted) return;
    if (hasRules(root)) jobs.ask(root);
    else {
      jobs.drop(root);
      shown.show(root, []);
    }
  };
  const askAll = (): void => {
    const roots = new Set(graphs.projects().map(({ root }) => root));
    for (const root of new Set([...roots, ...shown.roots()])) ask(root);
  };
  context.subscriptions.push(
    shown,
    jobs,
    graphs.onProjects(askAll),
    graphs.onChange((change) => {
      if (change.kind === "graph") ask(change.root);
      if (change.kind === "delta") ask(change.params.root);
    }),
    // Rule files, and what they import: nothing of them is in the graph.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      for (const { root } of graphs.projects()) if (pathIn(root, uri) !== null) ask(root);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(askAll),
  );
}

function evaluate(root: string, shown: ShownFindings, output: vscode.LogOutputChannel): Job {
  let process: RulesProcess | null = null;
  let isCancelled = false;
  const run = async (): Promise<void> => {
    const folder = vscode.Uri.parse(root).fsPath;
    const bin = findPackageBin(folder);
    const node = await nodeRuntimeFor(folder);
    if (bin === null) output.warn(`Rules: the package "strataline" is not installed in ${folder}.`);
    if (!node.ok) output.warn(`Rules: ${node.message}`);
    if (bin === null || !node.ok || isCancelled) return;
    process = startRules({ node: node.path, bin, root: folder, unsaved: unsavedIn(root) });
    const outcome = await process.outcome;
    if (outcome.kind === "findings") shown.show(root, outcome.findings);
    if (outcome.kind === "failed") output.warn(`Rules: ${outcome.message}`);
  };
  return {
    ended: run().catch((error: unknown) => output.error(`Rules: ${String(error)}`)),
    cancel: () => {
      isCancelled = true;
      process?.cancel();
    },
  };
}

function unsavedIn(root: string): Readonly<Record<string, string>> {
  const dirty = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
  return Object.fromEntries(
    dirty.flatMap((document) => {
      const path = pathIn(root, document.uri);
      return path === null ? [] : [[path, document.getText()]];
    }),
  );
}

/** Relative to the project, with `/`; null for what is not in it. */
function pathIn(root: string, uri: vscode.Uri): string | null {
  if (uri.scheme !== "file") return null;
  const inside = relative(vscode.Uri.parse(root).fsPath, uri.fsPath).split(sep).join("/");
  return inside === "" || inside.startsWith("../") || posix.isAbsolute(inside) || inside.includes(":")
    ? null
    : inside;
}

interface ShownFindings {
  roots(): Iterable<string>;
  /** Instead of what was shown of this project. */
  show(root: string, findings: readonly JsonDiagnostic[]): void;
  dispose(): void;
}

function createShownFindings(): ShownFindings {
  const collection = vscode.languages.createDiagnosticCollection(SOURCE);
  const shown = new Map<string, readonly JsonDiagnostic[]>();
  const uriOf = (root: string, file: string): vscode.Uri => vscode.Uri.joinPath(vscode.Uri.parse(root), file);
  return {
    roots: () => shown.keys(),
    show: (root, findings) => {
      const files = new Set([...(shown.get(root) ?? []), ...findings].map(({ file }) => file));
      for (const file of files) {
        const own = findings.filter((finding) => finding.file === file);
        collection.set(
          uriOf(root, file),
          own.map((finding) => diagnostic(finding, (path) => uriOf(root, path))),
        );
      }
      if (findings.length === 0) shown.delete(root);
      else shown.set(root, findings);
    },
    dispose: () => collection.dispose(),
  };
}

const SEVERITIES: Readonly<Record<JsonDiagnostic["severity"], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

function diagnostic(finding: JsonDiagnostic, uriOf: (file: string) => vscode.Uri): vscode.Diagnostic {
  const { code, severity, message, range, related } = finding;
  const made = new vscode.Diagnostic(rangeOf(range), message, SEVERITIES[severity]);
  made.source = SOURCE;
  made.code = code;
  made.relatedInformation = related.map(
    (entry) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(uriOf(entry.file), rangeOf(entry.range)),
        entry.message,
      ),
  );
  return made;
}

function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
