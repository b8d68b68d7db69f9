// `strataline lsp --stdio`: the language server that is bundled beside the CLI, for editors without an extension of ours.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "../command.ts";
import { ExitCode } from "../exitCodes.ts";

/** Beside this file in the package; from the sources, where the build put it. */
const PLACES = ["./server.js", "../../../dist/server.js"];

export const lsp: Command = {
  spec: {
    positionals: [],
    options: { stdio: { description: "Speak over standard input and output (the only way, so far)" } },
    examples: [{ line: "strataline lsp --stdio", does: "what to put into an editor's settings" }],
  },
  run: async (_args, terminal) => {
    const server = PLACES.map((place) => new URL(place, import.meta.url)).find((url) =>
      existsSync(fileURLToPath(url)),
    );
    if (server === undefined) {
      terminal.err(
        `${terminal.color.red("error")}: The language server is missing from this installation.\n`,
      );
      return ExitCode.usage;
    }
    if (!process.argv.includes("--stdio")) process.argv.push("--stdio");
    await import(server.href);
    // The server ends the process when its editor says so.
    return await new Promise<never>(() => undefined);
  },
};
