// The baseline where analysis alone does not apply it: findings of the project's own rules, and a new baseline of everything.
import {
  applyBaseline,
  BASELINE_FILE,
  isUserCode,
  makeBaseline,
  readBaseline,
  writeBaseline,
  type Baseline,
  type Diagnostic,
  type Snapshot,
} from "@strataline/core";

/** Without those that the baseline has adopted; analysis has judged its own already. */
export function withoutAdopted(found: readonly Diagnostic[], snapshot: Snapshot): readonly Diagnostic[] {
  const baseline = baselineOf(snapshot);
  const files = new Set(found.map(({ path }) => path));
  const shown = [...files].flatMap(
    (file) =>
      applyBaseline(
        found.filter(({ path }) => path === file),
        baseline,
        file,
      ).shown,
  );
  const kept = new Set(shown);
  return found.filter((one) => kept.has(one));
}

export interface NewBaseline {
  readonly text: string;
  /** Findings that it hides. */
  readonly count: number;
}

/** `user`: what the project's own rules found; null when they were not run, so that what was adopted of them stays. */
export function newBaseline(snapshot: Snapshot, user: readonly Diagnostic[] | null): NewBaseline {
  const own = makeBaseline([...snapshot.diagnosticsBeforeBaseline(), ...(user ?? [])].filter(canBeAdopted));
  const left = user === null ? baselineOf(snapshot).entries.filter(({ code }) => isUserCode(code)) : [];
  const entries = [...own.entries, ...left];
  return {
    text: writeBaseline({ entries }),
    count: entries.reduce((sum, entry) => sum + entry.count, 0),
  };
}

/** A rule that does not run has no findings to adopt. */
function canBeAdopted({ code }: Diagnostic): boolean {
  return code !== "user-rule-failed";
}

function baselineOf(snapshot: Snapshot): Baseline {
  const read = readBaseline(snapshot.text(BASELINE_FILE) ?? "");
  return read.ok ? read.baseline : { entries: [] };
}
