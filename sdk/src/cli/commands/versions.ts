// `strataline versions KEY`: the versions of an asset that are remembered. Reads state only, loads none of the user's code.
import type { PastMaterialization, Rollback } from "../../runner/index.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openHistory, sayProblem } from "../openForRunning.ts";
import { bytes, count } from "../quantities.ts";
import { formatTable } from "../table.ts";
import { wholeNumber } from "../wholeNumber.ts";

export const versions: Command = {
  spec: {
    positionals: [{ name: "KEY" }],
    options: {
      limit: { value: "N", description: "At most so many, newest first (default: 20)" },
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] },
    },
    examples: [{ line: "strataline versions gold/revenue", does: "for show --version, diff and rollback" }],
  },
  run: async (args, terminal) => {
    const limit = wholeNumber("--limit", args.value("limit") ?? "20", terminal);
    if (limit === null) return ExitCode.usage;
    const project = await openHistory(args, terminal);
    if (project === null) return ExitCode.usage;
    const key = args.positionals[0] ?? "";
    const found = project.versions(key, limit);
    project.close();
    if (!found.ok) {
      sayProblem(found.problem, terminal);
      return ExitCode.usage;
    }
    if (args.value("format") === "json") terminal.out(`${JSON.stringify(found.value, null, 2)}\n`);
    else if (found.value.versions.length === 0) terminal.out(`No version of "${key}" is remembered.\n`);
    else {
      terminal.out(formatTable(COLUMNS, found.value.versions.map(row), terminal.color));
      terminal.out(found.value.rollbacks.map(rollbackText).join(""));
    }
    return ExitCode.ok;
  },
};

const COLUMNS = [
  { title: "Version" },
  { title: "Materialized" },
  { title: "" },
  { title: "Rows", align: "right" },
  { title: "Size", align: "right" },
  { title: "Data" },
  { title: "Run" },
] as const;

function row({
  id,
  at,
  stored,
  isCurrent,
  hasData,
  dataVersion,
  runId,
}: PastMaterialization): readonly string[] {
  return [
    id,
    time(at),
    isCurrent ? "current" : hasData ? "" : "data removed",
    stored.rows === null ? "" : count(stored.rows),
    stored.bytes === null || !hasData ? "" : bytes(stored.bytes),
    dataVersion.slice(0, 8),
    runId,
  ];
}

function rollbackText({ at, from, to }: Rollback): string {
  return `${time(at)}  rolled back from ${from} to ${to}\n`;
}

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}
