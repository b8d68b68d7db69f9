// Quick fixes of the findings at a selection, and refactorings of the asset around it.
import type { Diagnostic } from "../diagnostics/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import { addCheck } from "../rules/index.ts";
import { contains } from "../text/index.ts";
import type { Span } from "../text/index.ts";
import type { CodeAction } from "./model.ts";

export function codeActions(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  span: Span,
  diagnostics: readonly Diagnostic[],
): readonly CodeAction[] {
  const fixes = diagnostics
    .filter((diagnostic) => diagnostic.span.start <= span.end && span.start <= diagnostic.span.end)
    .flatMap((diagnostic) =>
      diagnostic.fixes.map((fix): CodeAction => ({
        title: fix.title,
        kind: "quickfix",
        edits: fix.edits,
        newFiles: fix.newFiles ?? [],
        preferred: fix.preferred === true,
        mends: { code: diagnostic.code, span: diagnostic.span },
      })),
    );
  return [...fixes, ...refactorings(view, index, path, span)];
}

function refactorings(view: ProjectView, index: KeyIndex, path: string, { start }: Span): CodeAction[] {
  return index
    .definitionsIn(path)
    .filter(({ nameSite, keySite }) =>
      [nameSite, keySite].some((site) => site.path === path && contains(view.span(site), start)),
    )
    .flatMap((definition) => {
      const fix = addCheck(view, definition);
      if (fix === null) return [];
      const { title, edits } = fix;
      return [{ title, kind: "refactor" as const, edits, newFiles: [], preferred: false, mends: null }];
    });
}
