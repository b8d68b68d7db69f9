// What finds and shows things, as LSP: hierarchies, hints, symbols, tokens, folds and signatures.
import type { SemanticTokensBuilder } from "vscode-languageserver";
import {
  DocumentHighlightKind,
  InlayHintKind as LspInlayHintKind,
  MarkupKind,
  SymbolKind,
  type CallHierarchyItem,
  type DocumentHighlight,
  type DocumentSymbol,
  type FoldingRange,
  type Hover as LspHover,
  type InlayHint as LspInlayHint,
  type Range,
  type SignatureHelp,
  type SymbolInformation,
  type TypeHierarchyItem,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import type {
  AssetSymbol,
  FoundSymbol,
  HierarchyItem,
  Hover,
  InlayHint,
  KeyToken,
  LinkTo,
  Reference,
  Signature,
  Span,
} from "@strataline/core";
import type { ReferencePlace } from "@strataline/protocol";
import type { View } from "./projects.ts";
import { location, type Context } from "./toLsp.ts";

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

/** Editors open the line that the fragment names. */
export function linkTo(context: Context): LinkTo {
  return (place) => {
    const { uri, range } = location(context, place);
    return `${uri}#L${range.start.line + 1}`;
  };
}

export function referencePlace(context: Context, reference: Reference): ReferencePlace {
  const { uri, range } = location(context, reference);
  const text = context.snapshot.lines(reference.path).lineText(range.start.line).trim();
  return {
    uri,
    line: range.start.line,
    character: range.start.character,
    endLine: range.end.line,
    endCharacter: range.end.character,
    by: reference.by,
    text: text.slice(0, 200),
  };
}

const SYMBOL_KINDS = {
  asset: SymbolKind.Class,
  source: SymbolKind.Interface,
  dataProduct: SymbolKind.Package,
  schedule: SymbolKind.Event,
  dep: SymbolKind.Field,
  check: SymbolKind.Boolean,
  column: SymbolKind.Property,
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

/** What `workspaceSymbol/resolve` gets back. */
export interface SymbolData {
  readonly root: string;
  readonly key: string;
  readonly at: number;
}

/** Without its range when the editor asks for that later. */
export function workspaceSymbol(context: Context, symbol: FoundSymbol, isLazy: boolean): WorkspaceSymbol {
  const { key, kind, layer, at, path } = symbol;
  const place = isLazy ? null : context.snapshot.symbolPlace(symbol);
  return {
    name: key,
    kind: SYMBOL_KINDS[kind],
    location:
      place === null ? { uri: context.projects.uri(context.project, path) } : location(context, place),
    data: { root: context.project.info.root, key, at } satisfies SymbolData,
    ...(layer === null ? {} : { containerName: layer }),
  };
}

/** What the steps of a hierarchy get back. */
export interface HierarchyData {
  readonly root: string;
  readonly key: string;
}

export function hierarchyItem(
  context: Context,
  { key, kind, layer, location: place, selection }: HierarchyItem,
): CallHierarchyItem & TypeHierarchyItem {
  const lines = context.snapshot.lines(place.path);
  const { uri, range } = location(context, place);
  return {
    name: key,
    kind: SYMBOL_KINDS[kind],
    detail: layer ?? kind,
    uri,
    range,
    selectionRange: lines.range(selection),
    data: { root: context.project.info.root, key } satisfies HierarchyData,
  };
}

/** What `inlayHint/resolve` gets back. */
export interface HintData {
  readonly root: string;
  readonly kind: InlayHint["kind"];
  readonly keys: readonly string[];
}

export function inlayHint({ lines, project }: View, { kind, offset, label, keys }: InlayHint): LspInlayHint {
  return {
    position: lines.position(offset),
    label,
    paddingLeft: true,
    ...(kind === "key" ? {} : { kind: LspInlayHintKind.Type }),
    data: { root: project.info.root, kind, keys } satisfies HintData,
  };
}

/** The line that closes a part stays visible, as where the editor folds by itself. */
export function foldingRanges({ lines }: View, spans: readonly Span[]): FoldingRange[] {
  const ranges = spans.map((span) => {
    const { start, end } = lines.range(span);
    const closes = /^\s*[)\]}`]/.test(lines.lineText(end.line));
    return { startLine: start.line, endLine: closes ? end.line - 1 : end.line };
  });
  const distinct = new Map(ranges.map((range) => [`${range.startLine}:${range.endLine}`, range]));
  return [...distinct.values()].filter(({ startLine, endLine }) => startLine < endLine);
}

export function signatureHelp(signature: Signature, hasLabelOffsets: boolean): SignatureHelp {
  const { label, doc, parameters, active } = signature;
  return {
    signatures: [
      {
        label,
        ...(doc === null ? {} : { documentation: markdown(doc) }),
        parameters: parameters.map(({ span, doc: about }) => ({
          label: hasLabelOffsets ? [span.start, span.end] : label.slice(span.start, span.end),
          ...(about === null ? {} : { documentation: markdown(about) }),
        })),
      },
    ],
    activeSignature: 0,
    // Behind the last one: none of them.
    activeParameter: active ?? parameters.length,
  };
}

function markdown(value: string) {
  return { kind: MarkupKind.Markdown, value };
}

export const SEMANTIC_TOKENS_LEGEND = {
  tokenTypes: ["assetKey"],
  tokenModifiers: ["declaration", "missing"],
};
const TOKEN_MODIFIERS = { definition: 1, dep: 0, missing: 2 } as const satisfies Record<
  KeyToken["kind"],
  number
>;

/** `tokens` by position. */
export function pushTokens(
  builder: SemanticTokensBuilder,
  { lines }: View,
  tokens: readonly KeyToken[],
): SemanticTokensBuilder {
  for (const { span, kind } of tokens) {
    const { line, character } = lines.position(span.start);
    builder.push(line, character, span.end - span.start, 0, TOKEN_MODIFIERS[kind]);
  }
  return builder;
}

export function overlaps(lines: View["lines"], range: Range, { start, end }: Span): boolean {
  return lines.offset(range.start) <= end && start <= lines.offset(range.end);
}
