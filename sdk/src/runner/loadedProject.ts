// A loaded project's answers: plan, run, show. Refusals are values; whatever user code does ends in events.
import { select } from "@strataline/core/graph";
import type { RunError } from "@strataline/protocol";
import type { Loaded } from "../project/loadDefinitions.ts";
import type { FullConfig } from "../project/resolveConfig.ts";
import type { Store } from "../store/store.ts";
import type {
  LoadedProject,
  Plan,
  PlanOptions,
  ProjectProblem,
  Refusal,
  Result,
  RunOptions,
  RunSummary,
} from "./api.ts";
import type { Clock } from "./clock.ts";
import { partitionedRefusal } from "./partitioned.ts";
import { plan } from "./plan.ts";
import { runPlan } from "./runPlan.ts";
import { show } from "./show.ts";
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
  readonly otherFiles?: readonly string[];
  /** Where an asset is declared. */
  readonly place?: (key: string) => RunError["location"];
  readonly startWatchdog?: () => Watchdog | undefined;
  readonly clock: Clock;
  readonly choose?: (count: number) => number;
}

export function createLoadedProject(parts: LoadedParts): LoadedProject {
  const { root, config, loaded } = parts;
  const project: CurrentProject = {
    root,
    config,
    byKey: loaded.byKey,
    codeVersion: parts.codeVersion,
  };

  const prepare = (options: PlanOptions): Result<Prepared, Refusal> => {
    if (loaded.problems.length > 0) return { ok: false, problem: problemsRefusal(loaded.problems) };
    const selection = options.select ?? null;
    const selected = select(loaded.graph, selection ?? "*");
    if (!selected.ok)
      return {
        ok: false,
        problem: {
          kind: "selection",
          message: selected.message,
          span: { start: selected.offset, end: selected.end },
        },
      };
    const partitioned = partitionedRefusal(selected.keys, loaded.byKey);
    if (partitioned !== null) return { ok: false, problem: partitioned };
    const store = parts.store();
    if (!store.ok) return { ok: false, problem: { kind: "state", message: store.problem.message } };
    try {
      const versions = new CurrentVersions(project, store.value);
      const planned = plan({
        graph: loaded.graph,
        selection,
        keys: selected.keys,
        force: options.force ?? false,
        asset: (key) => versions.assetNow(key),
        versions,
      });
      return { ok: true, value: { plan: planned, versions, store: store.value } };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, problem: { kind: "state", message } };
    }
  };

  return Object.freeze({
    root,
    config: { layers: config.layers, assets: config.assets, concurrency: config.concurrency },
    graph: loaded.graph,
    problems: loaded.problems,
    otherFiles: parts.otherFiles ?? [],
    plan: (options: PlanOptions = {}): Result<Plan, Refusal> => {
      const prepared = prepare(options);
      return prepared.ok ? { ok: true, value: prepared.value.plan } : prepared;
    },
    run: async (options: RunOptions = {}): Promise<Result<RunSummary, Refusal>> => {
      const prepared = prepare(options);
      return prepared.ok ? await runPlan({ ...parts, ...prepared.value, options }) : prepared;
    },
    locations: () => {
      const store = parts.store();
      const latest = store.ok ? [...store.value.latest()] : [];
      return new Map(latest.map(([key, { stored }]) => [key, stored.location]));
    },
    show: async (key: string, rows: number) => {
      const store = parts.store();
      if (!store.ok)
        return { ok: false as const, problem: { kind: "state" as const, message: store.problem.message } };
      return await show(key, rows, new CurrentVersions(project, store.value), [...loaded.byKey.keys()]);
    },
  });
}

interface Prepared {
  readonly plan: Plan;
  readonly versions: CurrentVersions;
  readonly store: Store;
}

function problemsRefusal(problems: readonly ProjectProblem[]): Refusal {
  const rest = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
  return { kind: "problems", message: `${problems[0]?.message ?? ""}${rest}`, problems };
}
