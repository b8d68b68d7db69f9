// What the lineage asks of an asset: its columns, its checks, and whether what is stored is still right; the last of all of them too.
import { createStaleness, type Snapshot, type StalenessAnswers } from "@strataline/core";
import type { DetailsResult, StalenessResult } from "@strataline/protocol";
import type { OpenProject } from "./projects.ts";

export function detailsOf(project: OpenProject, key: string): DetailsResult | null {
  const snapshot = project.snapshot();
  if (!snapshot.graph.nodes.some((node) => node.key === key)) return null;
  const definition = snapshot.linked.definitions.find(({ id }) => id === key);
  const version = project.statuses.of(key)?.version ?? null;
  const isNewer = (from: string, materialization: string | null): boolean => {
    const now = materialization === null ? undefined : project.statuses.of(from)?.version;
    return now !== undefined && now.materialization !== materialization;
  };
  return {
    key,
    columns: definition?.columns?.map(({ text }) => text) ?? null,
    checks: definition?.checks.map(({ name, blocking }) => ({ name, blocking })) ?? [],
    hasUnknownChecks: definition?.hasUnknownChecks ?? false,
    staleness: stalenessIn(project).of(key),
    version,
    newerInputs: (version?.inputs ?? [])
      .filter((input) => isNewer(input.key, input.materialization))
      .map((input) => input.key),
  };
}

/** What never was materialized has nothing stored that could be wrong: its status says so. */
export function staleAssets(project: OpenProject): StalenessResult {
  if (project.statuses.isEmpty()) return { stale: [] };
  const answers = stalenessIn(project);
  return {
    stale: project.snapshot().graph.nodes.flatMap(({ key }) => {
      const state = answers.of(key);
      if (state.kind !== "stale" || state.reason.kind === "neverMaterialized") return [];
      return [{ key, reason: state.reason }];
    }),
  };
}

interface Known {
  readonly snapshot: Snapshot;
  readonly statusRevision: number;
  readonly answers: StalenessAnswers;
}

const known = new WeakMap<OpenProject, Known>();

/** Of the code and the statuses as they are now: worked out once for each asset that is asked. */
export function stalenessIn(project: OpenProject): StalenessAnswers {
  const snapshot = project.snapshot();
  const statusRevision = project.statuses.revision();
  const before = known.get(project);
  if (before?.snapshot === snapshot && before.statusRevision === statusRevision) return before.answers;
  const answers = createStaleness({
    graph: snapshot.graph,
    codeVersion: (key) => snapshot.codeVersion(key),
    status: project.statuses.of,
  });
  known.set(project, { snapshot, statusRevision, answers });
  return answers;
}

/** Milliseconds at a time: what one types is answered in between. */
const SLICE_MS = 8;

/** Reads the code of these assets and of all above them, of all assets for null, so that `stalenessIn` answers at once. */
export async function prepareStaleness(project: OpenProject, keys: readonly string[] | null): Promise<void> {
  const wanted = keys ?? project.snapshot().graph.nodes.map(({ key }) => key);
  let done = 0;
  while (done < wanted.length) {
    const end = performance.now() + SLICE_MS;
    // The code may have changed meanwhile: then there is more to do, and nothing to begin again.
    const answers = stalenessIn(project);
    while (done < wanted.length && answers.prepare(wanted[done] ?? "", () => performance.now() < end)) done++;
    if (done < wanted.length) await new Promise((resolve) => setImmediate(resolve));
  }
}
