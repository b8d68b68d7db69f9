// Mending findings: one at the cursor, all of its kind, all of a file, or saying why one is meant to be.
import type { Diagnostic, Fix } from "../../diagnostics/index.ts";
import type { Span, TextEdit } from "../../text/index.ts";
import type { KeyIndex } from "../../occurrences/index.ts";
import type { CodeAction } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { lazyAction } from "./lazy.ts";
import { newestEdgeFix } from "./newestEdge.ts";
import { suppress } from "./suppress.ts";

export function quickFixes(view: EditView, index: KeyIndex, path: string, span: Span): readonly CodeAction[] {
  const all = view.diagnostics(path);
  const here = all.filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end);
  const codes = [...new Set(here.map(({ code }) => code))];
  return [
    ...here.flatMap((finding) => finding.fixes.map((fix) => fixAction(finding, fix))),
    ...here.filter(({ code }) => code === "cycle").flatMap((finding) => newestEdgeFix(view, index, finding)),
    ...codes.flatMap((code) => fixKind(all, code)),
    ...codes.flatMap((code) => {
      const finding = here.find((one) => one.code === code);
      return finding === undefined ? [] : [suppressAction(view, finding)];
    }),
  ];
}

function fixAction({ code, span }: Diagnostic, fix: Fix): CodeAction {
  return lazyAction(
    { title: fix.title, kind: "quickfix", preferred: fix.preferred === true, mends: { code, span } },
    () => ({ edits: fix.edits, newFiles: fix.newFiles ?? [] }),
  );
}

function suppressAction(view: EditView, { code, path, span }: Diagnostic): CodeAction {
  return lazyAction(
    { title: `Ignore ${code} here, with a reason`, kind: "quickfix", mends: { code, span } },
    () => ({ edits: [suppress(view, path, span.start, code)] }),
  );
}

function fixKind(all: readonly Diagnostic[], code: string): readonly CodeAction[] {
  const edits = preferredEdits(all.filter((finding) => finding.code === code));
  if (edits.count < 2) return [];
  const title = `Fix all ${edits.count} ${code} in this file`;
  return [lazyAction({ title, kind: "quickfix" }, () => ({ edits: edits.all }))];
}

/** The obvious fix of everything that has one. */
export function fixFileAction(view: EditView, path: string): readonly CodeAction[] {
  const { all, count } = preferredEdits(view.diagnostics(path));
  if (count === 0) return [];
  const title = "Fix what Strataline can fix in this file";
  return [lazyAction({ title, kind: "source.fixAll.strataline" }, () => ({ edits: all }))];
}

/** Of fixes that touch the same text the first is taken: the others are found again afterwards. */
function preferredEdits(findings: readonly Diagnostic[]): {
  readonly all: readonly TextEdit[];
  readonly count: number;
} {
  const all: TextEdit[] = [];
  let count = 0;
  for (const { fixes } of findings) {
    const fix = fixes.find(({ preferred, newFiles = [] }) => preferred === true && newFiles.length === 0);
    if (fix === undefined) continue;
    const added = fix.edits.filter((edit) => !all.some((other) => isSame(edit, other)));
    if (added.some((edit) => all.some((other) => overlaps(edit, other)))) continue;
    all.push(...added);
    count++;
  }
  return { all, count };
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return (
    a.newText === b.newText && a.path === b.path && a.span.start === b.span.start && a.span.end === b.span.end
  );
}

/** Touching counts: two insertions at one place have no order. */
function overlaps(a: TextEdit, b: TextEdit): boolean {
  return a.path === b.path && a.span.start <= b.span.end && b.span.start <= a.span.end;
}
