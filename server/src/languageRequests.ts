// The requests every editor knows: each translates, asks the snapshot, translates back.
import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  SemanticTokensRequest,
  type CodeAction as LspCodeAction,
  type CodeActionParams,
  type Diagnostic,
} from "vscode-languageserver";
import type { CodeAction } from "@strataline/core";
import type { DocumentParams, PositionParams } from "./fromLsp.ts";
import { offset, span } from "./fromLsp.ts";
import { codeLenses } from "./lenses.ts";
import type { View } from "./projects.ts";
import type { Session } from "./server.ts";
import * as toLsp from "./toLsp.ts";

export function answerLanguageRequests({ connection, editor, guard, projects }: Session): void {
  const contextOf = ({ project, snapshot }: View): toLsp.Context => ({ projects, project, snapshot });
  /** A request about a document: `empty` where no project has it. */
  const inView = <P extends DocumentParams, R>(empty: R, answer: (view: View, params: P) => R) =>
    guard.request<P, R>(empty, (params) => {
      const view = projects.view(params.textDocument.uri);
      return view === undefined ? empty : answer(view, params);
    });
  const at = <P extends PositionParams, R>(empty: R, answer: (view: View, at: number, params: P) => R) =>
    inView<P, R>(empty, (view, params) => answer(view, offset(view, params.position), params));

  connection.onDefinition(
    at([], (view, place) =>
      view.snapshot.definition(view.path, place).map((found) => toLsp.location(contextOf(view), found)),
    ),
  );
  connection.onReferences(
    at([], (view, place, { context }) =>
      view.snapshot
        .references(view.path, place, context.includeDeclaration)
        .map((found) => toLsp.location(contextOf(view), found)),
    ),
  );
  connection.onDocumentHighlight(
    at([], (view, place) =>
      view.snapshot.highlights(view.path, place).map((found) => toLsp.highlight(view, found)),
    ),
  );
  connection.onHover(
    at(null, (view, place) => {
      const found = view.snapshot.hover(view.path, place, view.project.statuses.of);
      return found && toLsp.hover(view, found);
    }),
  );
  connection.onCompletion(
    at([], (view, place) =>
      view.snapshot.completion(view.path, place).map((item) => toLsp.completionItem(view, item)),
    ),
  );
  connection.onPrepareRename(
    at(null, (view, place) => {
      const target = view.snapshot.prepareRename(view.path, place);
      if (target === null) return null;
      return target.ok
        ? { range: view.lines.range(target.span), placeholder: target.placeholder }
        : refusal(target.reason);
    }),
  );
  connection.onRenameRequest(
    at(null, (view, place, { newName }) => {
      const renamed = view.snapshot.rename(view.path, place, newName);
      return renamed.ok
        ? toLsp.workspaceEdit(contextOf(view), editor.edits, renamed.edits)
        : refusal(renamed.reason);
    }),
  );
  connection.onCodeAction(
    inView([], (view, params) =>
      view.snapshot
        .codeActions(view.path, span(view, params.range))
        .filter(({ kind }) => isWanted(kind, params))
        .flatMap((action) => codeAction(contextOf(view), view, action, params, editor.edits) ?? []),
    ),
  );
  connection.onCodeLens(
    inView([], (view) => [...codeLenses(contextOf(view), view, editor.commands, Date.now())]),
  );
  connection.onDocumentSymbol(
    inView([], (view) => {
      const symbols = view.snapshot.symbols(view.path);
      return editor.hasSymbolTree
        ? symbols.map((symbol) => toLsp.documentSymbol(view, symbol))
        : symbols.map((symbol) => toLsp.symbolInformation(contextOf(view), symbol));
    }),
  );
  connection.onWorkspaceSymbol(
    guard.request([], ({ query }) =>
      projects.all().flatMap((project) => {
        const context = { projects, project, snapshot: project.snapshot() };
        return context.snapshot
          .workspaceSymbols(query)
          .map((symbol) => toLsp.workspaceSymbol(context, symbol));
      }),
    ),
  );
  if (!editor.wantsSemanticTokens) return;
  connection.onRequest(
    SemanticTokensRequest.type,
    inView({ data: [] }, (view) => toLsp.semanticTokens(view, view.snapshot.keyTokens(view.path))),
  );
}

/** The findings, as the editor knows them, that an action mends. */
function mended(
  { lines }: View,
  { code, span: place }: NonNullable<CodeAction["mends"]>,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const { line, character } = lines.position(place.start);
  return diagnostics.filter(
    (finding) =>
      finding.code === code &&
      finding.range.start.line === line &&
      finding.range.start.character === character,
  );
}

/** Shown by the editor as it stands: a refusal says why. */
function refusal(reason: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, reason);
}

function isWanted(kind: CodeAction["kind"], { context }: CodeActionParams): boolean {
  return (
    context.only === undefined || context.only.some((only) => kind === only || only === CodeActionKind.Empty)
  );
}

function codeAction(
  context: toLsp.Context,
  view: View,
  { title, kind, edits, newFiles, preferred, mends }: CodeAction,
  params: CodeActionParams,
  support: toLsp.EditSupport,
): LspCodeAction | null {
  const edit = toLsp.workspaceEdit(context, support, edits, newFiles);
  if (edit === null) return null;
  const diagnostics = mends === null ? [] : mended(view, mends, params.context.diagnostics);
  return {
    title,
    kind,
    edit,
    ...(preferred ? { isPreferred: true } : {}),
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
  };
}
