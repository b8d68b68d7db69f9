// `npm start`: builds and packages everything, runs the aviation example, then serves a real VS Code with the
// extension installed and the example open. `--no-serve` stops after the run; `--port N` picks the port.
import { spawn } from "node:child_process";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runNpm } from "./commands.ts";
import { installVsCodeServer, packagedExtension, serveVsCode } from "./vscodeServer.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = join(root, "examples/aviation");

const { values } = parseArgs({
  options: { "no-serve": { type: "boolean", default: false }, port: { type: "string", default: "0" } },
});

process.exitCode = await start();

async function start(): Promise<number> {
  console.log("Building Strataline and packaging the extension …");
  const packaged = await runNpm(["run", "package"], root);
  if (packaged.exitCode !== 0) {
    console.error(packaged.output);
    return packaged.exitCode;
  }
  console.log(`Running the pipeline in examples/aviation …\n`);
  const runExitCode = await strataline(["run", "--cwd", example]);
  if (runExitCode !== 0 || values["no-serve"]) return runExitCode;
  console.log();
  return serve();
}

async function serve(): Promise<number> {
  const installed = await installVsCodeServer(console.log);
  if (!installed.ok) {
    const byHand = `install it by hand: code --install-extension ${basename(packagedExtension)}`;
    console.log(`No VS Code in the browser (${installed.reason}); the extension is packaged, ${byHand}`);
    return 0;
  }
  const server = await serveVsCode({
    dataFolder: join(root, ".cache/vscode-profile"),
    vsix: packagedExtension,
    port: Number(values.port),
    askForTrust: false,
  });
  console.log(`VS Code with Strataline:  ${server.url}?folder=${encodeURI(example)}`);
  console.log("Ctrl-C stops it.");
  await new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, resolve);
  });
  await server.stop();
  return 0;
}

/** The command line tool, with the terminal to itself: Ctrl-C is its own to answer. */
function strataline(args: readonly string[]): Promise<number> {
  const ignore = (): void => undefined;
  process.on("SIGINT", ignore);
  const child = spawn(process.execPath, [join(root, "sdk/bin/strataline.mjs"), ...args], {
    stdio: "inherit",
  });
  return new Promise<number>((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 130));
  }).finally(() => process.off("SIGINT", ignore));
}
