// Core's plain answers as LSP: the only place that makes URIs, ranges and LSP's kinds of things.
import {
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentHighlightKind,
  MarkupKind,
  SemanticTokensBuilder,
  SymbolKind,
  type Diagnostic as LspDiagnostic,
  type DocumentHighlight,
  type DocumentSymbol,
  type Hover as LspHover,
  type Location as LspLocation,
  type SemanticTokens,
  type SymbolInformation,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import type {
  AssetSymbol,
  Diagnostic,
  Hover,
  KeyToken,
  Location,
  Reference,
  Severity,
  Snapshot,
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
