// `check --fix`: applies what is safe, and looks again, until nothing safe is left. In memory; `writeFixed` puts it on the disk.
import type { Diagnostic, Fix, Project, Range, Snapshot, TextEdit } from "@strataline/core";

/** Each round mends what the round before could not, as edits overlapped. More rounds are two fixes that undo each other. */
const MOST_ROUNDS = 10;

export interface Applied {
  readonly code: string;
  readonly title: string;
  readonly path: string;
  /** Of the finding, before it was mended. */
  readonly range: Range;
}

export interface Fixed {
  readonly snapshot: Snapshot;
  /** In the order in which they were applied. */
  readonly applied: readonly Applied[];
  /** Texts of before, by path; undefined for files that are new. */
  readonly before: ReadonlyMap<string, string | undefined>;
}

export function fixAll(project: Project, findingsOf: (snapshot: Snapshot) => readonly Diagnostic[]): Fixed {
  const applied: Applied[] = [];
  const before = new Map<string, string | undefined>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const snapshot = project.snapshot();
    const chosen = chooseFixes(findingsOf(snapshot), snapshot);
    const texts = textsAfter(
      chosen.map(({ fix }) => fix),
      snapshot,
    );
    if (texts.size === 0) break;
    project.apply([...texts].map(([path, text]) => ({ path, text })));
    const next = project.snapshot();
    if ([...texts.keys()].some((path) => isBroken(path, next))) {
      // Never happens with a fix that is right. Better nothing than a file that does not parse.
      project.apply([...texts.keys()].map((path) => ({ path, text: snapshot.text(path) ?? null })));
      break;
    }
    for (const path of texts.keys()) if (!before.has(path)) before.set(path, snapshot.text(path));
    applied.push(...chosen.map(({ applied: one }) => one));
  }
  return { snapshot: project.snapshot(), applied, before };
}

interface Chosen {
  readonly fix: Fix;
  readonly applied: Applied;
}

/** Of fixes that overlap the first wins, and the others have their turn in the next round. A fix is applied whole or not at all. */
function chooseFixes(findings: readonly Diagnostic[], snapshot: Snapshot): readonly Chosen[] {
  const taken = new Map<string, TextEdit[]>();
  const made = new Set<string>();
  return findings.flatMap((finding) => {
    const fix = safeFix(finding, snapshot);
    if (fix === null) return [];
    const files = fix.newFiles ?? [];
    const isFree =
      fix.edits.every((edit) => !(taken.get(edit.path) ?? []).some((other) => overlaps(edit, other))) &&
      files.every(({ path }) => !made.has(path));
    if (!isFree) return [];
    for (const edit of fix.edits) taken.set(edit.path, [...(taken.get(edit.path) ?? []), edit]);
    for (const { path } of files) made.add(path);
    const { code, path, span } = finding;
    return [{ fix, applied: { code, path, title: fix.title, range: snapshot.lines(path).range(span) } }];
  });
}

/** The one that is marked as the obvious one; null when there is none, or more than one. */
function safeFix({ fixes }: Diagnostic, snapshot: Snapshot): Fix | null {
  const [fix, ...others] = fixes.filter(({ preferred }) => preferred === true);
  if (fix === undefined || others.length > 0) return null;
  const paths = [...fix.edits.map(({ path }) => path), ...(fix.newFiles ?? []).map(({ path }) => path)];
  if (paths.some((path) => path.startsWith("../") || isBroken(path, snapshot))) return null;
  return (fix.newFiles ?? []).some(({ path }) => snapshot.text(path) !== undefined) ? null : fix;
}

/** What a file says that does not parse may be read wrongly. */
function isBroken(path: string, snapshot: Snapshot): boolean {
  return (snapshot.facts(path)?.syntaxErrors.length ?? 0) > 0;
}

/** Two insertions at one place overlap: their order would be a guess. */
function overlaps(a: TextEdit, b: TextEdit): boolean {
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

/** Only texts that change: a fix that changes nothing would be applied for ever. */
function textsAfter(fixes: readonly Fix[], snapshot: Snapshot): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const edits = fixes.flatMap((fix) => fix.edits);
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const text = snapshot.text(path);
    if (text === undefined) continue;
    const changed = editText(
      text,
      edits.filter((edit) => edit.path === path),
    );
    if (changed !== text) texts.set(path, changed);
  }
  for (const { path, text } of fixes.flatMap((fix) => fix.newFiles ?? [])) texts.set(path, text);
  return texts;
}

/** The edits do not overlap. */
function editText(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
      text,
    );
}
