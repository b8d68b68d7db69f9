// For work that starts processes: Ctrl-C ends them, and then this one.
import { ExitCode } from "./exitCodes.ts";
import type { Terminal } from "./terminal.ts";

export async function untilInterrupted<T>(
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = terminal.onInterrupt(() => {
    controller.abort();
    terminal.leave(ExitCode.cancelled);
  });
  try {
    return await work(controller.signal);
  } finally {
    stop();
  }
}
