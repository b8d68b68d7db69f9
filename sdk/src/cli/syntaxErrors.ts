// Syntax errors as findings of `check`. Editors hear them from TypeScript, so core's rules leave them out.
import type { Diagnostic, Snapshot } from "@strataline/core";

export function syntaxErrors(snapshot: Snapshot): readonly Diagnostic[] {
  return snapshot.paths.flatMap((path) =>
    (snapshot.facts(path)?.syntaxErrors ?? []).map(({ message, start, end }) => ({
      code: "syntax-error",
      severity: "error" as const,
      message,
      path,
      span: { start, end },
      related: [],
      about: "",
      fixes: [],
    })),
  );
}
