// The requests that show what is known beside the text: hover, hints, lenses, outline, folds, signatures and tokens.
import {
  SemanticTokensBuilder,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type SemanticTokensDelta,
  type SemanticTokens,
} from "vscode-languageserver";
import type { InlayHintKind } from "@strataline/core";
import type { InlayHintOptions } from "@strataline/protocol";
import { span } from "./fromLsp.ts";
import { listLenses, resolveLens } from "./lenses.ts";
import type { Session } from "./server.ts";
import {
  documentSymbol,
  foldingRanges,
  hover,
  inlayHint,
  linkTo,
  overlaps,
  pushTokens,
  signatureHelp,
  symbolInformation,
  type HintData,
} from "./toLspNavigation.ts";
import { createViews } from "./views.ts";

export function answerDisplayRequests(session: Session): void {
  const { connection, editor, guard, projects, settings } = session;
  const { contextOf, inOwnView, at } = createViews(guard, projects);
  connection.onHover(
    at(null, (view, place) => {
      const { snapshot, path, project } = view;
      const found = snapshot.hover(path, place, project.statuses.of, linkTo(contextOf(view)));
      return found && hover(view, found);
    }),
  );
  connection.onSignatureHelp(
    at(null, ({ snapshot, path }, place) => {
      const found = snapshot.signature(path, place);
      return found && signatureHelp(found, editor.hasLabelOffsets);
    }),
  );
  connection.onCodeLens(inOwnView([], (view) => [...listLenses(view, settings.commands)]));
  connection.onCodeLensResolve((lens, token) =>
    guard.request(lens, () => resolveLens(projects, lens, settings.commands, Date.now()))(lens, token),
  );
  connection.onDocumentSymbol(
    inOwnView([], (view) => {
      const symbols = view.snapshot.symbols(view.path);
      return editor.hasSymbolTree
        ? symbols.map((symbol) => documentSymbol(view, symbol))
        : symbols.map((symbol) => symbolInformation(contextOf(view), symbol));
    }),
  );
  connection.onFoldingRanges(inOwnView([], (view) => foldingRanges(view, view.snapshot.folds(view.path))));
  answerInlayHints(session);
  if (editor.wantsSemanticTokens) answerSemanticTokens(session);
}

const HINT_OPTIONS = {
  key: "keys",
  layer: "layers",
  partitions: "partitions",
  rows: "rows",
} as const satisfies Record<InlayHintKind, keyof InlayHintOptions>;

function answerInlayHints({ connection, guard, projects, settings }: Session): void {
  const { inOwnView } = createViews(guard, projects);
  const { inlayHint: hints } = connection.languages;
  hints.on(
    inOwnView([], (view, { range }) =>
      view.snapshot
        .inlayHints(view.path, span(view, range), view.project.statuses.of)
        .filter(({ kind }) => settings.inlayHints[HINT_OPTIONS[kind]] !== false)
        .map((hint) => inlayHint(view, hint)),
    ),
  );
  hints.resolve((hint, token) =>
    guard.request(hint, () => {
      const { root, kind, keys } = hint.data as HintData;
      const project = projects.byRoot(root);
      if (project === undefined) return hint;
      const value = project.snapshot().inlayHintDetail(kind, keys, project.statuses.of);
      return { ...hint, tooltip: { kind: "markdown" as const, value } };
    })(hint, token),
  );
}

/** Documents whose last tokens are kept, to send what changed since; an editor shows a few at a time. */
const REMEMBERED = 64;

function answerSemanticTokens({ connection, guard, projects }: Session): void {
  const { inView } = createViews(guard, projects);
  const builders = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string): SemanticTokensBuilder => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.delete(uri);
    builders.set(uri, builder);
    for (const oldest of builders.keys()) {
      if (builders.size <= REMEMBERED) break;
      builders.delete(oldest);
    }
    return builder;
  };
  connection.onRequest(
    SemanticTokensRequest.type,
    inView<{ textDocument: { uri: string } }, SemanticTokens>({ data: [] }, (view, { textDocument }) => {
      builders.delete(textDocument.uri);
      const tokens = view.snapshot.keyTokens(view.path);
      return pushTokens(builderOf(textDocument.uri), view, tokens).build();
    }),
  );
  connection.onRequest(
    SemanticTokensDeltaRequest.type,
    inView<{ textDocument: { uri: string }; previousResultId: string }, SemanticTokens | SemanticTokensDelta>(
      { data: [] },
      (view, { textDocument, previousResultId }) => {
        const builder = builderOf(textDocument.uri);
        builder.previousResult(previousResultId);
        return pushTokens(builder, view, view.snapshot.keyTokens(view.path)).buildEdits();
      },
    ),
  );
  connection.onRequest(
    SemanticTokensRangeRequest.type,
    inView({ data: [] }, (view, { range }) => {
      const tokens = view.snapshot
        .keyTokens(view.path)
        .filter((token) => overlaps(view.lines, range, token.span));
      return pushTokens(new SemanticTokensBuilder(), view, tokens).build();
    }),
  );
}
