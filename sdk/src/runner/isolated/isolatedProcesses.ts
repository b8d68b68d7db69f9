// The processes of a run's isolated assets (`isolation: "process"`): started when needed, used again while the run lasts, ended
// politely and then not, and never left behind. A crash in one fails its asset and nothing else.
import { fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CarriedError } from "../../project/userError.ts";
import type { Materialization } from "../../store/model.ts";
import type { AttemptContext } from "../materialize.ts";
import type { FromWorker, Task, ToWorker } from "./messages.ts";

/** Beside this file's bundle in the package; from the sources, the source. */
const PLACES = ["./isolatedWorker.js", "./worker.ts"];

export interface IsolatedProcesses {
  /** Computes an asset elsewhere. Resolves with what is to be committed. */
  materialize(task: Task, context: Hearing): Promise<Materialization>;
  /** Resolves when every process has ended. */
  close(): Promise<void>;
}

/** What the run hears of an attempt while it goes on. */
export interface Hearing extends Pick<AttemptContext, "signal" | "onCheck" | "progress" | "onMetadata"> {
  readonly log: (line: Omit<Extract<FromWorker, { type: "log" }>, "type">) => void;
}

/** `graceMs`: after an abort until SIGTERM, and again until SIGKILL. */
export function createIsolatedProcesses(graceMs: number): IsolatedProcesses {
  const all = new Set<Isolated>();
  const idle: Isolated[] = [];
  return {
    materialize: async (task, hearing) => {
      const process = idle.pop() ?? new Isolated(graceMs, (ended) => all.delete(ended));
      all.add(process);
      try {
        return await process.materialize(task, hearing);
      } finally {
        if (process.isUsable) idle.push(process);
      }
    },
    close: async () => {
      await Promise.all([...all].map((process) => process.close()));
    },
  };
}

class Isolated {
  readonly #child: ChildProcess;
  readonly #graceMs: number;
  readonly #ended: Promise<string>;
  #hasEnded = false;
  #isAborted = false;

  constructor(graceMs: number, onEnd: (self: Isolated) => void) {
    this.#graceMs = graceMs;
    const path = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
    if (path === undefined) throw new Error("This installation has no isolatedWorker.js.");
    // What it prints besides the console, and what engines print, is no output of the command.
    this.#child = fork(path, [], {
      execArgv: ["--enable-source-maps"],
      serialization: "advanced",
      stdio: ["ignore", 2, 2, "ipc"],
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => resolve(error.message));
      this.#child.once("exit", (code, signal) => resolve(endText(code, signal)));
    });
    void this.#ended.then(() => {
      this.#hasEnded = true;
      onEnd(this);
    });
  }

  /** May compute another asset. */
  get isUsable(): boolean {
    return !this.#hasEnded && !this.#isAborted;
  }

  async materialize(task: Task, { signal, ...hearing }: Hearing): Promise<Materialization> {
    const timers: NodeJS.Timeout[] = [];
    const abort = (): void => {
      // It may be in the middle of what cannot be interrupted: never used again.
      this.#isAborted = true;
      this.#send({ type: "abort", reason: String(signal.reason) });
      timers.push(setTimeout(() => this.#child.kill("SIGTERM"), this.#graceMs));
      timers.push(setTimeout(() => this.#child.kill("SIGKILL"), 2 * this.#graceMs));
    };
    void this.#ended.then(() => timers.forEach(clearTimeout));
    signal.throwIfAborted();
    signal.addEventListener("abort", abort);
    const onMessage = new Promise<Materialization>((resolve, reject) => {
      this.#child.on("message", (message: FromWorker) => {
        switch (message.type) {
          case "log":
            hearing.log(message);
            return;
          case "progress":
            hearing.progress(message.done, message.total, message.message);
            return;
          case "check":
            hearing.onCheck(message.result);
            return;
          case "metadata":
            hearing.onMetadata(message.entries);
            return;
          case "made":
            resolve(message.made);
            return;
          case "failed":
            reject(new CarriedError(message.error));
        }
      });
    });
    const crashed = this.#ended.then((how) => {
      throw new CarriedError({
        name: "ProcessError",
        message: `The process that computed "${task.key}" ${how}.`,
      });
    });
    try {
      this.#send({ type: "materialize", task });
      return await Promise.race([onMessage, crashed]);
    } finally {
      this.#child.removeAllListeners("message");
      signal.removeEventListener("abort", abort);
    }
  }

  async close(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    const timers = (["SIGTERM", "SIGKILL"] as const).map((signal, n) =>
      setTimeout(() => this.#child.kill(signal), (n + 1) * this.#graceMs),
    );
    await this.#ended;
    timers.forEach(clearTimeout);
  }

  #send(message: ToWorker): void {
    // One that has just ended is heard of by its end.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}

function endText(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === "SIGKILL") return "was ended by SIGKILL: by someone, or for want of memory";
  return signal === null ? `ended with exit code ${code ?? 0}` : `was ended by ${signal}`;
}
