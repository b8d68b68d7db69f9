// From a project to the findings of its own rules: which files they are in, evaluated, and at their places.
import type { Diagnostic, Host, Snapshot } from "@strataline/core";
import { createMatcher } from "@strataline/core/glob";
import { withoutAdopted } from "../check/baseline.ts";
import { evaluateRules } from "./evaluate.ts";
import { ruleInputOf } from "./ruleInput.ts";
import { failedAt, toDiagnostics, type UserFindings } from "./toDiagnostics.ts";

/** Milliseconds for each rule, unless something else is asked for. */
const RULE_TIMEOUT_MS = 10_000;

export interface UserRuleOptions {
  readonly root: string;
  readonly host: Host;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface JudgedFindings extends UserFindings {
  /** With those that the baseline hides. */
  readonly beforeBaseline: readonly Diagnostic[];
}

export async function runUserRules(snapshot: Snapshot, options: UserRuleOptions): Promise<JudgedFindings> {
  const patterns = snapshot.linked.config.userRules;
  if (patterns.length === 0) return { diagnostics: [], beforeBaseline: [], rules: [] };
  const listed = options.host
    .listFiles()
    .filter((path) => !path.endsWith(".d.ts") && !path.endsWith(".json"));
  const unmatched = patterns.filter(({ text }) => !listed.some(createMatcher([text])));
  const files = listed.filter(createMatcher(patterns.map(({ text }) => text)));
  const reports = await evaluateRules({
    root: options.root,
    input: ruleInputOf(snapshot),
    files,
    timeoutMs: options.timeoutMs ?? RULE_TIMEOUT_MS,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const { diagnostics, rules } = toDiagnostics(reports, snapshot);
  const missing = unmatched.flatMap(({ text, site }) =>
    failedAt(`No file matches "${text}".`, site, snapshot),
  );
  const all = [...missing, ...diagnostics];
  return { diagnostics: withoutAdopted(all, snapshot), beforeBaseline: all, rules };
}
