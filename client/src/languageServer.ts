// The language server as the rest of the extension sees it: typed questions, typed news. Only this file knows LSP.
import * as vscode from "vscode";
import {
  LanguageClient,
  State,
  TransportKind,
  type LanguageClientOptions,
  type WorkspaceEdit,
} from "vscode-languageclient/node";
import type { LineageEdit } from "@strataline/core";
import {
  assetAtRequest,
  detailsRequest,
  graphDeltaNotification,
  graphRequest,
  impactRequest,
  lineageEditRequest,
  locateRequest,
  optionsNotification,
  projectsNotification,
  projectsRequest,
  referencesRequest,
  runEventNotification,
  selectRequest,
  SERVER_NODE_ARGUMENTS,
  stalenessRequest,
  statusNotification,
  type AssetAtResult,
  type DetailsResult,
  type GraphDeltaParams,
  type GraphResult,
  type ImpactParams,
  type ImpactResult,
  type InitializationOptions,
  type InlayHintOptions,
  type LineageEditAnswer,
  type NodeLocation,
  type OptionsParams,
  type ProjectsParams,
  type ReferencesParams,
  type ReferencesResult,
  type RunEventParams,
  type SelectResult,
  type StalenessResult,
  type StatusParams,
} from "@strataline/protocol";

export interface Server {
  start(): Promise<void>;
  restart(): Promise<void>;
  graph(root: string): Promise<GraphResult | null>;
  assetAt(uri: vscode.Uri, position: vscode.Position): Promise<AssetAtResult | null>;
  locate(root: string, key: string): Promise<NodeLocation | null>;
  select(root: string, expression: string): Promise<SelectResult | null>;
  references(params: ReferencesParams): Promise<ReferencesResult | null>;
  details(root: string, key: string): Promise<DetailsResult | null>;
  staleness(root: string): Promise<StalenessResult | null>;
  impact(params: ImpactParams): Promise<ImpactResult | null>;
  lineageEdit(root: string, edit: LineageEdit): Promise<LineageEditAnswer | null>;
  /** `edit`: an LSP `WorkspaceEdit` that the server made. */
  toWorkspaceEdit(edit: object): Promise<vscode.WorkspaceEdit>;
  tellRunEvent(params: RunEventParams): void;
  dispose(): void;
  /** It runs, anew: nothing it said before holds. */
  readonly onStarted: vscode.Event<void>;
  /** It runs no more; starting it anew is told by `onStarted`. */
  readonly onStopped: vscode.Event<void>;
  readonly onProjects: vscode.Event<ProjectsParams>;
  readonly onGraphDelta: vscode.Event<GraphDeltaParams>;
  readonly onStatus: vscode.Event<StatusParams>;
}

/** The commands the server's code lenses may use; the first ones execute code of the workspace. */
const RUN_COMMANDS = ["strataline.run", "strataline.runWithUpstream"];
const LENS_COMMANDS = ["strataline.openLineage", "strataline.peekDownstream", "strataline.showOutput"];

