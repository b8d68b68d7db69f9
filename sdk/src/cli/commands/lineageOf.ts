// `strataline lineage-of MATERIALIZATION`: which versions it was made of, up to the sources. Reads state only.
import type { Lineage, PastMaterialization } from "../../runner/index.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openHistory, sayProblem } from "../openForRunning.ts";

export const lineageOf: Command = {
  spec: {
    positionals: [{ name: "MATERIALIZATION" }],
    options: { format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] } },
    examples: [
      {
        line: "strataline lineage-of 20260302T101500000-1a2b3c4d",
        does: "an id of `strataline versions KEY`",
      },
      {
        line: "strataline lineage-of 1a2b3c4d --format json",
        does: "for programs; the end of an id is enough",
      },
    ],
  },
  run: async (args, terminal) => {
    const project = await openHistory(args, terminal);
    if (project === null) return ExitCode.usage;
    const found = project.lineageOf(args.positionals[0] ?? "");
    project.close();
    if (!found.ok) {
      sayProblem(found.problem, terminal);
      return ExitCode.usage;
    }
    if (typeof found.value === "string") {
      terminal.err(`${terminal.color.red("error")}: ${found.value}\n`);
      return ExitCode.usage;
    }
    terminal.out(args.value("format") === "json" ? jsonText(found.value) : outline(found.value));
    return ExitCode.ok;
  },
};

function jsonText({ of, all, forgotten }: Lineage): string {
  const materializations = [...all.values()].map(({ stored, checks, durationMs, io, ...rest }) => ({
    ...rest,
    rows: stored.rows,
    failedChecks: checks.filter(({ passed }) => !passed).map(({ check }) => check),
    durationMs,
    io,
  }));
  return `${JSON.stringify({ schemaVersion: 1, of: of.id, materializations, forgotten }, null, 2)}\n`;
}

/** Each materialization is written out where it comes first. */
function outline({ of, all }: Lineage): string {
  const lines: string[] = [];
  const written = new Set<string>();
  const stack: { readonly made: PastMaterialization; readonly depth: number }[] = [{ made: of, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { made, depth } = next;
    const indent = "  ".repeat(depth);
    const part = made.partition === undefined ? "" : ` [${made.partition}]`;
    const again = written.has(made.id);
    lines.push(
      `${indent}${made.key}${part}  ${made.id}${again ? "  (see above)" : `  ${time(made.at)}  run ${made.runId}`}`,
    );
    if (again) continue;
    written.add(made.id);
    const known = [];
    for (const { key, materialization: id, dataVersion } of made.inputs) {
      const upstream = id === null ? undefined : all.get(id);
      if (upstream !== undefined) known.push({ made: upstream, depth: depth + 1 });
      else
        lines.push(
          `${indent}  ${key}  ${id === null ? `source, version ${dataVersion.slice(0, 12)}` : `${id}  (forgotten)`}`,
        );
    }
    stack.push(...known.reverse());
  }
  return `${lines.join("\n")}\n`;
}

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}
