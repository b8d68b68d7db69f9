// Where something is in a text: offsets in UTF-16 code units, end exclusive. Lines and columns are made at the edges.

/** A half-open range of UTF-16 offsets, `start <= end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a file. `path` is relative to the project root, with `/` separators. */
export interface Location {
  readonly path: string;
  readonly span: Span;
}

/** Replaces `span` of the file `path` by `newText`. Edits of one file never overlap. */
export interface TextEdit {
  readonly path: string;
  readonly span: Span;
  readonly newText: string;
}

/** A zero-based line and UTF-16 character, as in LSP and in the exported graph. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
