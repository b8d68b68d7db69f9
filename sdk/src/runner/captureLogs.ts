// What user code prints with `console` while it computes an asset becomes a line of that asset's log, also when several
// assets run at once. Outside of an asset the console is as it was.
import { AsyncLocalStorage } from "node:async_hooks";
import { format } from "node:util";

export type LogLine = (stream: "stdout" | "stderr", text: string) => void;

const STREAMS = { log: "stdout", info: "stdout", debug: "stdout", warn: "stderr", error: "stderr" } as const;
type Method = keyof typeof STREAMS;

const current = new AsyncLocalStorage<LogLine>();
let captures = 0;
let restore: (() => void) | null = null;

/** Runs `work`; lines printed in it, and in everything it starts, go to `log`. */
export function withLog<T>(log: LogLine, work: () => T): T {
  return current.run(log, work);
}

/** Watches the console until the returned function is called. */
export function captureConsole(): () => void {
  if (captures++ === 0) restore = replaceMethods();
  return () => {
    if (--captures > 0) return;
    restore?.();
    restore = null;
  };
}

function replaceMethods(): () => void {
  const target = globalThis.console;
  const originals = (Object.keys(STREAMS) as Method[]).map((method) => {
    const original = Object.getOwnPropertyDescriptor(target, method);
    const print = target[method].bind(target);
    target[method] = (...values: unknown[]) => {
      const log = current.getStore();
      if (log === undefined) print(...values);
      else log(STREAMS[method], format(...values));
    };
    return { method, original };
  });
  return () => {
    for (const { method, original } of originals) {
      if (original !== undefined) Object.defineProperty(target, method, original);
    }
  };
}
