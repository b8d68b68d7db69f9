// The requests every editor knows: each translates, asks the snapshot, translates back.
import { SemanticTokensRequest } from "vscode-languageserver";
import { codeLenses } from "./lenses.ts";
import type { Session } from "./server.ts";
import * as toLsp from "./toLsp.ts";
import { createViews } from "./views.ts";

export function answerLanguageRequests({ connection, editor, guard, projects }: Session): void {
  const { contextOf, inView, at } = createViews(guard, projects);

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
