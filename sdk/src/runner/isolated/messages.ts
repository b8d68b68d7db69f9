// What a run and the process of an isolated asset say to each other. Plain data: it crosses a process border.
import type { RunError } from "@strataline/protocol";
import type { Metadata } from "../../authoring/metadata.ts";
import type { CheckResult, Materialization } from "../../store/model.ts";

export interface Task {
  readonly root: string;
  readonly configFile: string;
  readonly key: string;
  readonly runId: string;
  readonly attempt: number;
  /** Id of the version to make. */
  readonly materialization: string;
  readonly codeVersion: string;
  /** The current version of each upstream, and of the asset itself. */
  readonly latest: readonly Materialization[];
  /** Data versions of what has no materialization: sources. */
  readonly dataVersions: Readonly<Record<string, string>>;
}

export type ToWorker =
  { readonly type: "materialize"; readonly task: Task } | { readonly type: "abort"; readonly reason: string };

/** A task ends with `made` or `failed`. */
export type FromWorker =
  | {
      readonly type: "log";
      readonly stream: "stdout" | "stderr";
      readonly text: string;
      readonly location?: RunError["location"];
    }
  | {
      readonly type: "progress";
      readonly done: number;
      readonly total: number | null;
      readonly message: string | null;
    }
  | { readonly type: "check"; readonly result: CheckResult }
  | { readonly type: "metadata"; readonly entries: Metadata }
  | { readonly type: "made"; readonly made: Materialization }
  | { readonly type: "failed"; readonly error: RunError };
