// What stands before a plan, a run and a status: a project without problems, a selection that means something, a state that can be
// read. Refusals are values.
import { select } from "@strataline/core/graph";
import type { Loaded } from "../project/loadDefinitions.ts";
import type { Store } from "../store/store.ts";
import type { Plan, PlanOptions, ProjectProblem, Refusal, Result } from "./api.ts";
import { partitionedRefusal } from "./partitioned.ts";
import { plan } from "./plan.ts";
import type { Why } from "./why.ts";
import { CurrentVersions, type CurrentProject } from "./versions.ts";

export interface PrepareParts {
  readonly project: CurrentProject;
  readonly loaded: Loaded;
  readonly store: () => Result<Store, ProjectProblem>;
}

/** Selected keys, with what is stored of them. */
export interface Selected {
  readonly selection: string | null;
  readonly keys: readonly string[];
  readonly versions: CurrentVersions;
  readonly store: Store;
}

export function prepare(parts: PrepareParts, selection: string | null): Result<Selected, Refusal> {
  const { loaded } = parts;
  if (loaded.problems.length > 0) return { ok: false, problem: problemsRefusal(loaded.problems) };
  const selected = select(loaded.graph, selection ?? "*");
  if (!selected.ok) {
    const { message, offset: start, end } = selected;
    return { ok: false, problem: { kind: "selection", message, span: { start, end } } };
  }
  const partitioned = partitionedRefusal(selected.keys, loaded.byKey);
  if (partitioned !== null) return { ok: false, problem: partitioned };
  return withVersions(parts, (versions, store) => ({ selection, keys: selected.keys, versions, store }));
}

/** For questions that need no selection. */
export function withVersions<T>(
  { project, store }: PrepareParts,
  work: (versions: CurrentVersions, store: Store) => T,
): Result<T, Refusal> {
  const opened = store();
  if (!opened.ok) return { ok: false, problem: { kind: "state", message: opened.problem.message } };
  try {
    return { ok: true, value: work(new CurrentVersions(project, opened.value), opened.value) };
  } catch (error) {
    return { ok: false, problem: stateRefusal(error) };
  }
}

export function planOf(
  { project: { byKey }, loaded }: PrepareParts,
  { selection, keys, versions }: Pick<Selected, "selection" | "keys" | "versions">,
  { force = false, explain = false }: PlanOptions & { readonly explain?: boolean },
): Plan {
  let why: Why | undefined;
  return plan({
    graph: loaded.graph,
    selection,
    keys: keys.filter((key) => byKey.has(key)),
    force,
    asset: (key) => versions.assetNow(key),
    versions,
    why: (key) => (explain ? (why ??= versions.why()).sentences(key) : []),
  });
}

export function stateRefusal(error: unknown): Refusal {
  return { kind: "state", message: error instanceof Error ? error.message : String(error) };
}

function problemsRefusal(problems: readonly ProjectProblem[]): Refusal {
  const rest = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return { kind: "problems", message: `${problems[0]?.message ?? ""}${rest}`, problems };
}
