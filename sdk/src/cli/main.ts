// The entry of the bin `strataline`.
import { runCli } from "./cli.ts";
import { processTerminal } from "./terminal.ts";

// `strataline graph | head`: a reader that has seen enough is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const code = await runCli(process.argv.slice(2), processTerminal());
// Not `process.exitCode`: what the user's code left open (timers, servers) must not keep the program from ending.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
