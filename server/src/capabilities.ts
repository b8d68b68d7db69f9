// What this editor can do, read once, and what we therefore offer.
import { TextDocumentSyncKind, type InitializeParams, type ServerCapabilities } from "vscode-languageserver";
import type { InitializationOptions } from "@strataline/protocol";
import { editProviders, editSupportOf, type EditSupport } from "./editSupport.ts";
import { SEMANTIC_TOKENS_LEGEND } from "./toLsp.ts";

export interface Editor {
  readonly pullsDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly wantsSemanticTokens: boolean;
  readonly wantsNotifications: boolean;
  readonly wantsKeyRegistry: boolean;
  readonly watchesFiles: boolean;
  readonly announcesFolders: boolean;
  readonly hasSymbolTree: boolean;
  readonly edits: EditSupport;
  readonly commands: ReadonlySet<string>;
  /** URIs. */
  readonly folders: readonly string[];
}

export function editorOf(params: InitializeParams): Editor {
  const { textDocument, workspace } = params.capabilities;
  const options = optionsOf(params.initializationOptions);
  const canPull = textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
  return {
    pullsDiagnostics: options.diagnostics === undefined ? canPull : options.diagnostics === "pull",
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    wantsSemanticTokens: options.semanticTokens !== false,
    wantsNotifications: options.notifications === true,
    wantsKeyRegistry: options.writeKeyRegistry === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    announcesFolders: workspace?.workspaceFolders === true,
    hasSymbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    edits: editSupportOf(params.capabilities),
    commands: new Set(options.commands),
    folders: foldersOf(params),
  };
}

export function capabilitiesFor(editor: Editor): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    hoverProvider: true,
    ...editProviders(editor.edits),
    codeLensProvider: {},
    documentSymbolProvider: { label: "Strataline" },
    workspaceSymbolProvider: true,
    ...(editor.wantsSemanticTokens
      ? { semanticTokensProvider: { legend: SEMANTIC_TOKENS_LEGEND, full: true } }
      : {}),
    ...(editor.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: "strataline",
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {}),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didRename: FOLDERS, didDelete: FOLDERS, willRename: FILES_AND_FOLDERS },
    },
  };
}

/** Editors report a folder that moves or goes as one thing, not file by file. */
const FOLDERS = { filters: [{ scheme: "file", pattern: { glob: "**", matches: "folder" as const } }] };

/** Keys may follow any file, and sources name data files. */
const FILES_AND_FOLDERS = { filters: [{ scheme: "file", pattern: { glob: "**" } }] };

/** `rootUri` is deprecated; editors without folders still send it alone. */
function foldersOf(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders != null) return params.workspaceFolders.map(({ uri }) => uri);
  const { rootUri }: { readonly rootUri?: string | null } = params;
  return rootUri == null ? [] : [rootUri];
}

/** The options come from outside: a field of the wrong type counts as absent. */
function optionsOf(given: unknown): InitializationOptions {
  if (typeof given !== "object" || given === null) return {};
  const { commands, diagnostics, semanticTokens, notifications, writeKeyRegistry } = given as Record<
    string,
    unknown
  >;
  return {
    commands: Array.isArray(commands) ? commands.filter((name) => typeof name === "string") : [],
    ...(diagnostics === "push" || diagnostics === "pull" ? { diagnostics } : {}),
    ...(typeof semanticTokens === "boolean" ? { semanticTokens } : {}),
    notifications: notifications === true,
    writeKeyRegistry: writeKeyRegistry === true,
  };
}
