// A fixture as a project, and results as text that reads well in a failing test.
import { createProject } from "../../core/src/index.ts";
import type { Diagnostic, Fix, Location, Project, Snapshot, Span, TextEdit } from "../../core/src/index.ts";
import { parseFixture, withoutImportLine } from "./fixture.ts";
import type { Cursor, Fixture } from "./fixture.ts";
import { createMemoryHost } from "./memoryHost.ts";
import type { MemoryHost } from "./memoryHost.ts";

export interface OpenFixture {
  readonly fixture: Fixture;
  readonly host: MemoryHost;
  readonly project: Project;
  readonly snapshot: Snapshot;
  /** Throws when the fixture has none. */
  readonly cursor: Cursor;
}

export function openFixture(text: string): OpenFixture {
  const fixture = parseFixture(text);
  const host = createMemoryHost(Object.fromEntries(fixture.files));
  const project = createProject({ host });
  return {
    fixture,
    host,
    project,
    snapshot: project.snapshot(),
    get cursor() {
      if (fixture.cursor === null) throw new Error("the fixture has no $0");
      return fixture.cursor;
    },
  };
}

/** `assets/orders.ts "silver/orders"`: a place by its text. */
export function placeText(snapshot: Snapshot, { path, span }: Location): string {
  return `${path} ${spanText(snapshot, path, span)}`;
}

export function spanText(snapshot: Snapshot, path: string, { start, end }: Span): string {
  return (snapshot.text(path) ?? "").slice(start, end);
}

/** The files that edits change and make, with their new texts. Checks that edits of one file do not overlap. */
export function applyEdits(
  snapshot: Snapshot,
  { edits, newFiles = [] }: Pick<Fix, "edits"> & Partial<Pick<Fix, "newFiles">>,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const own = edits.filter((edit) => edit.path === path);
    result[path] = withoutImportLine(applyToText(snapshot.text(path) ?? "", own));
  }
  for (const { path, text } of newFiles) {
    if (snapshot.text(path) !== undefined) throw new Error(`${path} exists already`);
    result[path] = text;
  }
  return result;
}

function applyToText(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  let before = Number.POSITIVE_INFINITY;
  for (const { span, newText } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    if (span.end > before) throw new Error("edits overlap");
    before = span.start;
    result = result.slice(0, span.start) + newText + result.slice(span.end);
  }
  return result;
}

/** All diagnostics of a project with their paths, in order. */
export function diagnosticsOf(snapshot: Snapshot): readonly Diagnostic[] {
  return snapshot.allDiagnostics().flatMap(({ diagnostics }) => diagnostics);
}
