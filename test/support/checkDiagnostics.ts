// Rules are tested through fixtures: exactly the marked diagnostics appear.
import { expect } from "vitest";
import type { Snapshot } from "../../core/src/index.ts";
import type { Mark } from "./fixture.ts";
import { applyEdits, diagnosticsOf, openFixture } from "./project.ts";

/** Codes, spans and messages (those contain the mark's text) are as marked, and there are no others. */
export function checkDiagnostics(text: string): Snapshot {
  const { fixture, snapshot } = openFixture(text);
  const left = [...fixture.marks];
  const actual = diagnosticsOf(snapshot).map(({ path, span, code, message }) => {
    const at = left.findIndex(
      (mark) =>
        mark.path === path &&
        mark.code === code &&
        mark.start === span.start &&
        mark.end === span.end &&
        message.includes(mark.message),
    );
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return describeMark(snapshot, found ?? { path, code, message, ...span });
  });
  const expected = fixture.marks.map((mark) => describeMark(snapshot, mark));
  expect(actual.sort()).toEqual(expected.sort());
  return snapshot;
}

function describeMark(snapshot: Snapshot, { path, start, end, code, message }: Mark): string {
  const { line, character } = snapshot.lines(path).position(start);
  return `${path}:${line + 1}:${character + 1}-${character + 1 + end - start} ${code}: ${message}`;
}

/** Titles of what rules offer at the cursor, preferred ones with a star: without what every finding has. */
export function fixTitles(text: string): readonly string[] {
  const { snapshot, cursor } = openFixture(text);
  return snapshot
    .codeActions(cursor.path, { start: cursor.offset, end: cursor.end })
    .filter(({ kind, title }) => kind === "quickfix" && !/^(Ignore|Fix all) /.test(title))
    .map(({ title, preferred }) => (preferred ? `* ${title}` : title));
}

/** The files after the action at the cursor whose title contains `title`. */
export function applyAction(text: string, title: string): Record<string, string> {
  const { snapshot, cursor } = openFixture(text);
  const actions = snapshot.codeActions(cursor.path, { start: cursor.offset, end: cursor.end });
  const action = actions.find((candidate) => candidate.title.includes(title));
  expect(
    action,
    `no action "${title}" among ${JSON.stringify(actions.map((one) => one.title))}`,
  ).toBeDefined();
  return action === undefined ? {} : applyEdits(snapshot, action);
}
