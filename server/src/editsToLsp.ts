// Core's edits, completion lists and actions as LSP, in the form that this editor understands.
import {
  CompletionItemKind,
  InsertReplaceEdit,
  MarkupKind,
  TextEdit as LspTextEdit,
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  type CodeAction as LspCodeAction,
  type CompletionItem as LspCompletionItem,
  type CompletionList as LspCompletionList,
  type CreateFile,
  type Diagnostic,
  type Range,
  type RenameFile,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type {
  ActionEdit,
  ActionEdits,
  CodeAction,
  CompletionItem,
  CompletionKind,
  CompletionList,
  FollowUp,
  TextEdit,
} from "@strataline/core";
import type { EditSupport } from "./editSupport.ts";
import type { View } from "./projects.ts";
import type { Context } from "./toLsp.ts";

const COMPLETION_KINDS = {
  asset: CompletionItemKind.Reference,
  source: CompletionItemKind.Interface,
  value: CompletionItemKind.Variable,
  layer: CompletionItemKind.EnumMember,
  option: CompletionItemKind.Property,
  column: CompletionItemKind.Field,
  rule: CompletionItemKind.Event,
  severity: CompletionItemKind.EnumMember,
  operator: CompletionItemKind.Operator,
  function: CompletionItemKind.Function,
} as const satisfies Record<CompletionKind, CompletionItemKind>;

/** What is sent back with an item to ask for its documentation. */
export interface ItemData {
  readonly uri: string;
  readonly key: string;
}

/** Where completion is asked for. */
export interface Asked {
  readonly view: View;
  readonly uri: string;
  readonly cursor: number;
}

export function completionList(
  asked: Asked,
  support: EditSupport,
  { items, isIncomplete }: CompletionList,
): LspCompletionList {
  const [first] = items;
  const isOneRange =
    support.defaultEditRange &&
    items.every(
      ({ edit }) => edit.span.start === first?.edit.span.start && edit.span.end === first.edit.span.end,
    );
  return {
    isIncomplete,
    ...(isOneRange && first !== undefined
      ? { itemDefaults: { editRange: editRange(asked, support, first) } }
      : {}),
    items: items.map((item) => completionItem(asked, support, item, isOneRange)),
  };
}

function editRange(
  { view: { lines }, cursor }: Asked,
  { insertReplace }: EditSupport,
  { edit }: CompletionItem,
): Range | { readonly insert: Range; readonly replace: Range } {
  const replace = lines.range(edit.span);
  return insertReplace ? { insert: lines.range({ start: edit.span.start, end: cursor }), replace } : replace;
}

function completionItem(
  asked: Asked,
  support: EditSupport,
  item: CompletionItem,
  isDefaultRange: boolean,
): LspCompletionItem {
  const range = isDefaultRange ? null : editRange(asked, support, item);
  const { newText } = item.edit;
  const text =
    range === null
      ? { textEditText: newText }
      : {
          textEdit:
            "insert" in range
              ? InsertReplaceEdit.create(newText, range.insert, range.replace)
              : LspTextEdit.replace(range, newText),
        };
  const data: ItemData | null = item.key === undefined ? null : { uri: asked.uri, key: item.key };
  return {
    label: item.label,
    // Once, in the place this editor has for it: a list may be long.
    ...(support.labelDetails ? { labelDetails: { description: item.detail } } : { detail: item.detail }),
    kind: COMPLETION_KINDS[item.kind],
    sortText: item.sortText,
    ...text,
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
    ...(item.markdown === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: item.markdown } }),
    ...(item.additionalEdits === undefined
      ? {}
      : {
          additionalTextEdits: item.additionalEdits.map(({ span, newText: added }) =>
            LspTextEdit.replace(asked.view.lines.range(span), added),
          ),
        }),
    ...(data === null ? {} : { data }),
  };
}

