// Runs other programs from a script, always as an argument list, never through a shell.
import { spawn } from "node:child_process";

export interface CommandResult {
  /** 124 when it took longer than it may, 127 when it could not be started. */
  readonly exitCode: number;
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the program and its children are ended. */
  readonly timeout?: number;
}

/** Runs a program to its end and collects what it prints. */
export function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: options.timeout !== undefined,
    });
    let output = "";
    let isLate = false;
    const timer =
      options.timeout === undefined
        ? undefined
        : setTimeout(() => {
            isLate = true;
            if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
          }, options.timeout);
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ exitCode: 127, output: `${output}${error.message}\n` }));
    child.on("close", (code) => {
      clearTimeout(timer);
      if (isLate) output += `ended after ${(options.timeout ?? 0) / 1000} seconds\n`;
      resolve({ exitCode: isLate ? 124 : (code ?? 1), output });
    });
  });
}

/** Runs npm: the one that started this script where there is one. */
export function runNpm(args: readonly string[], cwd: string): Promise<CommandResult> {
  const npmScript = process.env.npm_execpath;
  return npmScript?.endsWith(".js") === true
    ? run(process.execPath, [npmScript, ...args], { cwd })
    : run("npm", args, { cwd });
}
