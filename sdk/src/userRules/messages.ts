// What the two processes tell each other: one that reads the project and prints, and one in which the project's rules run.
import type { RunError } from "@strataline/protocol";
import type { RuleDefinition, RuleGraph, RuleSchedule, RuleSeverity } from "../authoring/rule.ts";

/** What rules see, as plain data. */
export interface RuleInput {
  readonly graph: RuleGraph;
  readonly definitions: readonly RuleDefinition[];
  readonly schedules: readonly RuleSchedule[];
}

/** To the rules' process, once. */
export interface Job {
  readonly root: string;
  readonly input: RuleInput;
  readonly files: readonly RuleFile[];
}

export interface RuleFile {
  /** Relative to the root. */
  readonly path: string;
  /** Codes that have had their turn, in a process that had to be ended. */
  readonly skip: readonly string[];
}

export interface RuleHead {
  readonly code: string;
  readonly severity: RuleSeverity;
  readonly doc: string;
}

/** From the rules' process. `code` is null as long as the file is loaded. */
export type Report =
  | { readonly kind: "begins"; readonly file: string; readonly code: string | null }
  | {
      readonly kind: "found";
      readonly file: string;
      readonly rule: RuleHead;
      readonly findings: readonly unknown[];
    }
  | { readonly kind: "failed"; readonly file: string; readonly code: string | null; readonly error: RunError }
  | { readonly kind: "done"; readonly file: string };

/** Findings of one rule that are kept. */
export const MOST_FINDINGS = 1_000;
