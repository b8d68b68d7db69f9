// The language server: which handler answers what. Handlers translate and delegate; decisions about assets are core's.
import {
  DidChangeWatchedFilesNotification,
  TextDocuments,
  type Connection,
  type InitializeResult,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { InlayHintOptions } from "@strataline/protocol";
import { capabilitiesFor, editorOf, type Editor } from "./capabilities.ts";
import { answerDisplayRequests } from "./displayRequests.ts";
import { answerEditRequests } from "./editRequests.ts";
import { answerLineageRequests } from "./lineageRequests.ts";
import { answerNavigationRequests } from "./navigationRequests.ts";
import { answerDiagnosticPulls } from "./diagnosticPulls.ts";
import { createGuard, type Guard } from "./guard.ts";
import { createOutlet } from "./outlet.ts";
import { createProjects, type CreateProject, type Projects } from "./projects.ts";
import { createReporter, type Reporter } from "./reporter.ts";
import { createWarmStart } from "./warmStart.ts";
import { createWorld, WATCHED_FILES, type World } from "./world.ts";

/** All that the handlers share; made when the editor has said who it is. */
export interface Session {
  readonly connection: Connection;
  readonly editor: Editor;
  readonly guard: Guard;
  readonly projects: Projects;
  readonly reporter: Reporter;
  readonly world: World;
  /** What may change while the server runs. */
  readonly settings: { inlayHints: InlayHintOptions; commands: ReadonlySet<string> };
}

export function startServer(connection: Connection, createProject: CreateProject): void {
  const projects = createProjects(createProject);
  const guard = createGuard(
    (message) => connection.console.error(message),
    () => projects.whenReady(),
  );
  const documents = new TextDocuments(TextDocument);

  connection.onInitialize((params): InitializeResult => {
    const editor = editorOf(params);
    const outlet = createOutlet(connection, editor, projects);
    const reporter = createReporter(projects, outlet, guard, (project) => warmStart.outdated([project]));
    const warmStart = createWarmStart(projects, reporter, editor, guard);
    const world = createWorld(projects, reporter, warmStart, editor, guard);
    const settings = { inlayHints: editor.inlayHints, commands: editor.commands };
    const session = { connection, editor, guard, projects, reporter, world, settings };
    answerNavigationRequests(session);
    answerDisplayRequests(session);
    answerEditRequests(session);
    answerLineageRequests(session);
    if (editor.pullsDiagnostics) answerDiagnosticPulls(session);
    followWorld(session, documents);
    return { capabilities: capabilitiesFor(editor), serverInfo: { name: "strataline" } };
  });
  documents.listen(connection);
  connection.listen();
}

function followWorld(
  { connection, editor, guard, world, reporter }: Session,
  documents: TextDocuments<TextDocument>,
): void {
  connection.onInitialized(() => {
    guard.run(() => world.setFolders(editor.folders));
    if (editor.watchesFiles) {
      const watchers = WATCHED_FILES.map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (!editor.announcesFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
      guard.run(() =>
        world.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        ),
      ),
    );
  });
  documents.onDidChangeContent(({ document }) => guard.run(() => world.documentChanged(document)));
  documents.onDidOpen(({ document }) => guard.run(() => world.documentOpened(document.uri)));
  documents.onDidClose(({ document }) => guard.run(() => world.documentClosed(document.uri)));
  documents.onDidSave(({ document }) => guard.run(() => world.filesChanged([document.uri])));
  connection.onDidChangeWatchedFiles(({ changes }) =>
    guard.run(() => world.filesChanged(changes.map(({ uri }) => uri))),
  );
  connection.workspace.onDidRenameFiles(() => guard.run(() => world.foldersMoved()));
  connection.workspace.onDidDeleteFiles(() => guard.run(() => world.foldersMoved()));
  connection.onShutdown(() => {
    world.dispose();
    reporter.dispose();
  });
}
