// One `strataline rules` process: unsaved texts in, findings out. Arguments are a list, never a shell string.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { JsonDiagnostic } from "@strataline/core";
import { environment } from "./runProcess.ts";

type RulesOutcome =
  | { readonly kind: "findings"; readonly findings: readonly JsonDiagnostic[] }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "cancelled" };

export interface RulesProcess {
  /** Never rejects. */
  readonly outcome: Promise<RulesOutcome>;
  cancel(): void;
}

export interface RulesRequest {
  readonly node: string;
  /** The project's `strataline` command. */
  readonly bin: string;
  /** Absolute path of the project. */
  readonly root: string;
  /** Texts of unsaved files, by path relative to the project. */
  readonly unsaved: Readonly<Record<string, string>>;
}

/** After it was asked to end. Milliseconds. */
const GRACE_MS = 2_000;
const KEPT_ERROR_TEXT = 2_000;

export function startRules({ node, bin, root, unsaved }: RulesRequest): RulesProcess {
  const args = [bin, "rules", "--format", "json", "--unsaved", "--cwd", root];
  const child = spawn(node, args, { cwd: root, env: environment(), stdio: "pipe", windowsHide: true });
  let isCancelled = false;
  let timer: NodeJS.Timeout | undefined;
  const said = text(child.stdout).catch(() => "");
  const complained = text(child.stderr).catch(() => "");
  // A process that ended before it read has said why elsewhere.
  child.stdin.on("error", () => undefined);
  child.stdin.end(JSON.stringify({ files: unsaved }));

  const ended = new Promise<string | null>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", () => resolve(null));
  });
  const outcome = ended.then(async (problem): Promise<RulesOutcome> => {
    clearTimeout(timer);
    if (isCancelled) return { kind: "cancelled" };
    if (problem !== null) return { kind: "failed", message: problem };
    const findings = findingsIn(await said);
    if (findings !== null) return { kind: "findings", findings };
    return { kind: "failed", message: (await complained).slice(-KEPT_ERROR_TEXT).trim() };
  });
  return {
    outcome,
    cancel: () => {
      if (isCancelled) return;
      isCancelled = true;
      child.kill("SIGTERM");
      timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
      timer.unref();
    },
  };
}

/** null when it is no answer of `strataline rules`. */
export function findingsIn(output: string): readonly JsonDiagnostic[] | null {
  try {
    const value: unknown = JSON.parse(output);
    const isAnswer =
      typeof value === "object" &&
      value !== null &&
      "diagnostics" in value &&
      Array.isArray(value.diagnostics);
    return isAnswer ? (value.diagnostics as readonly JsonDiagnostic[]) : null;
  } catch {
    return null;
  }
}
