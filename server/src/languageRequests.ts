// The requests that change text: completion, rename and code actions. Each translates, asks the snapshot, translates back.
import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction as LspCodeAction,
  type CodeActionParams,
  type Diagnostic,
} from "vscode-languageserver";
import type { CodeAction } from "@strataline/core";
import { span } from "./fromLsp.ts";
import type { View } from "./projects.ts";
import type { Session } from "./server.ts";
import * as toLsp from "./toLsp.ts";
import { createViews } from "./views.ts";

export function answerLanguageRequests({ connection, editor, guard, projects }: Session): void {
  const { contextOf, inView, at } = createViews(guard, projects);
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
