// `strataline runs`: the history. Reads state only, loads none of the user's code.
import type { RunRecord } from "../../runner/index.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openHistory, sayProblem } from "../openForRunning.ts";
import { duration } from "../quantities.ts";
import { formatTable } from "../table.ts";
import { wholeNumber } from "../wholeNumber.ts";

export const runs: Command = {
  spec: {
    positionals: [],
    options: {
      limit: { value: "N", description: "At most so many, newest first (default: 20)" },
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] },
    },
    examples: [
      { line: "strataline runs", does: "the last 20 runs" },
      { line: "strataline runs --limit 1 --format json", does: "the last one, for programs" },
    ],
  },
  run: async (args, terminal) => {
    const limit = wholeNumber("--limit", args.value("limit") ?? "20", terminal);
    if (limit === null) return ExitCode.usage;
    const project = await openHistory(args, terminal);
    if (project === null) return ExitCode.usage;
    const found = project.runs(limit);
    project.close();
    if (!found.ok) {
      sayProblem(found.problem, terminal);
      return ExitCode.usage;
    }
    if (args.value("format") === "json") terminal.out(`${JSON.stringify(found.value, null, 2)}\n`);
    else if (found.value.length === 0)
      terminal.out("There are no runs yet: `strataline run` makes the first.\n");
    else terminal.out(formatTable(COLUMNS, found.value.map(row), terminal.color));
    return ExitCode.ok;
  },
};

const COLUMNS = [
  { title: "Run" },
  { title: "Started" },
  { title: "Status" },
  { title: "Time", align: "right" },
  { title: "Succeeded", align: "right" },
  { title: "Failed", align: "right" },
  { title: "Skipped", align: "right" },
  { title: "Failed checks", align: "right" },
  { title: "Selection" },
] as const;

function row(run: RunRecord): readonly string[] {
  return [
    run.runId,
    new Date(run.startedAt).toISOString().slice(0, 19).replace("T", " "),
    run.status,
    run.durationMs === null ? "" : duration(run.durationMs),
    String(run.succeeded),
    String(run.failed),
    String(run.skipped),
    String(run.checksFailed),
    run.selection ?? "",
  ];
}
