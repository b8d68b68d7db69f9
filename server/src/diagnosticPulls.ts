// Findings for editors that ask for them: one document, or all of the workspace, with result ids.
import type {
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
} from "vscode-languageserver";
import type { FileFindings } from "./diagnosticsFeed.ts";
import type { OpenProject } from "./projects.ts";
import type { Session } from "./server.ts";

export function answerDiagnosticPulls({ connection, guard, projects, reporter }: Session): void {
  const whole = guard.request<DocumentDiagnosticParams, DocumentDiagnosticReport>(
    { kind: "full", items: [] },
    ({ textDocument, previousResultId }) => {
      const view = projects.view(textDocument.uri);
      if (view === undefined) return { kind: "full", items: [] };
      return documentReport(reporter.diagnostics(view.project).file(view.path), previousResultId);
    },
    ({ textDocument }) => projects.place(textDocument.uri)?.project.whenReady() ?? null,
  );
  connection.languages.diagnostics.on((params, token) => {
    const project = projects.place(params.textDocument.uri)?.project;
    let early: FileFindings | undefined;
    if (project !== undefined && project.whenReady() !== null)
      guard.run(() => (early = reporter.diagnostics(project).earlyFile(params.textDocument.uri)));
    return early === undefined ? whole(params, token) : documentReport(early, params.previousResultId);
  });
  connection.languages.diagnostics.onWorkspace(
    guard.request<{ previousResultIds: { uri: string; value: string }[] }, WorkspaceDiagnosticReport>(
      { items: [] },
      ({ previousResultIds }) => {
        const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
        const versionOf = (project: OpenProject, path: string): number | null =>
          projects.version(project, path);
        const found = projects.all().flatMap((project) =>
          reporter
            .diagnostics(project)
            .all()
            .map((file) => workspaceReport(file, before.get(file.uri), versionOf(project, file.path))),
        );
        const named = new Set(found.map(({ uri }) => uri));
        const cleared = [...before.keys()].filter((uri) => !named.has(uri)).map(nothingLeft);
        return { items: [...found, ...cleared] };
      },
    ),
  );
}

function documentReport(
  { items, resultId }: FileFindings,
  previous: string | undefined,
): DocumentDiagnosticReport {
  return previous === resultId
    ? { kind: "unchanged", resultId }
    : { kind: "full", resultId, items: [...items] };
}

function workspaceReport(
  { uri, items, resultId }: FileFindings,
  previous: string | undefined,
  version: number | null,
): WorkspaceDocumentDiagnosticReport {
  return previous === resultId
    ? { kind: "unchanged", uri, version, resultId }
    : { kind: "full", uri, version, resultId, items: [...items] };
}

function nothingLeft(uri: string): WorkspaceDocumentDiagnosticReport {
  return { kind: "full", uri, version: null, items: [] };
}
