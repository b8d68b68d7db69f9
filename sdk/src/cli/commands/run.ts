// `strataline run`: materializes what is not fresh. The first Ctrl-C cancels, the second leaves at once.
import type { RunEvent } from "@strataline/protocol";
import type { LoadedProject, RunSummary } from "../../runner/index.ts";
import type { Arguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning, sayRefusal, type OpenedProject } from "../openForRunning.ts";
import { mayRun } from "../preflight.ts";
import { jsonReporter } from "../reporters/jsonReporter.ts";
import { runSummary } from "../reporters/runSummary.ts";
import { terminalReporter } from "../reporters/terminalReporter.ts";
import { whereTablesAre } from "../reporters/whereTablesAre.ts";
import type { Terminal } from "../terminal.ts";
import { wholeNumberOption } from "../wholeNumber.ts";

export const run: Command = {
  spec: {
    positionals: [],
    options: {
      select: { value: "EXPR", description: "Only these assets (default: all)" },
      force: { description: "Also what is fresh" },
      concurrency: { value: "N", description: "Assets computed at the same time (default: of the config)" },
      wait: { description: "When another run computes one of these assets, wait for it" },
      json: { description: "Print each event as one line of JSON" },
    },
    exits: [
      "0    all succeeded",
      '1    an asset failed, or a check with severity "error"',
      "2    the arguments or the project are wrong; nothing ran",
      "3    another run is computing one of these assets, and --wait was not given",
      "130  cancelled by Ctrl-C; again to leave at once",
    ],
    examples: [
      { line: "strataline run", does: "everything that is not fresh" },
      { line: `strataline run --select 'key:"silver/orders"'`, does: "one asset" },
      { line: `strataline run --select '+key:"gold/revenue"'`, does: "with everything upstream" },
      { line: `strataline run --select 'layer:gold' --force`, does: "a layer, fresh or not" },
      { line: "strataline run --json", does: "events for programs" },
    ],
  },
  run: (args, terminal) => cancellable(args, terminal, () => openForRunning(args, terminal)),
};

/** The same for a project that is loaded already. */
export function runOpened(opened: OpenedProject, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  return cancellable(args, terminal, () => Promise.resolve(opened));
}

async function cancellable(
  args: Arguments,
  terminal: Terminal,
  open: () => Promise<OpenedProject | null>,
): Promise<ExitCode> {
  const concurrency = wholeNumberOption(args, "concurrency", terminal);
  if (concurrency === null) return ExitCode.usage;
  const cancel = cancelOnInterrupt(terminal);
  try {
    const opened = await open();
    if (opened === null || !mayRun(opened.loaded, args.value("select"), terminal)) return ExitCode.usage;
    cancel.runs();
    const how = { signal: cancel.signal, ...(concurrency === undefined ? {} : { concurrency }) };
    const code = await report(opened.loaded, args, how, terminal);
    opened.project.close();
    return code;
  } finally {
    cancel.stop();
  }
}

async function report(
  loaded: LoadedProject,
  args: Arguments,
  how: { readonly signal: AbortSignal; readonly concurrency?: number },
  terminal: Terminal,
): Promise<ExitCode> {
  const isJson = args.has("json");
  const reporter = isJson ? jsonReporter(terminal) : terminalReporter(terminal);
  const summary = runSummary(loaded.graph);
  const onEvent = (event: RunEvent): void => {
    reporter.onEvent(event);
    summary.onEvent(event);
  };
  const select = args.value("select");
  const ran = await loaded.run({
    ...how,
    ...(select === undefined ? {} : { select }),
    force: args.has("force"),
    wait: args.has("wait"),
    onWait: ({ runId }) => terminal.err(`Waiting for run ${runId}, which computes some of these assets.\n`),
    onEvent,
  });
  reporter.stop();
  if (!ran.ok) {
    const code = sayRefusal(ran.problem, select, terminal);
    return how.signal.aborted ? ExitCode.cancelled : code;
  }
  if (!isJson) {
    terminal.out(summary.text(terminal.color));
    terminal.out(whereTablesAre(loaded, terminal));
  }
  return exitCodeOf(ran.value, summary.failedChecks());
}

function exitCodeOf({ status }: RunSummary, failedChecks: number): ExitCode {
  if (status === "succeeded" && failedChecks > 0) return ExitCode.failed;
  return { succeeded: ExitCode.ok, failed: ExitCode.failed, cancelled: ExitCode.cancelled }[status];
}

interface Cancel {
  readonly signal: AbortSignal;
  /** From now on there is something to end in good order. */
  readonly runs: () => void;
  readonly stop: () => void;
}

function cancelOnInterrupt(terminal: Terminal): Cancel {
  const controller = new AbortController();
  let isRunning = false;
  const stop = terminal.onInterrupt((count) => {
    if (!isRunning || count > 1) terminal.leave(ExitCode.cancelled);
    terminal.err(`\nCancelling: assets in flight may end. Ctrl-C again to leave at once.\n`);
    controller.abort();
  });
  return { signal: controller.signal, runs: () => (isRunning = true), stop };
}
