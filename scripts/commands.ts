// Runs other programs from a script, always as an argument list, never through a shell.
import { spawn } from "node:child_process";

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
}

export function runNpm(args: readonly string[], cwd: string): Promise<CommandResult> {
  const npmScript = process.env.npm_execpath;
  return npmScript?.endsWith(".js") === true
    ? run(process.execPath, [npmScript, ...args], { cwd })
    : run("npm", args, { cwd });
}

/** Runs a program to its end; its output is collected, or shown as well when `show` is set. */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; show?: boolean } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (options.show === true) process.stdout.write(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (options.show === true) process.stderr.write(chunk);
    });
    child.on("error", (error) => resolve({ exitCode: 127, output: `${output}${error.message}` }));
    child.on("close", (code) => resolve({ exitCode: code ?? 1, output }));
  });
}
