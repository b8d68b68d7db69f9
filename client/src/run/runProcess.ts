// One `strataline run --json` process: its lines as events, and its end on request, politely first.
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { RunEvent } from "@strataline/protocol";

export interface RunProcess {
  /** Asks the process to stop; ends it when it does not. */
  cancel(): void;
  /** When it has ended and all its events were handed over. */
  readonly ended: Promise<RunEnd>;
}

export interface RunEnd {
  /** Exit code as documented; null when a signal ended it or it never started. */
  readonly code: number | null;
  /** What it said on standard error, its last part. */
  readonly errorText: string;
}

export interface RunListener {
  event(event: RunEvent): void;
  /** A line that is not an event: the user's own prints, errors. */
  text(line: string): void;
}

/** A process of the command line, whose lines go to a listener that may change. */
export interface LineProcess extends RunProcess {
  /** Writes a line to its standard input. */
  send(line: string): void;
  endInput(): void;
}

/** After SIGINT the run has this long to finish what it must; after SIGTERM again. Milliseconds. */
const GRACE_MS = 5_000;
const KEPT_ERROR_TEXT = 4_000;

export function startRun(
  node: string,
  args: readonly string[],
  cwd: string,
  listener: RunListener,
): RunProcess {
  const process = startProcess(node, args, cwd, {
    line: (line) => tellLine(line, listener),
    errorText: (text) => listener.text(text),
  });
  process.endInput();
  return process;
}

/** An event, or a text of the user. */
export function tellLine(line: string, listener: RunListener): void {
  const event = parseEvent(line);
  if (event === null) listener.text(line);
  else listener.event(event);
}

export function startProcess(
  node: string,
  args: readonly string[],
  cwd: string,
  hear: { line(line: string): void; errorText(text: string): void },
): LineProcess {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(node, args, {
    cwd,
    env: environment(),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const timers: NodeJS.Timeout[] = [];
  let errorText = "";

  // One that has ended is heard of by its end.
  child.stdin.on("error", () => undefined);
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => hear.line(line));
  const allLines = new Promise<void>((resolve) => lines.once("close", resolve));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errorText = (errorText + text).slice(-KEPT_ERROR_TEXT);
    hear.errorText(text.trimEnd());
  });
  const ended = new Promise<RunEnd>((resolve) => {
    child.once("error", (error) => resolve({ code: null, errorText: error.message }));
    child.once("close", (code) => void allLines.then(() => resolve({ code, errorText })));
  });
  void ended.then(() => timers.forEach(clearTimeout));

  return {
    ended,
    endInput: () => void child.stdin.end(),
    send: (line) => void child.stdin.write(`${line}\n`),
    cancel: () => {
      child.kill("SIGINT");
      const later = (signal: NodeJS.Signals, after: number) =>
        timers.push(setTimeout(() => child.kill(signal), after).unref());
      later("SIGTERM", GRACE_MS);
      later("SIGKILL", 2 * GRACE_MS);
    },
  };
}

const EVENT_TYPES: ReadonlySet<unknown> = new Set<RunEvent["type"]>([
  "runStarted",
  "assetStarted",
  "assetLog",
  "assetMetadata",
  "assetProgress",
  "assetRetrying",
  "assetSucceeded",
  "assetFailed",
  "assetSkipped",
  "checkFinished",
  "runFinished",
]);

/** null for a line that is not an event we know: newer packages may say more. */
export function parseEvent(line: string): RunEvent | null {
  if (!line.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(line);
    const isEvent =
      typeof value === "object" && value !== null && "type" in value && EVENT_TYPES.has(value.type);
    return isEvent ? (value as RunEvent) : null;
  } catch {
    return null;
  }
}

/** The user's, without what only concerns the editor's own processes. */
export function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(ELECTRON_|VSCODE_)/.test(name));
  return { ...Object.fromEntries(own), NO_COLOR: "1" };
}
