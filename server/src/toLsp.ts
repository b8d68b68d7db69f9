// Core's plain answers as LSP: places, findings and edits. With toLspNavigation.ts the only one that makes URIs and ranges.
import {
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  MarkupKind,
  TextDocumentEdit,
  TextEdit as LspTextEdit,
  type CompletionItem as LspCompletionItem,
  type CreateFile,
  type Diagnostic as LspDiagnostic,
  type Location as LspLocation,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { CompletionItem, Diagnostic, Location, Severity, Snapshot, TextEdit } from "@strataline/core";
import type { NodeLocation } from "@strataline/protocol";
import type { OpenProject, Projects, View } from "./projects.ts";

/** A project at a moment: what places become URIs and ranges with. */
export interface Context {
  readonly projects: Projects;
  readonly project: OpenProject;
  readonly snapshot: Snapshot;
}

export function location({ projects, project, snapshot }: Context, { path, span }: Location): LspLocation {
  return { uri: projects.uri(project, path), range: snapshot.lines(path).range(span) };
}

export function nodeLocation(context: Context, key: string): NodeLocation | null {
  const place = context.snapshot.locate(key)?.name;
  if (place === undefined) return null;
  const { uri, range } = location(context, place);
  return { uri, line: range.start.line, character: range.start.character };
}

const COMPLETION_KINDS = {
  asset: CompletionItemKind.Reference,
  source: CompletionItemKind.Interface,
  layer: CompletionItemKind.EnumMember,
  option: CompletionItemKind.Property,
} as const satisfies Record<CompletionItem["kind"], CompletionItemKind>;

export function completionItem({ lines }: View, item: CompletionItem): LspCompletionItem {
  return {
    label: item.label,
    labelDetails: { description: item.detail },
    detail: item.detail,
    kind: COMPLETION_KINDS[item.kind],
    sortText: item.sortText,
    textEdit: { range: lines.range(item.edit.span), newText: item.edit.newText },
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
    ...(item.markdown === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: item.markdown } }),
  };
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Severity, DiagnosticSeverity>;

export function diagnostic(context: Context, finding: Diagnostic, source = "strataline"): LspDiagnostic {
  const related = finding.related.map(({ message, location: place }) => ({
    message,
    location: location(context, place),
  }));
  return {
    range: context.snapshot.lines(finding.path).range(finding.span),
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    source,
    message: finding.message,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
    ...(finding.unnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

/** What the editor can do with an edit of several files. */
export interface EditSupport {
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
}

/** New files of a fix, or edits. null when the editor cannot make files. */
export function workspaceEdit(
  context: Context,
  support: EditSupport,
  edits: readonly TextEdit[],
  newFiles: readonly { readonly path: string; readonly text: string }[] = [],
): WorkspaceEdit | null {
  if (newFiles.some(({ path }) => path.startsWith("../")) || (newFiles.length > 0 && !support.createFiles))
    return null;
  const paths = [...new Set(edits.map(({ path }) => path))];
  const changes = paths.map((path) => textDocumentEdit(context, path, edits));
  if (!support.documentChanges) {
    return {
      changes: Object.fromEntries(
        changes.map(({ textDocument, edits: inFile }) => [textDocument.uri, inFile]),
      ),
    };
  }
  return { documentChanges: [...newFiles.flatMap((file) => creation(context, file)), ...changes] };
}

function textDocumentEdit(
  { projects, project, snapshot }: Context,
  path: string,
  edits: readonly TextEdit[],
) {
  const lines = snapshot.lines(path);
  const inFile = edits.filter((edit) => edit.path === path);
  return {
    textDocument: { uri: projects.uri(project, path), version: projects.version(project, path) },
    edits: inFile.map(({ span, newText }) => LspTextEdit.replace(lines.range(span), newText)),
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
    TextDocumentEdit.create({ uri, version: null }, [insert]),
  ];
}
