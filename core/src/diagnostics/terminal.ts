// A diagnostic for people in a terminal: place, message, the line with a squiggle, related places indented.
import type { LineIndex, Location, Position } from "../text/index.ts";
import type { Diagnostic, Severity } from "./model.ts";

/** What a piece of the output is; the caller decides on colours. */
export type Style = Severity | "path" | "code" | "dim";
export type Paint = (style: Style, text: string) => string;

/** Columns of a source line that are shown around the span. */
const WIDTH = 120;

/** Several lines without a final line break. Lines and columns are one-based, as editors and terminals link them. */
export function formatForTerminal(
  diagnostic: Diagnostic,
  lines: (path: string) => LineIndex,
  paint: Paint,
): string {
  const { code, severity, message, path, span, related } = diagnostic;
  const place = placeText({ path, span }, lines(path));
  const head = `${paint("path", place)} ${paint(severity, severity)} ${paint("code", code)}  ${message}`;
  const places = related.flatMap((entry) => [
    `    ${paint("path", placeText(entry.location, lines(entry.location.path)))}  ${entry.message}`,
  ]);
  return [head, ...excerpt(diagnostic, lines(path), paint), ...places].join("\n");
}

function placeText({ path, span }: Location, lines: LineIndex): string {
  const { line, character } = lines.position(span.start);
  return `${path}:${line + 1}:${character + 1}`;
}

function excerpt({ severity, span }: Diagnostic, lines: LineIndex, paint: Paint): readonly string[] {
  const { start, end } = lines.range(span);
  const text = lines.lineText(start.line);
  if (text.trim() === "") return [];
  const cut = visiblePart(text, start);
  const number = String(start.line + 1);
  const gutter = " ".repeat(number.length);
  const shown = text.slice(cut.start, cut.end);
  const lead = (cut.start > 0 ? "…" : "") + text.slice(cut.start, start.character);
  const last = Math.min(end.line === start.line ? end.character : text.length, cut.end);
  const squiggle = "~".repeat(Math.max(1, last - start.character));
  return [
    `  ${paint("dim", `${number} |`)} ${cut.start > 0 ? "…" : ""}${shown}${cut.end < text.length ? "…" : ""}`,
    `  ${paint("dim", `${gutter} |`)} ${lead.replace(/[^\t]/g, " ")}${paint(severity, squiggle)}`,
  ];
}

function visiblePart(
  text: string,
  { character }: Position,
): { readonly start: number; readonly end: number } {
  if (text.length <= WIDTH) return { start: 0, end: text.length };
  const start = Math.max(0, Math.min(character - 40, text.length - WIDTH));
  return { start, end: Math.min(text.length, start + WIDTH) };
}
