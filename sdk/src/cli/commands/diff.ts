// `strataline diff KEY [A] [B]`: how two stored versions of an asset differ.
import type { ChangedRow, RowDiff, ValueDiff } from "../../runner/index.ts";
import type { Colors } from "../colors.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning, sayRefusal } from "../openForRunning.ts";
import { count } from "../quantities.ts";
import { wholeNumberOption } from "../wholeNumber.ts";

export const diff: Command = {
  spec: {
    positionals: [{ name: "KEY" }, { name: "A", optional: true }, { name: "B", optional: true }],
    options: {
      by: {
        value: "COLUMNS",
        description: "Columns that tell which row is which, with commas (default: those of a unique check)",
      },
      rows: { value: "N", description: "Rows of each kind that are printed (default: 10)" },
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] },
    },
    exits: ["0  the versions were compared, equal or not", "2  they cannot be"],
    examples: [
      { line: "strataline diff gold/revenue", does: "the previous version and the current one" },
      {
        line: "strataline diff gold/revenue 1a2b3c4d current --by day",
        does: "two of `strataline versions`",
      },
    ],
  },
  run: async (args, terminal) => {
    const rows = wholeNumberOption(args, "rows", terminal);
    if (rows === null) return ExitCode.usage;
    const opened = await openForRunning(args, terminal);
    if (opened === null) return ExitCode.usage;
    const [key = "", before, after] = args.positionals;
    const by = args
      .value("by")
      ?.split(",")
      .map((name) => name.trim());
    const found = await opened.loaded.diff(key, {
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(by === undefined ? {} : { by }),
      ...(rows === undefined ? {} : { rows }),
    });
    opened.project.close();
    if (!found.ok) return sayRefusal(found.problem, undefined, terminal);
    terminal.out(
      args.value("format") === "json"
        ? `${JSON.stringify({ schemaVersion: 1, ...forPrograms(found.value) }, null, 2)}\n`
        : textOf(found.value, terminal.color),
    );
    return ExitCode.ok;
  },
};

function forPrograms({ before, after, ...rest }: RowDiff | ValueDiff): object {
  return { key: before.key, before: before.id, after: after.id, ...rest };
}

function textOf(found: RowDiff | ValueDiff, color: Colors): string {
  const title = `${found.before.key}: ${found.before.id} → ${found.after.id}\n`;
  if (found.kind === "value") {
    if (found.isEqual) return `${title}The values are equal.\n`;
    const [before, after] = found.values.map((value) => JSON.stringify(value));
    return `${title}${color.red(`- ${before ?? ""}`)}\n${color.green(`+ ${after ?? ""}`)}\n`;
  }
  const { counts, by, columns } = found;
  const lines = [
    ...columns.added.map((name) => color.green(`+ column ${name}`)),
    ...columns.removed.map((name) => color.red(`- column ${name}`)),
    ...columns.retyped.map(({ name, before, after }) =>
      color.yellow(`~ column ${name}: ${before} → ${after}`),
    ),
    ...section(
      found.added.map((row) => color.green(`+ ${JSON.stringify(row)}`)),
      counts.added,
    ),
    ...section(
      found.removed.map((row) => color.red(`- ${JSON.stringify(row)}`)),
      counts.removed,
    ),
    ...section(
      found.changed.map((row) => color.yellow(changedText(row))),
      counts.changed,
    ),
  ];
  const how = by.length === 0 ? "rows compared whole" : `rows told apart by ${by.join(", ")}`;
  const changed = by.length === 0 ? "" : `, ${count(counts.changed)} changed`;
  const summary = `${count(counts.added)} added, ${count(counts.removed)} removed${changed} (${how}).`;
  return `${[title.trimEnd(), ...lines, summary].join("\n")}\n`;
}

function section(lines: readonly string[], total: number): readonly string[] {
  return total > lines.length ? [...lines, `  … and ${count(total - lines.length)} more`] : lines;
}

function changedText({ by, before, after }: ChangedRow): string {
  const changes = Object.keys(after).map(
    (name) => `${name} ${JSON.stringify(before[name])} → ${JSON.stringify(after[name])}`,
  );
  return `~ ${JSON.stringify(by)}: ${changes.join(", ")}`;
}
