// Core's plain answers as LSP: the only place that makes URIs, ranges and LSP's kinds of things.
import {
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentHighlightKind,
  MarkupKind,
  SemanticTokensBuilder,
  SymbolKind,
  TextDocumentEdit,
  TextEdit as LspTextEdit,
  type CompletionItem as LspCompletionItem,
  type CreateFile,
  type Diagnostic as LspDiagnostic,
  type DocumentHighlight,
  type DocumentSymbol,
  type Hover as LspHover,
  type Location as LspLocation,
  type SemanticTokens,
  type SymbolInformation,
  type WorkspaceEdit,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import type {
  AssetSymbol,
  CompletionItem,
  Diagnostic,
  Hover,
  KeyToken,
  Location,
  Reference,
  Severity,
  Snapshot,
  TextEdit,
} from "@strataline/core";
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

export function highlight({ lines }: View, { span, kind }: Reference): DocumentHighlight {
  const isWrite = kind === "definition";
  return {
    range: lines.range(span),
    kind: isWrite ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  };
}

export function hover({ lines }: View, { markdown, span }: Hover): LspHover {
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range: lines.range(span) };
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

const SYMBOL_KINDS = {
  asset: SymbolKind.Class,
  source: SymbolKind.Interface,
  dataProduct: SymbolKind.Package,
  dep: SymbolKind.Field,
  check: SymbolKind.Boolean,
} as const;

export function documentSymbol({ lines }: View, symbol: AssetSymbol): DocumentSymbol {
  return {
    name: symbol.key,
    detail: symbol.layer ?? symbol.kind,
    kind: SYMBOL_KINDS[symbol.kind],
    range: lines.range(symbol.location.span),
    selectionRange: lines.range(symbol.selection),
    children: symbol.children.map(({ name, kind, span }) => ({
      name: name === "" ? kind : name,
      kind: SYMBOL_KINDS[kind],
      range: lines.range(span),
      selectionRange: lines.range(span),
    })),
  };
}

/** For editors without a tree of symbols. */
export function symbolInformation(context: Context, symbol: AssetSymbol): SymbolInformation {
  return { name: symbol.key, kind: SYMBOL_KINDS[symbol.kind], location: location(context, symbol.location) };
}

export function workspaceSymbol(context: Context, symbol: AssetSymbol): WorkspaceSymbol {
  return {
    name: symbol.key,
    kind: SYMBOL_KINDS[symbol.kind],
    location: location(context, { path: symbol.location.path, span: symbol.selection }),
    ...(symbol.layer === null ? {} : { containerName: symbol.layer }),
  };
}

export const SEMANTIC_TOKENS_LEGEND = {
  tokenTypes: ["assetKey"],
  tokenModifiers: ["declaration", "missing"],
};
const TOKEN_MODIFIERS = { definition: 1, dep: 0, missing: 2 } as const satisfies Record<
  KeyToken["kind"],
  number
>;

export function semanticTokens({ lines }: View, tokens: readonly KeyToken[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { span, kind } of tokens.toSorted((a, b) => a.span.start - b.span.start)) {
    const { line, character } = lines.position(span.start);
    builder.push(line, character, span.end - span.start, 0, TOKEN_MODIFIERS[kind]);
  }
  return builder.build();
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
