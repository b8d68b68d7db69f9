// `strataline logs RUN`: what a past run said. Reads its log only, loads none of the user's code.
import { metadataText, type RunEvent } from "@strataline/protocol";
import type { Project } from "../../runner/index.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openHistory, sayProblem } from "../openForRunning.ts";
import { duration } from "../quantities.ts";
import type { Terminal } from "../terminal.ts";

export const logs: Command = {
  spec: {
    positionals: [{ name: "RUN", optional: true }],
    options: {
      key: { value: "KEY", description: "Only of this asset" },
      json: { description: "Each event as one line of JSON, as `run --json` printed it" },
    },
    examples: [
      { line: "strataline logs", does: "of the last run" },
      {
        line: "strataline logs 20260302T101500000-1a2b3c4d --key silver/orders",
        does: "of one asset in one run",
      },
    ],
  },
  run: async (args, terminal) => {
    const project = await openHistory(args, terminal);
    if (project === null) return ExitCode.usage;
    const events = eventsOf(project, args.positionals[0], terminal);
    project.close();
    if (events === null) return ExitCode.usage;
    const key = args.value("key");
    for (const event of events) {
      if (key !== undefined && (!("key" in event) || event.key !== key)) continue;
      const line = args.has("json") ? JSON.stringify(event) : lineOf(event);
      if (line !== null) terminal.out(`${line}\n`);
    }
    return ExitCode.ok;
  },
};

/** null after having said why there are none. */
function eventsOf(
  project: Project,
  given: string | undefined,
  terminal: Terminal,
): readonly RunEvent[] | null {
  const runs = project.runs(1000);
  if (!runs.ok) {
    sayProblem(runs.problem, terminal);
    return null;
  }
  const ids = runs.value.map(({ runId }) => runId);
  const found =
    given === undefined ? ids.slice(0, 1) : ids.filter((id) => id.startsWith(given) || id.endsWith(given));
  const [id, ...more] = found;
  const events = id === undefined || more.length > 0 ? undefined : project.events(id);
  if (events !== undefined) return events;
  const message = missingText(given, found);
  terminal.err(`${terminal.color.red("error")}: ${message}\n`);
  return null;
}

function missingText(given: string | undefined, found: readonly string[]): string {
  const [id, ...more] = found;
  if (more.length > 0)
    return `Several runs begin or end with "${given ?? ""}": ${found.slice(0, 5).join(", ")}.`;
  if (id !== undefined) return `The log of run ${id} is no longer there.`;
  if (given === undefined) return "There are no runs yet.";
  return `There is no run "${given}": \`strataline runs\` lists them.`;
}

/** null: nothing that people want to read. */
function lineOf(event: RunEvent): string | null {
  const text = textOf(event);
  return text === null ? null : `${new Date(event.at).toISOString().slice(11, 23)}  ${text}`;
}

function textOf(event: RunEvent): string | null {
  switch (event.type) {
    case "runStarted": {
      const what = event.selection ?? "everything";
      return `run ${event.runId} of ${what}: ${event.assets.length} to materialize, ${event.fresh.length} fresh`;
    }
    case "assetStarted":
      return `${event.key}: started${event.attempt > 1 ? `, attempt ${event.attempt}` : ""}`;
    case "assetLog": {
      const place =
        event.location === undefined ? "" : `  (${event.location.file}:${event.location.line + 1})`;
      return `${event.key}: ${event.stream === "stderr" ? "! " : "| "}${event.text}${place}`;
    }
    case "assetMetadata":
      return Object.entries(event.entries)
        .map(([name, value]) => `${event.key}: ${name} = ${metadataText(value)}`)
        .join("\n              ");
    case "assetProgress":
      return null;
    case "assetRetrying":
      return `${event.key}: ${event.error.message}; again in ${duration(event.delayMs)}`;
    case "assetSucceeded": {
      const rows = event.rows === null ? "" : `, ${event.rows} rows`;
      return `${event.key}: made ${event.materialization}${rows} in ${duration(event.durationMs)}${event.unchanged ? ", unchanged" : ""}`;
    }
    case "assetFailed":
      return `${event.key}: failed: ${event.error.stack ?? `${event.error.name}: ${event.error.message}`}`;
    case "assetSkipped":
      return `${event.key}: skipped, ${event.reason}${event.because === null ? "" : ` (${event.because})`}`;
    case "checkFinished":
      return `${event.key}: check "${event.check}" ${event.passed ? "passed" : `failed: ${event.message ?? ""}`}`;
    case "runFinished":
      return `run ${event.status} in ${duration(event.durationMs)}`;
  }
}
