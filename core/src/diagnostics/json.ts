// A diagnostic for other programs: the stable form of `strataline check --format json`. Publicly documented, do not change.
import type { LineIndex, Range } from "../text/index.ts";
import type { Diagnostic, Severity } from "./model.ts";

export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** Zero-based, UTF-16. */
  readonly range: Range;
  readonly related: readonly { readonly message: string; readonly file: string; readonly range: Range }[];
}

export function toJson(diagnostic: Diagnostic, lines: (path: string) => LineIndex): JsonDiagnostic {
  const { code, severity, message, path, span, related } = diagnostic;
  return {
    code,
    severity,
    message,
    file: path,
    range: lines(path).range(span),
    related: related.map(({ message: text, location }) => ({
      message: text,
      file: location.path,
      range: lines(location.path).range(location.span),
    })),
  };
}
