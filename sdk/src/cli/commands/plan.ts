// `strataline plan`: what `run` would do now, with the reason for each asset. Runs nothing but the modules themselves.
import type { Plan, PlanStep } from "../../runner/index.ts";
import type { Colors } from "../colors.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning, sayRefusal } from "../openForRunning.ts";
import { reasonText } from "../planReason.ts";
import { mayRun } from "../preflight.ts";
import { count, plural } from "../quantities.ts";
import { formatTable } from "../table.ts";

export const plan: Command = {
  spec: {
    positionals: [],
    options: {
      select: { value: "EXPR", description: "Only these assets (default: all)" },
      force: { description: "Also what is fresh" },
      json: { description: "The same as --format json" },
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] },
    },
    examples: [
      { line: "strataline plan", does: "what a run would do" },
      { line: `strataline plan --select '+key:"gold/orders"'`, does: "for one asset and all it reads" },
      { line: "strataline plan --json", does: "for programs" },
    ],
  },
  run: async (args, terminal) => {
    const opened = await openForRunning(args, terminal);
    const select = args.value("select");
    if (opened === null || !mayRun(opened.loaded, select, terminal)) return ExitCode.usage;
    const planned = opened.loaded.plan({
      ...(select === undefined ? {} : { select }),
      force: args.has("force"),
    });
    opened.project.close();
    if (!planned.ok) return sayRefusal(planned.problem, select, terminal);
    terminal.out(
      args.has("json") || args.value("format") === "json"
        ? `${JSON.stringify({ schemaVersion: 1, ...planned.value }, null, 2)}\n`
        : planText(planned.value, terminal.color),
    );
    return ExitCode.ok;
  },
};

/** What it waits for, and the root causes: these tell more than the reason they are the roots of. */
function because({ reason, why }: PlanStep): string {
  if (why.length === 0) return reasonText(reason);
  return reason.kind === "upstreamPlanned" ? `${reasonText(reason)}: ${why.join("; ")}` : why.join("; ");
}

function planText({ steps, fresh }: Plan, color: Colors): string {
  if (steps.length === 0) return `Everything is fresh: ${plural(fresh.length, "asset")}, nothing to do.\n`;
  const rows = steps.map((step) => [
    step.key,
    step.certainty === "run" ? "will run" : "may run",
    because(step),
  ]);
  const table = formatTable([{ title: "Asset" }, { title: "Run" }, { title: "Because" }], rows, color, 160);
  const sure = steps.filter(({ certainty }) => certainty === "run").length;
  const maybe = steps.length - sure;
  const follow = maybe === 0 ? "" : `, ${count(maybe)} that may follow`;
  return `${table}\n${plural(sure, "asset")} to materialize${follow}, ${count(fresh.length)} fresh.\n`;
}
