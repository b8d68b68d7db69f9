// Everything an editor may ask about keys, as one object over one view of the project.
import type { Diagnostic } from "../diagnostics/index.ts";
import { keyIndexOf } from "../occurrences/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import type { Location, Span } from "../text/index.ts";
import { codeActions } from "./codeActions.ts";
import { completion } from "./completion.ts";
import { hover } from "./hover.ts";
import type { StatusOf } from "../project/snapshot.ts";
import type {
  AssetLens,
  AssetSymbol,
  CodeAction,
  CompletionItem,
  Hover,
  KeyToken,
  Reference,
  RenameResult,
  RenameTarget,
} from "./model.ts";
import { definition, highlights, references } from "./navigation.ts";
import { keyTokens, lenses, symbols, workspaceSymbols } from "./outline.ts";
import { prepareRename, rename } from "./rename.ts";

/** What features ask of the project besides its declarations. */
export interface FeatureView extends ProjectView {
  diagnostics(path: string): readonly Diagnostic[];
}

export interface Features {
  definition(path: string, offset: number): readonly Location[];
  references(path: string, offset: number, includeDefinition: boolean): readonly Reference[];
  highlights(path: string, offset: number): readonly Reference[];
  hover(path: string, offset: number, status: StatusOf): Hover | null;
  completion(path: string, offset: number): readonly CompletionItem[];
  prepareRename(path: string, offset: number): RenameTarget | null;
  rename(path: string, offset: number, newKey: string): RenameResult;
  codeActions(path: string, span: Span): readonly CodeAction[];
  lenses(path: string, status: StatusOf): readonly AssetLens[];
  symbols(path: string): readonly AssetSymbol[];
  workspaceSymbols(query: string): readonly AssetSymbol[];
  keyTokens(path: string): readonly KeyToken[];
}

/** `now` gives epoch milliseconds: hover says how old a run is. */
export function createFeatures(view: FeatureView, now: () => number = Date.now): Features {
  const index = keyIndexOf(view.linked);
  return {
    definition: (path, offset) => definition(view, index, path, offset),
    references: (path, offset, includeDefinition) => references(view, index, path, offset, includeDefinition),
    highlights: (path, offset) => highlights(view, index, path, offset),
    hover: (path, offset, status) => hover(view, index, { path, offset }, status, now()),
    completion: (path, offset) => completion(view, index, path, offset),
    prepareRename: (path, offset) => prepareRename(view, index, path, offset),
    rename: (path, offset, newKey) => rename(view, index, path, offset, newKey),
    codeActions: (path, span) => codeActions(view, index, path, span, view.diagnostics(path)),
    lenses: (path, status) => lenses(view, index, path, status),
    symbols: (path) => symbols(view, index, path),
    workspaceSymbols: (query) => workspaceSymbols(view, index, query),
    keyTokens: (path) => keyTokens(view, index, path),
  };
}
