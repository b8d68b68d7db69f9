// LSP's questions as core's: documents to views, positions to offsets.
import type { Position, Range, TextDocumentIdentifier } from "vscode-languageserver";
import type { Span } from "@strataline/core";
import type { View } from "./projects.ts";

export interface DocumentParams {
  readonly textDocument: TextDocumentIdentifier;
}

export interface PositionParams extends DocumentParams {
  readonly position: Position;
}

export function offset({ lines }: View, position: Position): number {
  return lines.offset(position);
}

export function span({ lines }: View, { start, end }: Range): Span {
  return { start: lines.offset(start), end: lines.offset(end) };
}
