// A loaded project's answers: plan, run, status, show, history. Refusals are values; whatever user code does ends in events.
import type { RunError } from "@strataline/protocol";
import type { Loaded } from "../project/loadDefinitions.ts";
import type { FullConfig } from "../project/resolveConfig.ts";
import type { Store } from "../store/store.ts";
import type { Freshness, LoadedProject, ProjectProblem, Refusal, Result, RunSummary } from "./api.ts";
import type { Clock } from "./clock.ts";
import { planOf, prepare, stateRefusal, type PrepareParts, type Selected } from "./prepare.ts";
import { runPlan } from "./runPlan.ts";
import { createPast } from "./past.ts";
import type { Watchdog } from "./watchdog.ts";
import { CurrentVersions, type CurrentProject } from "./versions.ts";

export interface LoadedParts {
  readonly root: string;
  /** Absent in tests whose project is in no file. */
  readonly configFile?: string;
  readonly config: FullConfig;
  readonly loaded: Loaded;
  readonly store: () => Result<Store, ProjectProblem>;
  readonly codeVersion: CurrentProject["codeVersion"];
  readonly codeParts?: CurrentProject["codeParts"];
  readonly otherFiles?: readonly string[];
  /** Where an asset is declared. */
  readonly place?: (key: string) => RunError["location"];
  readonly startWatchdog?: () => Watchdog | undefined;
  readonly clock: Clock;
  readonly choose?: (count: number) => number;
}

export function createLoadedProject(parts: LoadedParts): LoadedProject {
  const { root, config, loaded, codeVersion, codeParts } = parts;
  const project: CurrentProject = {
    root,
    config,
    byKey: loaded.byKey,
    codeVersion,
    ...(codeParts === undefined ? {} : { codeParts }),
  };
  const prepareParts: PrepareParts = { project, loaded, store: parts.store };
  return Object.freeze<LoadedProject>({
    root,
    config: { layers: config.layers, assets: config.assets, concurrency: config.concurrency },
    graph: loaded.graph,
    problems: loaded.problems,
    otherFiles: parts.otherFiles ?? [],
    plan: (options = {}) =>
      answer(prepare(prepareParts, options.select ?? null), (selected) =>
        planOf(prepareParts, selected, { ...options, explain: true }),
      ),
    status: (expression) => answer(prepare(prepareParts, expression ?? null), statusOf),
    run: async (options = {}): Promise<Result<RunSummary, Refusal>> => {
      const selected = prepare(prepareParts, options.select ?? null);
      if (!selected.ok) return selected;
      const planNow = (now: CurrentVersions): ReturnType<typeof planOf> =>
        planOf(prepareParts, { ...selected.value, versions: now }, options);
      const read = (): CurrentVersions => new CurrentVersions(project, selected.value.store);
      return await runPlan({ ...parts, ...selected.value, planNow, read, options });
    },
    locations: () => {
      const store = parts.store();
      const latest = store.ok ? [...store.value.latest()] : [];
      return new Map(latest.map(([key, { stored }]) => [key, stored.location]));
    },
    ...createPast({ ...prepareParts, config, clock: parts.clock }),
  });
}

/** What is read of the state may fail at any time. */
function answer<T, U>(found: Result<T, Refusal>, work: (value: T) => U): Result<U, Refusal> {
  if (!found.ok) return found;
  try {
    return { ok: true, value: work(found.value) };
  } catch (error) {
    return { ok: false, problem: stateRefusal(error) };
  }
}

function statusOf({ keys, versions }: Selected): readonly Freshness[] {
  const why = versions.why();
  return keys
    .filter((key) => versions.asset(key) !== undefined)
    .toSorted()
    .map((key) => {
      const last = versions.latest(key);
      return {
        key,
        status: why.status(key),
        causes: why.causes(key),
        why: why.sentences(key),
        materialization: last?.id ?? null,
        materializedAt: last?.at ?? null,
      };
    });
}
