// The requests every editor knows: each translates, asks the snapshot, translates back.
import { SemanticTokensRequest } from "vscode-languageserver";
import type { DocumentParams, PositionParams } from "./fromLsp.ts";
import { offset } from "./fromLsp.ts";
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