export function createServer(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): Server {
  const started = new vscode.EventEmitter<void>();
  const stopped = new vscode.EventEmitter<void>();
  const projects = new vscode.EventEmitter<ProjectsParams>();
  const deltas = new vscode.EventEmitter<GraphDeltaParams>();
  const statuses = new vscode.EventEmitter<StatusParams>();
  const client = newClient(context, output);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) started.fire();
    else if (newState === State.Stopped) stopped.fire();
  });
  client.onNotification(projectsNotification, (params: ProjectsParams) => projects.fire(params));
  client.onNotification(graphDeltaNotification, (params: GraphDeltaParams) => deltas.fire(params));
  client.onNotification(statusNotification, (params: StatusParams) => statuses.fire(params));

  /** null when the server is not there, or is just starting again: news will follow. */
  const ask = async <R>(method: string, params: object): Promise<R | null> => {
    try {
      return await client.sendRequest<R | null>(method, params);
    } catch (error) {
      output.debug(`${method}: ${String(error)}`);
      return null;
    }
  };
  const tell = (method: string, params: object): void => {
    client
      .sendNotification(method, params)
      .catch((error: unknown) => output.debug(`${method}: ${String(error)}`));
  };
  const tellOptions = (): void =>
    tell(optionsNotification, {
      commands: lensCommands(),
      writeKeyRegistry: mayWriteKeys(),
      inlayHints: inlayHintOptions(),
    } satisfies OptionsParams);
  /** A server that does not start leaves the commands, of which one starts it again. */
  const begin = async (how: () => Promise<void>): Promise<void> => {
    try {
      await how();
    } catch (error) {
      output.error(`The language server did not start: ${String(error)}`);
      return;
    }
    const params = await ask<ProjectsParams>(projectsRequest, {});
    if (params !== null) projects.fire(params);
  };
  context.subscriptions.push(
    vscode.workspace.onDidGrantWorkspaceTrust(tellOptions),
    vscode.workspace.onDidChangeConfiguration((change) => {
      const ours = ["strataline.writeKeyRegistry", "strataline.inlayHints"];
      if (ours.some((section) => change.affectsConfiguration(section))) tellOptions();
    }),
  );

  return {
    start: () => begin(() => client.start()),
    restart: () => begin(() => client.restart()),
    graph: (root) => ask(graphRequest, { root }),
    assetAt: (uri, { line, character }) =>
      ask(assetAtRequest, { uri: client.code2ProtocolConverter.asUri(uri), line, character }),
    locate: (root, key) => ask(locateRequest, { root, key }),
    select: (root, expression) => ask(selectRequest, { root, expression }),
    references: (params) => ask(referencesRequest, params),
    details: (root, key) => ask(detailsRequest, { root, key }),
    staleness: (root) => ask(stalenessRequest, { root }),
    impact: (params) => ask(impactRequest, params),
    lineageEdit: (root, edit) => ask(lineageEditRequest, { root, edit }),
    toWorkspaceEdit: (edit) => client.protocol2CodeConverter.asWorkspaceEdit(edit as WorkspaceEdit),
    tellRunEvent: (params) => tell(runEventNotification, params),
    onStarted: started.event,
    onStopped: stopped.event,
    onProjects: projects.event,
    onGraphDelta: deltas.event,
    onStatus: statuses.event,
    dispose: () => {
      for (const emitter of [started, stopped, projects, deltas, statuses]) emitter.dispose();
      void client.dispose();
    },
  };
}

function newClient(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath("dist/server.js");
  const initializationOptions: InitializationOptions = {
    commands: lensCommands(),
    diagnostics: "push",
    semanticTokens: false,
    callHierarchy: false,
    inlayHints: inlayHintOptions(),
    notifications: true,
    writeKeyRegistry: mayWriteKeys(),
    cacheDirectory:
      context.globalStorageUri.scheme === "file"
        ? vscode.Uri.joinPath(context.globalStorageUri, "index").fsPath
        : null,
  };
  const languages = ["typescript", "typescriptreact", "javascript", "javascriptreact"];
  const options: LanguageClientOptions = {
    documentSelector: languages.map((language) => ({ scheme: "file", language })),
    initializationOptions,
    outputChannel: output,
  };
  const execArgv = [...SERVER_NODE_ARGUMENTS];
  const server = { module, transport: TransportKind.ipc, options: { execArgv } };
  return new LanguageClient("strataline", "Strataline", server, options);
}

function inlayHintOptions(): InlayHintOptions {
  const wants = vscode.workspace.getConfiguration("strataline.inlayHints");
  return {
    keys: wants.get("keys", true),
    layers: wants.get("layers", true),
    partitions: wants.get("partitions", true),
    rows: wants.get("rows", true),
  };
}

/** Lenses that run code come with trust. */
function lensCommands(): readonly string[] {
  return vscode.workspace.isTrusted ? [...RUN_COMMANDS, ...LENS_COMMANDS] : LENS_COMMANDS;
}

function mayWriteKeys(): boolean {
  const isOn = vscode.workspace.getConfiguration("strataline").get<boolean>("writeKeyRegistry", true);
  return isOn && vscode.workspace.isTrusted;
}
