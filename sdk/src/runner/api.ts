// What a shell (the CLI) may ask of a project at run time. Expected failures are values.
import type { StaleCause, StaleStatus } from "@strataline/core/staleness";
import type { AssetGraph, AssetStatus } from "@strataline/core";
import type {
  DiffOptions,
  GarbageReport,
  Lineage,
  RolledBack,
  RowDiff,
  ValueDiff,
  VersionList,
} from "./historyApi.ts";
import type { PlanReason, RunEvent, RunStatus } from "@strataline/protocol";

export type Result<T, Problem> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** What is wrong with the project itself: its config, its modules, its state. For exit code 2. */
export interface ProjectProblem {
  readonly code:
    | "noConfig"
    | "configFailed"
    | "configInvalid"
    | "moduleFailed"
    | "invalidDefinition"
    | "duplicateKey"
    | "cycle"
    | "stateUnreadable";
  readonly message: string;
  /** Relative to the project, with `/`. */
  readonly file?: string;
  /** Zero-based. */
  readonly line?: number;
  readonly character?: number;
}

/** The config with every default filled in. */
export interface ResolvedConfig {
  readonly layers: AssetGraph["layers"];
  readonly assets: readonly string[];
  readonly concurrency: number;
}

/** A project folder. Finding it runs no code of the user. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  /** File name of the config, relative to the root. */
  readonly configFile: string;
  /** Newest first. */
  runs(limit?: number): Result<readonly RunRecord[], ProjectProblem>;
  /** The events of a past run; undefined when there is no such run. */
  events(runId: string): readonly RunEvent[] | undefined;
  /** Versions of an asset. */
  versions(key: string, limit?: number): Result<VersionList, ProjectProblem>;
  /** What a materialization was made of; a text says why there is none. `id`: or how it begins or ends. */
  lineageOf(id: string): Result<Lineage | string, ProjectProblem>;
  /** Last known state of every asset that was ever run, sorted by key. */
  statuses(): Result<readonly AssetStatus[], ProjectProblem>;
  /** Evaluates the config and the asset modules: runs the user's code. Fails only when there is no usable config. */
  load(): Promise<Result<LoadedProject, ProjectProblem>>;
  /** Loads ahead what runs need: the engine and the state. */
  warmUp(): Promise<void>;
  /** Closes what was opened. */
  close(): void;
}

export interface LoadedProject {
  readonly root: string;
  readonly config: ResolvedConfig;
  /** The graph of the loaded definitions; equal to the one from the syntax, except for `file`, which is null. */
  readonly graph: AssetGraph;
  /** Files outside of the project's folder that its code imports, relative to the root. */
  readonly otherFiles: readonly string[];
  /** Modules that failed, invalid options, duplicate keys, cycles. `plan` and `run` refuse while there are any. */
  readonly problems: readonly ProjectProblem[];
  plan(options?: PlanOptions): Result<Plan, Refusal>;
  /** Runs; ends when everything has ended. `onEvent` is called in order, synchronously. */
  run(options?: RunOptions): Promise<Result<RunSummary, Refusal>>;
  /** Where the newest version of each asset is, in terms of its IO manager: for files, a path relative to the project. */
  locations(): ReadonlyMap<string, string>;
  /** Which of the selected assets are fresh, and why the others are not. Default: all. Sorted by key. */
  status(select?: string): Result<readonly Freshness[], Refusal>;
  /** The stored rows of an asset, or the rows of a source's file. `version`: of an asset, as in `DiffOptions`; default: the current one. */
  show(key: string, rows: number, version?: string): Promise<Result<Shown, Refusal>>;
  /** How two versions of an asset differ. */
  diff(key: string, options?: DiffOptions): Promise<Result<RowDiff | ValueDiff, Refusal>>;
  /** Makes an earlier version of an asset the current one. `to` as in `DiffOptions`, default "previous"; `dryRun`: only says what would happen. */
  rollback(
    key: string,
    options?: { readonly to?: string; readonly dryRun?: boolean },
  ): Result<RolledBack, Refusal>;
  /** Deletes what retention no longer keeps, of all assets. `dryRun`: only says what would go. */
  gc(options?: { readonly dryRun?: boolean }): Result<GarbageReport, Refusal>;
}

