// Everything an editor may ask about keys, as one object over one view of the project.
import { keyIndexOf } from "../occurrences/index.ts";
import { codeActions } from "./codeActions.ts";
import { completion } from "./completion.ts";
import type { EditView } from "./editView.ts";
import { documentation, hover } from "./hover.ts";
import type { Features } from "./model.ts";
import { movedFiles } from "./movedFiles.ts";
import { definition, highlights, references } from "./navigation.ts";
import { keyTokens, lenses, symbols, workspaceSymbols } from "./outline.ts";
import { prepareRename, rename } from "./rename.ts";

/** `now` gives epoch milliseconds: hover says how old a run is. */
export function createFeatures(view: EditView, now: () => number = Date.now): Features {
  const index = keyIndexOf(view.linked);
  return {
    definition: (path, offset) => definition(view, index, path, offset),
    references: (path, offset, includeDefinition) => references(view, index, path, offset, includeDefinition),
    highlights: (path, offset) => highlights(view, index, path, offset),
    hover: (path, offset, status) => hover(view, index, { path, offset }, status, now()),
    completion: (path, offset) => completion(view, index, { path, offset }),
    documentation: (key, status) => documentation(index, key, status, now()),
    prepareRename: (path, offset) => prepareRename(view, index, path, offset),
    rename: (path, offset, newKey) => rename(view, index, path, offset, newKey),
    codeActions: (path, span, only) => codeActions(view, index, path, span, only),
    movedFiles: (moves) => movedFiles(view, index, moves),
    lenses: (path, status) => lenses(view, index, path, status),
    symbols: (path) => symbols(view, index, path),
    workspaceSymbols: (query) => workspaceSymbols(view, index, query),
    keyTokens: (path) => keyTokens(view, index, path),
  };
}
