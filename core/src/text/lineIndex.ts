// Offsets to lines and back, for one text.
import type { Position, Range, Span } from "./span.ts";

export interface LineIndex {
  position(offset: number): Position;
  range(span: Span): Range;
  /** Clamps positions outside of the text to its nearest offset. */
  offset(position: Position): number;
  /** The text of a zero-based line without its line break; "" outside of the text. */
  lineText(line: number): string;
}

/** Line breaks are `\n`, `\r\n` and `\r`, as in LSP. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  const lineEnd = (line: number): number => {
    let end = starts[line + 1] ?? text.length;
    if (line + 1 < starts.length) {
      end--;
      if (text.charCodeAt(end) === 10 && text.charCodeAt(end - 1) === 13) end--;
    }
    return end;
  };
  const position = (offset: number): Position => {
    const clamped = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (starts[low] ?? 0) };
  };
  return {
    position,
    range: (span) => ({ start: position(span.start), end: position(span.end) }),
    offset: ({ line, character }) => {
      if (line < 0) return 0;
      const start = starts[line];
      if (start === undefined) return text.length;
      return Math.min(start + Math.max(0, character), lineEnd(line));
    },
    lineText: (line) => {
      const start = starts[line];
      return start === undefined ? "" : text.slice(start, lineEnd(line));
    },
  };
}
