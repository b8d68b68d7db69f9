// `strataline lsp --stdio`: the language server that is bundled beside the CLI, for editors without an extension of ours. It runs
// in a process of its own, because its memory is set up for long sessions.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SERVER_NODE_ARGUMENTS } from "@strataline/protocol";
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
    const server = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
    if (server === undefined) {
      terminal.err(
        `${terminal.color.red("error")}: The language server is missing from this installation.\n`,
      );
      return ExitCode.usage;
    }
    return await runServer(server);
  },
};

/** The server ends when its editor says so, or is gone. */
function runServer(file: string): Promise<ExitCode> {
  const server = spawn(process.execPath, [...SERVER_NODE_ARGUMENTS, file, "--stdio"], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => server.kill(signal));
  return new Promise((ended, failed) => {
    server.once("error", failed);
    server.once("exit", (code) => ended(code === 0 ? ExitCode.ok : ExitCode.failed));
  });
}
