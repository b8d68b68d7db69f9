// Everything an editor may ask about keys, as one object over one view of the project.
import { keyIndexOf } from "../occurrences/index.ts";
import { codeActions } from "./codeActions.ts";
import { completion } from "./completion.ts";
import type { EditView } from "./editView.ts";
import { fileLinks } from "./fileLinks.ts";
import { folds } from "./folding.ts";
import { consumers, hierarchyAt, upstreams } from "./hierarchy.ts";
import { documentation, hover } from "./hover.ts";
import { inlayHintDetail, inlayHints } from "./inlayHints.ts";
import { keyAt } from "./keyAt.ts";
import { lineageEdit } from "./lineage/lineageEdit.ts";
import type { Features } from "./model.ts";
import { movedFiles } from "./movedFiles.ts";
import { declaration, definition, implementation, typeDefinition } from "./navigation.ts";
import { keyTokens, lenses, symbols } from "./outline.ts";
import { highlights, references, referencesOf } from "./references.ts";
import { prepareRename, rename } from "./rename.ts";
import { scheduledAssets } from "./scheduled.ts";
import { signature } from "./signatureHelp.ts";
import { symbolPlace, workspaceSymbols } from "./workspaceSymbols.ts";

/** `now` gives epoch milliseconds: hover says how old a run is. */
export function createFeatures(view: EditView, now: () => number = Date.now): Features {
  const index = keyIndexOf(view.linked);
  return {
    definition: (path, offset) => definition(view, index, path, offset),
    declaration: (path, offset) => declaration(view, index, path, offset),
    typeDefinition: (path, offset) => typeDefinition(view, index, path, offset),
    implementation: (path, offset) => implementation(view, index, path, offset),
    keysAt: (path, offset) => keyAt(view, index, path, offset)?.keys ?? [],
    references: (path, offset, includeDefinition) => references(view, index, path, offset, includeDefinition),
    referencesOf: (keys) => referencesOf(view, index, keys),
    highlights: (path, offset) => highlights(view, index, path, offset),
    hierarchyAt: (path, offset) => hierarchyAt(view, index, path, offset),
    consumers: (key) => consumers(view, index, key),
    upstreams: (key) => upstreams(view, index, key),
    hover: (path, offset, status, link = () => null) =>
      hover(view, index, { path, offset }, { status, link, now: now() }),
    completion: (path, offset) => completion(view, index, { path, offset }),
    documentation: (key, status) => documentation(view, index, key, { status, link: () => null, now: now() }),
    signature: (path, offset) => signature(view.text(path), offset),
    prepareRename: (path, offset) => prepareRename(view, index, path, offset),
    rename: (path, offset, newKey) => rename(view, index, path, offset, newKey),
    codeActions: (path, span, only) => codeActions(view, index, path, span, only),
    lineageEdit: (edit) => lineageEdit(view, index, edit),
    movedFiles: (moves) => movedFiles(view, index, moves),
    lenses: (path) => lenses(view, index, path),
    scheduledKeys: (path, at) => scheduledAssets(view, index, view.linked.files.get(path)?.schedules[at]),
    inlayHints: (path, span, status) => inlayHints(view, index, path, span, status),
    inlayHintDetail: (kind, keys, status) => inlayHintDetail({ view, index, status, now: now() }, kind, keys),
    symbols: (path) => symbols(view, index, path),
    workspaceSymbols: (query, limit) => workspaceSymbols(index, query, limit),
    symbolPlace: (symbol) => symbolPlace(view, index, symbol),
    keyTokens: (path) => keyTokens(view, index, path),
    links: (path) => fileLinks(view, index, path),
    folds: (path) => folds(view, path),
  };
}
