// `strataline select EXPR`: which assets a selection means, before giving it to `run`.
import { select as selectKeys } from "@strataline/core";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";
import { pointAt } from "../openForRunning.ts";
import { projectRoot } from "../projectRoot.ts";
import { readProject } from "../staticProject.ts";

export const select: Command = {
  spec: {
    positionals: [{ name: "EXPR" }],
    options: { format: { value: "FORMAT", description: "How to print", choices: ["text", "json"] } },
    examples: [
      { line: `strataline select 'layer:gold'`, does: "a layer" },
      { line: `strataline select '+key:"gold/revenue"'`, does: "an asset with everything upstream" },
      { line: `strataline select 'key:"silver/*" and not owner:"team:safety"'`, does: "combined" },
    ],
  },
  run: (args, terminal) => {
    const place = projectRoot(args, terminal);
    if (place === null) return Promise.resolve(ExitCode.usage);
    const expression = args.positionals[0] ?? "";
    const selected = selectKeys(readProject(place).graph, expression);
    if (!selected.ok) {
      const span = { start: selected.offset, end: selected.end };
      terminal.err(
        `${terminal.color.red("error")}: ${selected.message}\n${pointAt(expression, span, terminal)}`,
      );
      return Promise.resolve(ExitCode.usage);
    }
    const isJson = args.value("format") === "json";
    terminal.out(
      isJson ? `${JSON.stringify(selected.keys)}\n` : selected.keys.map((key) => `${key}\n`).join(""),
    );
    return Promise.resolve(ExitCode.ok);
  },
};
