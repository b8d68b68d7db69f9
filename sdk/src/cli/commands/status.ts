// `strataline status`: what is fresh, and why the rest is not, down to the root cause. Runs nothing but the modules themselves.
import type { Freshness } from "../../runner/index.ts";
import type { Colors } from "../colors.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning, sayRefusal } from "../openForRunning.ts";
import { count } from "../quantities.ts";
import { formatTable } from "../table.ts";

export const status: Command = {
  spec: {
    positionals: [],
    options: {
      select: { value: "EXPR", description: "Only these assets (default: all)" },
      stale: { description: "Only what is not fresh" },
      json: { description: "The same as --format json" },
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] },
    },
    examples: [
      { line: "strataline status", does: "every asset" },
      {
        line: `strataline status --stale --select '+key:"gold/orders"'`,
        does: "what keeps one from being fresh",
      },
      { line: "strataline status --json", does: "for programs" },
    ],
  },
  run: async (args, terminal) => {
    const opened = await openForRunning(args, terminal);
    if (opened === null) return ExitCode.usage;
    const select = args.value("select");
    const found = opened.loaded.status(select);
    opened.project.close();
    if (!found.ok) return sayRefusal(found.problem, select, terminal);
    const shown = found.value.filter((one) => !args.has("stale") || one.status !== "FRESH");
    const isJson = args.has("json") || args.value("format") === "json";
    terminal.out(
      isJson
        ? `${JSON.stringify({ schemaVersion: 1, assets: shown.map(forPrograms) }, null, 2)}\n`
        : statusText(shown, terminal.color),
    );
    return ExitCode.ok;
  },
};

function forPrograms({ status: state, ...rest }: Freshness): object {
  return { ...rest, status: state.toLowerCase() };
}

function statusText(assets: readonly Freshness[], color: Colors): string {
  if (assets.length === 0) return "Everything is fresh.\n";
  const rows = assets.map(({ key, status: state, materializedAt, why }) => [
    key,
    state.toLowerCase(),
    materializedAt === null ? "never" : new Date(materializedAt).toISOString().slice(0, 19).replace("T", " "),
    why.join("; "),
  ]);
  const columns = [{ title: "Asset" }, { title: "Status" }, { title: "Materialized" }, { title: "Because" }];
  const of = (state: Freshness["status"]): string =>
    count(assets.filter(({ status: one }) => one === state).length);
  return `${formatTable(columns, rows, color, 160)}\n${of("FRESH")} fresh, ${of("STALE")} stale, ${of("MISSING")} missing.\n`;
}
