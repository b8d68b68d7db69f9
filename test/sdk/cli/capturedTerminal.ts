// A terminal that remembers what was printed and lets a test press Ctrl-C.
import { Readable } from "node:stream";
import { colors } from "../../../sdk/src/cli/colors.ts";
import type { Terminal } from "../../../sdk/src/cli/terminal.ts";

export interface CapturedTerminal extends Terminal {
  readonly printed: () => string;
  readonly complained: () => string;
  readonly pressCtrlC: () => void;
}

export class Left extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`left with ${code}`);
    this.code = code;
  }
}

export function capturedTerminal(given: Partial<Terminal> = {}): CapturedTerminal {
  let out = "";
  let err = "";
  let interrupts = 0;
  const listeners = new Set<(count: number) => void>();
  return {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    color: colors(false),
    isInteractive: false,
    columns: () => 80,
    cwd: process.cwd(),
    env: {},
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    readInput: () => Promise.resolve(""),
    inputLines: () => Readable.from([]),
    leave: (code) => {
      throw new Left(code);
    },
    ...given,
    printed: () => out,
    complained: () => err,
    pressCtrlC: () => {
      interrupts++;
      for (const listener of listeners) listener(interrupts);
    },
  };
}
