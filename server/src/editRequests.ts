// The requests that change text: completion, rename, code actions, and what follows when files move.
import {
  CodeActionTriggerKind,
  LSPErrorCodes,
  MarkupKind,
  ResponseError,
  type CodeAction as LspCodeAction,
  type CodeActionParams,
  type CompletionItem,
  type RenameFilesParams,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { CodeAction } from "@strataline/core";
import {
  codeAction,
  completionList,
  followUpEdit,
  workspaceEdit,
  type ActionData,
  type ItemData,
} from "./editsToLsp.ts";
import { span } from "./fromLsp.ts";
import { isInside, pathOf, relativeTo } from "./paths.ts";
import type { View } from "./projects.ts";
import type { Session } from "./server.ts";
import type { Context } from "./toLsp.ts";
import { createViews } from "./views.ts";

export function answerEditRequests(session: Session): void {
  const { connection, editor, guard, projects } = session;
  const { contextOf, inView, at } = createViews(guard, projects);

  connection.onCompletion(
    at(null, (view, place, { textDocument: { uri } }) =>
      completionList({ view, uri, cursor: place }, editor.edits, view.snapshot.completion(view.path, place)),
    ),
  );
  connection.onCompletionResolve((item, token) => {
    const answer = guard.request<CompletionItem, CompletionItem>(item, (asked) => documented(session, asked));
    return answer(item, token);
  });
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
      return renamed.ok ? workspaceEdit(contextOf(view), editor.edits, renamed) : refusal(renamed.reason);
    }),
  );
  connection.onCodeAction(
    inView([], (view, params) =>
      view.snapshot
        .codeActions(view.path, span(view, params.range), params.context.only)
        .filter(({ disabled }) => disabled === null || showsDisabled(session, params))
        .flatMap((action) => listed(session, view, action, params) ?? []),
    ),
  );
  connection.onCodeActionResolve((action, token) => {
    const answer = guard.request<LspCodeAction, LspCodeAction | ResponseError<never>>(action, (asked) =>
      withEdits(session, asked),
    );
    return answer(action, token);
  });
  connection.workspace.onWillRenameFiles(
    guard.request<RenameFilesParams, WorkspaceEdit | null>(null, (params) => followUps(session, params)),
  );
}

/** Documentation is made for the one item that is looked at. */
function documented({ projects }: Session, item: CompletionItem): CompletionItem {
  const { uri, key } = (item.data ?? {}) as Partial<ItemData>;
  const view = uri === undefined ? undefined : projects.view(uri);
  if (view === undefined || key === undefined) return item;
  const value = view.snapshot.documentation(key, view.project.statuses.of);
  return value === null ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

/** Those that cannot be done are noise beside a light bulb: shown when somebody asks for refactorings. */
function showsDisabled({ editor }: Session, { context }: CodeActionParams): boolean {
  const isAutomatic = context.triggerKind === CodeActionTriggerKind.Automatic;
  return editor.edits.disabledActions && !isAutomatic && context.only !== undefined;
}

/** null when the editor cannot do what the action needs. */
function listed(
  { editor, projects }: Session,
  view: View,
  action: CodeAction,
  { context, range, textDocument: { uri } }: CodeActionParams,
): LspCodeAction | null {
  const answer = codeAction(view, action, context.diagnostics);
  if (action.disabled !== null) return answer;
  if (editor.edits.lazyActions && action.kind !== "quickfix") {
    const movesFiles = action.kind === "refactor.move" && action.moves.length > 0;
    if (movesFiles && !editor.edits.moveFiles) return null;
    const data: ActionData = { uri, ...span(view, range), title: action.title };
    return { ...answer, data };
  }
  const at: Context = { projects, project: view.project, snapshot: view.snapshot };
  const edit = workspaceEdit(at, editor.edits, action);
  return edit === null ? null : { ...answer, edit };
}

/** The text may have changed meanwhile: the same action is looked for again, in the text of now. */
function withEdits(
  { editor, projects }: Session,
  action: LspCodeAction,
): LspCodeAction | ResponseError<never> {
  const { uri, start, end, title } = (action.data ?? {}) as Partial<ActionData>;
  const view = uri === undefined ? undefined : projects.view(uri);
  if (view === undefined || start === undefined || end === undefined) return action;
  const only = action.kind === undefined ? undefined : [action.kind];
  const found = view.snapshot
    .codeActions(view.path, { start, end }, only)
    .find((one) => one.title === title && one.disabled === null);
  const edit =
    found && workspaceEdit({ projects, project: view.project, snapshot: view.snapshot }, editor.edits, found);
  if (edit == null) return new ResponseError<never>(LSPErrorCodes.ContentModified, "The text has changed.");
  return { ...action, edit };
}

function followUps({ editor, projects }: Session, { files }: RenameFilesParams): WorkspaceEdit | null {
  const all = projects.all().flatMap((project) => {
    const moves = files.flatMap(({ oldUri, newUri }) => {
      const from = pathOf(oldUri);
      const to = pathOf(newUri);
      if (from === null || to === null || !isInside(project.root, from) || from === project.root) return [];
      return [{ from: relativeTo(project.root, from), to: relativeTo(project.root, to) }];
    });
    if (moves.length === 0) return [];
    const context = { projects, project, snapshot: project.snapshot() };
    return context.snapshot.movedFiles(moves).map((followUp) => ({ context, followUp }));
  });
  return followUpEdit(editor.edits, all);
}

/** Shown by the editor as it stands: a refusal says why. */
function refusal(reason: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, reason);
}
