// `strataline rollback KEY`: makes an earlier version the current one. Deletes nothing.
import type { RolledBack } from "../../runner/index.ts";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { openForRunning, sayRefusal } from "../openForRunning.ts";

export const rollback: Command = {
  spec: {
    positionals: [{ name: "KEY" }],
    options: {
      to: {
        value: "VERSION",
        description: "An id of `strataline versions KEY`, or its end (default: previous)",
      },
      "dry-run": { description: "Only say what would happen" },
      format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] },
    },
    examples: [
      { line: "strataline rollback gold/revenue --dry-run", does: "what the version before would mean" },
      { line: "strataline rollback gold/revenue --to 1a2b3c4d", does: "to one of `strataline versions`" },
    ],
  },
  run: async (args, terminal) => {
    const opened = await openForRunning(args, terminal);
    if (opened === null) return ExitCode.usage;
    const to = args.value("to");
    const done = opened.loaded.rollback(args.positionals[0] ?? "", {
      ...(to === undefined ? {} : { to }),
      dryRun: args.has("dry-run"),
    });
    opened.project.close();
    if (!done.ok) return sayRefusal(done.problem, undefined, terminal);
    terminal.out(args.value("format") === "json" ? jsonText(done.value) : textOf(done.value));
    return ExitCode.ok;
  },
};

function jsonText({ from, to, ...rest }: RolledBack): string {
  return `${JSON.stringify({ schemaVersion: 1, ...rest, from: from.id, to: to.id }, null, 2)}\n`;
}

function textOf({ key, from, to, isDone, staleReaders, why }: RolledBack): string {
  const verb = isDone ? "is now" : "would be";
  const lines = [`${key} ${verb} ${to.id} of ${new Date(to.at).toISOString()}; it was ${from.id}.`];
  if (from.id === to.id) lines.push("That is the version that counts already.");
  if (staleReaders.length > 0) lines.push(`Made of another version, so stale: ${staleReaders.join(", ")}.`);
  if (why.length > 0) lines.push(`The next run makes ${key} anew, as ${why.join("; ")}.`);
  return `${lines.join("\n")}\n`;
}
