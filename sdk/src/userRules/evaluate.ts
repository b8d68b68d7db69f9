// Has the project's rules run in a process of their own, with a time limit for each. One that loops or crashes costs its process,
// not the others: they go on in the next.
import { fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Job, Report, RuleFile, RuleInput } from "./messages.ts";

export interface EvaluateOptions {
  readonly root: string;
  readonly input: RuleInput;
  /** Relative to the root. */
  readonly files: readonly string[];
  /** Milliseconds for loading a file, and for each rule. */
  readonly timeoutMs: number;
  /** Ends the process. */
  readonly signal?: AbortSignal;
}

/** Beside this file in the package; in the build's folder when run from the sources. */
const PLACES = ["./ruleHost.js", "../../dist/ruleHost.js"];
/** Until the first rule file is begun: a new Node, and the loader. */
const START_MS = 60_000;

/** Reports of all files, in order; what never answered is a report, too. */
export async function evaluateRules(options: EvaluateOptions): Promise<readonly Report[]> {
  const reports: Report[] = [];
  let left: readonly RuleFile[] = options.files.map((path) => ({ path, skip: [] }));
  while (left.length > 0 && options.signal?.aborted !== true) {
    left = await runProcess({ ...options, files: left }, reports);
  }
  return reports;
}

type ProcessOptions = Omit<EvaluateOptions, "files"> & { readonly files: readonly RuleFile[] };

/** One process, to its end. Answers what is left for the next one. */
async function runProcess(
  { root, input, files, timeoutMs, signal }: ProcessOptions,
  reports: Report[],
): Promise<readonly RuleFile[]> {
  const path = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
  const [first] = files;
  if (path === undefined || first === undefined) {
    reports.push(...files.map((file) => failure(file.path, null, "this installation has no ruleHost.js")));
    return [];
  }
  // What rules print is no output of the command.
  const child = fork(path, [], { cwd: root, execArgv: [], stdio: ["ignore", 2, 2, "ipc"] });
  const progress = new Progress(files);
  const ended = follow(child, { timeoutMs, ...(signal === undefined ? {} : { signal }) }, (report) => {
    progress.note(report);
    if (report.kind !== "begins" && report.kind !== "done") reports.push(report);
  });
  child.send({ root, input, files } satisfies Job, () => undefined);
  const reason = await ended;
  const { left, current } = progress;
  if (left.length === 0 || signal?.aborted === true) return [];
  // It ended in the middle.
  const file = current?.file ?? first.path;
  reports.push(failure(file, current?.code ?? null, reason));
  return progress.after(file);
}

function failure(file: string, code: string | null, message: string): Report {
  return { kind: "failed", file, code, error: { name: "RuleError", message } };
}

/** Where a process is: what to go on with when it ends. */
class Progress {
  #left: readonly RuleFile[];
  #begun: string[] = [];
  current: { readonly file: string; readonly code: string | null } | null = null;

  constructor(files: readonly RuleFile[]) {
    this.#left = files;
  }

  get left(): readonly RuleFile[] {
    return this.#left;
  }

  note(report: Report): void {
    if (report.kind === "begins") {
      this.current = report;
      if (report.code === null) this.#begun = [];
      else this.#begun.push(report.code);
    } else if (report.kind === "done") {
      this.#left = this.#left.filter(({ path }) => path !== report.file);
      this.current = null;
    }
  }

  /** A file that did not load is given up; in one of which a rule did not end, the others have their turn. */
  after(file: string): readonly RuleFile[] {
    return this.#left.flatMap((one) => {
      if (one.path !== file) return [one];
      return this.current?.code == null ? [] : [{ path: file, skip: [...one.skip, ...this.#begun] }];
    });
  }
}

/** Resolves when the process has ended, with the reason in words. */
function follow(
  child: ChildProcess,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  onReport: (report: Report) => void,
): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  let late: string | null = null;
  const limit = (ms: number, message: string): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      late = message;
      child.kill("SIGKILL");
    }, ms);
  };
  const cancel = (): void => void child.kill("SIGKILL");
  limit(START_MS, `it could not be started within ${START_MS} ms`);
  if (signal?.aborted === true) cancel();
  signal?.addEventListener("abort", cancel);
  child.on("message", (report: Report) => {
    limit(timeoutMs, `it did not end within ${timeoutMs} ms`);
    onReport(report);
  });
  return new Promise((resolve) => {
    const end = (reason: string): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      resolve(late ?? reason);
    };
    child.on("error", (error) => end(error.message));
    child.on("close", (code, killedBy) => {
      end(
        killedBy === null
          ? `its process ended with exit code ${code ?? 0}`
          : `its process was ended by ${killedBy}`,
      );
    });
  });
}
