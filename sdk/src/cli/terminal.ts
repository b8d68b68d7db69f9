// The world around a command: where it prints, whether a person watches, and Ctrl-C. Commands see nothing else of the process,
// so that tests can stand in for it.
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { colors, wantsColor, type Colors } from "./colors.ts";

export interface Terminal {
  /** Results. `text` is written as it is: no line break is added. */
  readonly out: (text: string) => void;
  /** What is said about the work, and errors. */
  readonly err: (text: string) => void;
  readonly color: Colors;
  /** A person watches `out`: lines may be redrawn. */
  readonly isInteractive: boolean;
  /** Width of the window in characters. */
  readonly columns: () => number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls `listener` at each Ctrl-C (or SIGTERM), with its number from 1, until the returned function is called. */
  readonly onInterrupt: (listener: (count: number) => void) => () => void;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  /** The same, line by line as they come. */
  readonly inputLines: () => AsyncIterable<string>;
  /** Leaves at once, without waiting for anything. */
  readonly leave: (code: number) => never;
}

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    color: colors(wantsColor(env, stdout.isTTY)),
    isInteractive: stdout.isTTY && env.TERM !== "dumb" && env.CI === undefined,
    columns: () => stdout.columns || 80,
    cwd: process.cwd(),
    env,
    onInterrupt: listenToSignals,
    readInput: () => text(process.stdin),
    inputLines: () => createInterface({ input: process.stdin }),
    leave: (code) => process.exit(code),
  };
}

function listenToSignals(listener: (count: number) => void): () => void {
  let count = 0;
  const heard = (): void => listener(++count);
  process.on("SIGINT", heard);
  process.on("SIGTERM", heard);
  return () => {
    process.off("SIGINT", heard);
    process.off("SIGTERM", heard);
  };
}
