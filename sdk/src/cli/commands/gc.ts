// `strataline gc`: deletes what the config's `retention` no longer keeps. Each run does it for what it has made; this, for all.
import type { GarbageReport } from "../../runner/index.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning, sayRefusal } from "../openForRunning.ts";
import { bytes, count, plural } from "../quantities.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";

export const gc: Command = {
  spec: {
    positionals: [],
    options: {
      "dry-run": { description: "Only list what would go" },
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] },
    },
    examples: [
      { line: "strataline gc --dry-run", does: "what would go, and how many bytes" },
      { line: "strataline gc", does: "delete it" },
    ],
  },
  run: async (args, terminal) => {
    const opened = await openForRunning(args, terminal);
    if (opened === null) return ExitCode.usage;
    const found = opened.loaded.gc({ dryRun: args.has("dry-run") });
    opened.project.close();
    if (!found.ok) return sayRefusal(found.problem, undefined, terminal);
    terminal.out(
      args.value("format") === "json"
        ? `${JSON.stringify({ schemaVersion: 1, ...found.value }, null, 2)}\n`
        : textOf(found.value, terminal),
    );
    return ExitCode.ok;
  },
};

const BECAUSE = {
  versions: "more versions than are kept",
  age: "too old",
  size: "more bytes than are kept",
  interrupted: "its removal was interrupted",
} as const;

function textOf(report: GarbageReport, { color }: Terminal): string {
  const { versions, runs, forgotten, isDone, protectedBytes } = report;
  const rows = versions.map(({ key, partition, id, because, bytes: size }) => [
    partition === undefined ? key : `${key} [${partition}]`,
    id,
    bytes(size),
    BECAUSE[because],
  ]);
  const columns = [
    { title: "Asset" },
    { title: "Version" },
    { title: "Size", align: "right" },
    { title: "Because" },
  ] as const;
  const table = rows.length === 0 ? "" : `${formatTable(columns, rows, color)}\n`;
  const what = `${plural(versions.length, "version")} and ${plural(runs.length, "run log")}, ${bytes(report.bytes)}`;
  const also = forgotten === 0 ? "" : `; the history of ${count(forgotten)} versions`;
  const stays =
    protectedBytes === 0
      ? ""
      : `${bytes(protectedBytes)} more than \`retention.maxSize\` stay: current versions rest on them.\n`;
  if (versions.length + runs.length + forgotten === 0) return `Nothing to delete.\n${stays}`;
  return `${table}${isDone ? "Deleted" : "Would delete"} ${what}${also}.\n${stays}`;
}
