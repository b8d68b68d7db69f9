// What this editor can do, read once, and what we therefore offer.
import { TextDocumentSyncKind, type InitializeParams, type ServerCapabilities } from "vscode-languageserver";
import type { InitializationOptions, InlayHintOptions } from "@strataline/protocol";
import { editProviders, editSupportOf, type EditSupport } from "./editSupport.ts";
import { normalizePath } from "./paths.ts";
import { SEMANTIC_TOKENS_LEGEND } from "./toLspNavigation.ts";

export interface Editor {
  readonly pullsDiagnostics: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly wantsSemanticTokens: boolean;
  readonly wantsCallHierarchy: boolean;
  readonly wantsNotifications: boolean;
  readonly wantsKeyRegistry: boolean;
  /** undefined: each project's own; null: none. */
  readonly cacheDirectory: string | null | undefined;
  readonly watchesFiles: boolean;
  readonly announcesFolders: boolean;
  readonly hasSymbolTree: boolean;
  readonly resolvesSymbols: boolean;
  readonly hasLabelOffsets: boolean;
  readonly inlayHints: InlayHintOptions;
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
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    wantsSemanticTokens: options.semanticTokens !== false,
    wantsCallHierarchy: options.callHierarchy !== false,
    wantsNotifications: options.notifications === true,
    wantsKeyRegistry: options.writeKeyRegistry === true,
    cacheDirectory: options.cacheDirectory,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    announcesFolders: workspace?.workspaceFolders === true,
    hasSymbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    resolvesSymbols: workspace?.symbol?.resolveSupport?.properties.includes("location.range") === true,
    hasLabelOffsets:
      textDocument?.signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport === true,
    inlayHints: options.inlayHints ?? {},
    edits: editSupportOf(params.capabilities),
    commands: new Set(options.commands),
    folders: foldersOf(params),
  };
}

export function capabilitiesFor(editor: Editor): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    ...navigationCapabilities(editor),
    ...editProviders(editor.edits),
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

function navigationCapabilities(editor: Editor): ServerCapabilities {
  return {
    definitionProvider: true,
    declarationProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: ["(", ",", "{", ":"] },
    codeLensProvider: { resolveProvider: true },
    inlayHintProvider: { resolveProvider: true },
    documentLinkProvider: { resolveProvider: true },
    foldingRangeProvider: true,
    documentSymbolProvider: { label: "Strataline" },
    workspaceSymbolProvider: { resolveProvider: true },
    typeHierarchyProvider: true,
    ...(editor.wantsCallHierarchy ? { callHierarchyProvider: true } : {}),
    ...(editor.wantsSemanticTokens
      ? { semanticTokensProvider: { legend: SEMANTIC_TOKENS_LEGEND, full: { delta: true }, range: true } }
      : {}),
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
  const options = given as Record<string, unknown>;
  const { commands, diagnostics, semanticTokens, callHierarchy, notifications } = options;
  const { cacheDirectory, inlayHints, writeKeyRegistry } = options;
  return {
    commands: Array.isArray(commands) ? commands.filter((name) => typeof name === "string") : [],
    ...(diagnostics === "push" || diagnostics === "pull" ? { diagnostics } : {}),
    ...(typeof semanticTokens === "boolean" ? { semanticTokens } : {}),
    ...(typeof callHierarchy === "boolean" ? { callHierarchy } : {}),
    notifications: notifications === true,
    ...(typeof cacheDirectory === "string" && cacheDirectory !== ""
      ? { cacheDirectory: normalizePath(cacheDirectory) }
      : {}),
    ...(cacheDirectory === null ? { cacheDirectory } : {}),
    inlayHints: inlayHintOptions(inlayHints),
    writeKeyRegistry: writeKeyRegistry === true,
  };
}

/** Hints that are not declined are wanted. */
export function inlayHintOptions(given: unknown): InlayHintOptions {
  if (typeof given !== "object" || given === null) return {};
  return Object.fromEntries(Object.entries(given).filter(([, isWanted]) => typeof isWanted === "boolean"));
}
