// A run for programs: one event a line, as protocol/src/runEvents.ts says.
import type { RunReporter } from "./terminalReporter.ts";
import type { Terminal } from "../terminal.ts";

export function jsonReporter(terminal: Terminal): RunReporter {
  return { onEvent: (event) => terminal.out(`${JSON.stringify(event)}\n`), stop: () => undefined };
}
