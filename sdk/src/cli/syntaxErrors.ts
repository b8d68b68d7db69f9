// Syntax errors as findings of `check`. Editors hear them from TypeScript, so core's rules leave them out.
import type { Diagnostic, RuleInfo, Snapshot } from "@strataline/core";

export const SYNTAX_ERROR: RuleInfo = {
  code: "syntax-error",
  defaultSeverity: "error",
  doc: "The file does not parse, so the rest of it may be read wrongly. Only `strataline check` says so: editors hear it from TypeScript.",
};

export function syntaxErrors(snapshot: Snapshot): readonly Diagnostic[] {
  return snapshot.paths.flatMap((path) =>
    (snapshot.facts(path)?.syntaxErrors ?? []).map(({ message, start, end }) => ({
      code: SYNTAX_ERROR.code,
      severity: SYNTAX_ERROR.defaultSeverity,
      message,
      path,
      span: { start, end },
      related: [],
      about: "",
      fixes: [],
    })),
  );
}