export interface PlanOptions {
  /** Selection expression. Default: all assets. */
  readonly select?: string;
  /** Runs also what is fresh. */
  readonly force?: boolean;
}

export interface RunOptions extends PlanOptions {
  /** Cancels. Assets in flight get `ctx.signal` and `graceMs` to end. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Default: of the config. */
  readonly concurrency?: number;
  /** Milliseconds that an asset in flight has after a cancel. Default 5,000. */
  readonly graceMs?: number;
  /** When another run computes one of the assets: waits for it to end instead of refusing. */
  readonly wait?: boolean;
  /** Called once for each run that is waited for. */
  readonly onWait?: (conflict: Extract<Refusal, { kind: "conflict" }>) => void;
}

/** Why nothing was planned, run or shown. `problems`: exit 2. `selection`: exit 2. `conflict`: exit 3. */
export type Refusal =
  | { readonly kind: "problems"; readonly message: string; readonly problems: readonly ProjectProblem[] }
  | {
      readonly kind: "selection";
      readonly message: string;
      /** Offsets in the expression. */ readonly span?: { readonly start: number; readonly end: number };
    }
  | {
      readonly kind: "conflict";
      readonly message: string;
      readonly runId: string;
      readonly keys: readonly string[];
    }
  /** This version cannot do it. Exit 2. */
  | { readonly kind: "unsupported"; readonly message: string; readonly keys: readonly string[] }
  | { readonly kind: "state"; readonly message: string }
  | { readonly kind: "unknownKey"; readonly message: string }
  | { readonly kind: "notStored"; readonly message: string };

/** One asset of a plan. */
export interface PlanStep {
  readonly key: string;
  readonly reason: PlanReason;
  /** Root causes, for people, when it is stale: "helper parseDate in lib/dates.ts changed". */
  readonly why: readonly string[];
  /** run: it will run. maybe: only if an upstream in this plan changes its output. */
  readonly certainty: "run" | "maybe";
  /** Upstream keys in this plan, which end before it starts. */
  readonly after: readonly string[];
}

/** Whether an asset is what its code and its inputs would give. Dagster's words. */
export interface Freshness {
  readonly key: string;
  readonly status: StaleStatus;
  /** In order; each with what lies behind it. Empty unless it is stale. */
  readonly causes: readonly StaleCause[];
  /** Its root causes in words. */
  readonly why: readonly string[];
  /** null: it was never materialized. */
  readonly materialization: string | null;
  /** Epoch milliseconds. */
  readonly materializedAt: number | null;
}

export interface Plan {
  readonly selection: string | null;
  /** In an order in which they can run. */
  readonly steps: readonly PlanStep[];
  /** Selected, and up to date. */
  readonly fresh: readonly string[];
}

export interface RunSummary {
  readonly runId: string;
  readonly status: RunStatus;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly fresh: number;
  readonly checksFailed: number;
}

export interface RunRecord {
  readonly runId: string;
  /** interrupted: its process ended without finishing it. */
  readonly status: RunStatus | "running" | "interrupted";
  readonly selection: string | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number | null;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly checksFailed: number;
}

export interface Shown {
  readonly key: string;
  /** null when the value is not rows. */
  readonly columns: readonly { readonly name: string; readonly type: string }[] | null;
  /** At most as many as asked for; JSON-able (dates as ISO strings, big integers as strings). */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** The value itself when it is not rows. */
  readonly value?: unknown;
  readonly totalRows: number | null;
  /** null for a source. */
  readonly materialization: string | null;
  /** Epoch milliseconds; null for a source. */
  readonly materializedAt: number | null;
}
