// `strataline show KEY`: the stored rows of an asset, or the first rows of a source.
import type { Shown } from "../../runner/index.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning, sayRefusal } from "../openForRunning.ts";
import { count } from "../quantities.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { wholeNumber } from "../wholeNumber.ts";

export const show: Command = {
  spec: {
    positionals: [{ name: "KEY" }],
    options: {
      version: {
        value: "VERSION",
        description: "An earlier one: an id of `strataline versions KEY`, or `previous`",
      },
      rows: { value: "N", description: "At most so many rows (default: 20)" },
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] },
    },
    examples: [
      { line: "strataline show gold/revenue", does: "the first 20 rows" },
      { line: "strataline show gold/revenue --version previous", does: "as it was before" },
      { line: "strataline show gold/revenue --rows 5 --format json", does: "five rows, for programs" },
    ],
  },
  run: async (args, terminal) => {
    const rows = wholeNumber("--rows", args.value("rows") ?? "20", terminal);
    if (rows === null) return ExitCode.usage;
    const opened = await openForRunning(args, terminal);
    if (opened === null) return ExitCode.usage;
    const shown = await opened.loaded.show(args.positionals[0] ?? "", rows, args.value("version"));
    opened.project.close();
    if (!shown.ok) return sayRefusal(shown.problem, undefined, terminal);
    terminal.out(args.value("format") === "json" ? jsonText(shown.value) : text(shown.value, terminal));
    return ExitCode.ok;
  },
};

function jsonText({ columns, rows, value }: Shown): string {
  return `${JSON.stringify(columns === null ? value : rows, null, 2)}\n`;
}

function text({ key, columns, rows, value, totalRows, materializedAt }: Shown, terminal: Terminal): string {
  const when = materializedAt === null ? "" : `, materialized ${new Date(materializedAt).toISOString()}`;
  if (columns === null) return `${JSON.stringify(value, null, 2)}\n${terminal.color.dim(`${key}${when}`)}\n`;
  const of = totalRows === null ? "" : ` of ${count(totalRows)}`;
  const table = formatTable(
    columns.map(({ name, type }) => ({ title: name, align: isNumeric(type) ? "right" : "left" })),
    rows.map((row) => columns.map(({ name, type }) => cell(row[name], type))),
    terminal.color,
    40,
  );
  return `${table}${terminal.color.dim(`${key}: ${count(rows.length)}${of} rows${when}`)}\n`;
}

function isNumeric(type: string): boolean {
  return /INT|DOUBLE|FLOAT|DECIMAL|REAL/.test(type);
}

function cell(value: unknown, type: string): string {
  if (value === null || value === undefined) return "";
  // Dates come as the ISO string of their midnight.
  if (type === "DATE" && typeof value === "string") return value.slice(0, 10);
  return typeof value === "string" ? value : JSON.stringify(value);
}
