// How findings and news reach this editor over its connection.
import { CodeLensRefreshRequest, type Connection } from "vscode-languageserver";
import { graphDeltaNotification, projectsNotification, statusNotification } from "@strataline/protocol";
import type { Editor } from "./capabilities.ts";
import type { FileFindings } from "./diagnosticsFeed.ts";
import type { OpenProject, Projects } from "./projects.ts";
import { createPushes } from "./pushes.ts";
import type { Outlet } from "./reporter.ts";

export function createOutlet(connection: Connection, editor: Editor, projects: Projects): Outlet {
  const notify = (method: string, params: object): void => {
    if (editor.wantsNotifications) void connection.sendNotification(method, params);
  };
  const push = (project: OpenProject, { path, uri, items }: FileFindings): Promise<void> => {
    const version = projects.version(project, path);
    const diagnostics = [...items];
    return connection.sendDiagnostics({ uri, diagnostics, ...(version === null ? {} : { version }) });
  };
  const pushes = createPushes();
  const pushAll = (project: OpenProject, files: readonly FileFindings[]): void =>
    pushes.add(files.map((file) => ({ id: file.uri, send: () => push(project, file) })));
  const refreshLenses = once(() => connection.sendRequest(CodeLensRefreshRequest.type));
  const refreshHints = once(() => connection.languages.inlayHint.refresh());
  const refreshPulls = once(() => connection.languages.diagnostics.refresh());
  return {
    diagnostics: (project, changed) => {
      if (editor.pullsDiagnostics) refreshPulls();
      else pushAll(project, changed);
    },
    earlyDiagnostics: (project, files) => {
      if (!editor.pullsDiagnostics) pushAll(project, files);
    },
    graphDelta: (delta) => {
      notify(graphDeltaNotification, delta);
      if (editor.refreshesInlayHints) refreshHints();
    },
    statuses: (params) => {
      notify(statusNotification, params);
      if (editor.refreshesInlayHints) refreshHints();
    },
    projects: (params) => notify(projectsNotification, params),
    refreshLenses: () => {
      if (editor.refreshesLenses) refreshLenses();
    },
    // A long answer is written in parts; over another transport than stdio nothing is known of it.
    isBusy: () => pushes.isBusy() || process.stdout.writableLength > 0,
    refreshAll: () => {
      if (editor.refreshesLenses) refreshLenses();
      if (editor.refreshesInlayHints) refreshHints();
      if (editor.pullsDiagnostics) refreshPulls();
    },
  };
}

/** Not again while the editor has not answered the one before; then once more if it was wanted meanwhile. */
function once(request: () => PromiseLike<unknown>): () => void {
  let isAsked = false;
  let isWanted = false;
  const ask = (): void => {
    if (isAsked) {
      isWanted = true;
      return;
    }
    isAsked = true;
    const answered = (): void => {
      isAsked = false;
      if (!isWanted) return;
      isWanted = false;
      ask();
    };
    request().then(answered, answered);
  };
  return ask;
}
