// A comment that suppresses nothing.
import type { Fix } from "../diagnostics/index.ts";
import { nearestName } from "../keys/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import type { TextRule } from "./model.ts";
import type { Suppression } from "./suppression.ts";

export const unusedSuppression: TextRule = {
  code: "unused-suppression",
  scope: "text",
  defaultSeverity: "warning",
  doc: `A \`// strataline-ignore\` comment names a code that nothing here has, or that does not exist. It would hide the next
finding that comes along.

\`\`\`ts
// strataline-ignore skiped-layer: raw history is needed here ✗ did you mean "skipped-layer"?
// strataline-ignore skipped-layer: raw history is needed here ✓ when the line below has that finding
\`\`\``,
};

export function unusedMessage(code: string, codes: readonly string[]): string {
  if (codes.includes(code)) return `Nothing here is suppressed by "${code}": remove it.`;
  const nearest = nearestName(code, codes);
  return `There is no rule "${code}".${nearest === null ? "" : ` Did you mean "${nearest}"?`}`;
}

export function unusedFixes(
  { code, span, comment, codes, isOwnLine }: Suppression,
  path: string,
  known: readonly string[],
  view: ProjectView,
): readonly Fix[] {
  const fixes: Fix[] = [];
  const nearest = known.includes(code) ? null : nearestName(code, known);
  if (nearest !== null)
    fixes.push({
      title: `Change to "${nearest}"`,
      edits: [{ path, span, newText: nearest }],
      preferred: true,
    });
  const text = view.text(path) ?? "";
  if (codes.length > 1) {
    const after = /^\s*,\s*/.exec(text.slice(span.end))?.[0].length ?? 0;
    const before = after > 0 ? 0 : (/,\s*$/.exec(text.slice(comment.start, span.start))?.[0].length ?? 0);
    const cut = { start: span.start - before, end: span.end + after };
    fixes.push({ title: `Remove "${code}" from the comment`, edits: [{ path, span: cut, newText: "" }] });
  } else {
    const start = comment.start - (/[ \t]*$/.exec(text.slice(0, comment.start))?.[0].length ?? 0);
    const lineBreak = isOwnLine ? (/^\r?\n/.exec(text.slice(comment.end))?.[0].length ?? 0) : 0;
    const cut = { start, end: comment.end + lineBreak };
    fixes.push({ title: "Remove the comment", edits: [{ path, span: cut, newText: "" }] });
  }
  return fixes;
}
