// Everything an editor may ask about keys, as one object over one view of the project.
import type { Diagnostic } from "../diagnostics/index.ts";
import { keyIndexOf } from "../occurrences/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import { codeActions } from "./codeActions.ts";
import { completion } from "./completion.ts";
import { hover } from "./hover.ts";
import type { Features } from "./model.ts";
import { definition, highlights, references } from "./navigation.ts";
import { keyTokens, lenses, symbols, workspaceSymbols } from "./outline.ts";
import { prepareRename, rename } from "./rename.ts";

/** What features ask of the project besides its declarations. */
export interface FeatureView extends ProjectView {
  diagnostics(path: string): readonly Diagnostic[];
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