/** Edits, then new files and moves. null when the editor cannot make or move files. */
export function workspaceEdit(
  context: Context,
  support: EditSupport,
  { edits, newFiles = [], moves = [] }: Pick<ActionEdits, "edits"> & Partial<ActionEdits>,
): WorkspaceEdit | null {
  const isOutside = [...newFiles.map(({ path }) => path), ...moves.map(({ to }) => to)].some((path) =>
    path.startsWith("../"),
  );
  if (isOutside || (newFiles.length > 0 && !support.createFiles) || (moves.length > 0 && !support.moveFiles))
    return null;
  const inFiles = byPath(edits);
  if (!support.documentChanges) {
    const changes = inFiles.map(([path, inFile]) => {
      const lines = context.snapshot.lines(path);
      const uri = context.projects.uri(context.project, path);
      return [
        uri,
        inFile.map(({ span, newText }) => LspTextEdit.replace(lines.range(span), newText)),
      ] as const;
    });
    return { changes: Object.fromEntries(changes) };
  }
  const changes = inFiles.map(([path, inFile]) =>
    documentEdit(context, path, (range) => inFile.map((edit) => textEdit(support, range(edit), edit))),
  );
  return {
    documentChanges: [
      ...newFiles.flatMap((file) => creation(context, file)),
      ...changes,
      ...moves.map(({ from, to }): RenameFile => ({
        kind: "rename",
        oldUri: context.projects.uri(context.project, from),
        newUri: context.projects.uri(context.project, to),
        options: { overwrite: false },
      })),
    ],
  };
}

function byPath<E extends TextEdit>(edits: readonly E[]): readonly (readonly [string, readonly E[]])[] {
  const paths = new Map<string, E[]>();
  for (const edit of edits) {
    const inFile = paths.get(edit.path);
    if (inFile === undefined) paths.set(edit.path, [edit]);
    else inFile.push(edit);
  }
  return [...paths];
}

function textEdit(
  { snippets }: EditSupport,
  range: Range,
  { newText, placeholder }: ActionEdit,
): LspTextEdit | SnippetTextEdit {
  if (!snippets || placeholder === undefined) return LspTextEdit.replace(range, newText);
  const value = newText.replaceAll(/[\\$}]/g, "\\$&");
  return { range, snippet: { kind: "snippet", value: value.replace(placeholder, `\${0:${placeholder}}`) } };
}

function documentEdit(
  { projects, project, snapshot }: Context,
  path: string,
  edits: (range: (edit: TextEdit) => Range) => TextDocumentEdit["edits"],
): TextDocumentEdit {
  const lines = snapshot.lines(path);
  return {
    textDocument: { uri: projects.uri(project, path), version: projects.version(project, path) },
    edits: edits(({ span }) => lines.range(span)),
  };
}

function creation(
  { projects, project }: Context,
  { path, text }: { readonly path: string; readonly text: string },
): (CreateFile | TextDocumentEdit)[] {
  const uri = projects.uri(project, path);
  const insert = LspTextEdit.insert({ line: 0, character: 0 }, text);
  return [
    { kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: [insert] },
  ];
}

/** What a move of files suggests, of several projects: each change is confirmed where the editor can ask. */
export function followUpEdit(
  support: EditSupport,
  followUps: readonly { readonly context: Context; readonly followUp: FollowUp }[],
): WorkspaceEdit | null {
  if (followUps.length === 0) return null;
  if (!support.annotations) {
    const merged = followUps.map(({ context, followUp }) => workspaceEdit(context, support, followUp));
    if (support.documentChanges)
      return { documentChanges: merged.flatMap((edit) => edit?.documentChanges ?? []) };
    const changes: NonNullable<WorkspaceEdit["changes"]> = {};
    for (const [uri, edits] of merged.flatMap((edit) => Object.entries(edit?.changes ?? {})))
      changes[uri] = [...(changes[uri] ?? []), ...edits];
    return { changes };
  }
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const documentChanges = followUps.flatMap(({ context, followUp }, at) => {
    const annotationId = `strataline-${at}`;
    const { label, description } = followUp;
    changeAnnotations[annotationId] = { label, description, needsConfirmation: true };
    return byPath(followUp.edits).map(([path, inFile]) =>
      documentEdit(context, path, (range) =>
        inFile.map((edit): AnnotatedTextEdit => ({
          range: range(edit),
          newText: edit.newText,
          annotationId,
        })),
      ),
    );
  });
  return { documentChanges, changeAnnotations };
}

/** What is sent back with an action to ask for its edits. */
export interface ActionData {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  /** Among the actions there, by kind and title. */
  readonly title: string;
}

/** Without its edits. */
export function codeAction(
  view: View,
  { title, kind, preferred, mends, disabled }: CodeAction,
  known: readonly Diagnostic[],
): LspCodeAction {
  const diagnostics = mends === null ? [] : mended(view, mends, known);
  return {
    title,
    kind,
    ...(preferred ? { isPreferred: true } : {}),
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
    ...(disabled === null ? {} : { disabled: { reason: disabled } }),
  };
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
