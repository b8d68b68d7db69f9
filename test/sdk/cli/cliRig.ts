// The real program on real folders: the CLI is bundled as for the package, a project is written to a temporary folder, and each
// command is a process of its own. Temporary folders stand in the repository, so that the engine is found.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { bundles } from "../../../scripts/bundles.ts";

const CACHE = resolve(".cache/cli-test");
/** Where Node looks for the package `strataline` from a project in CACHE. */
const PACKAGE = join(CACHE, "node_modules/strataline");
const CLI = join(PACKAGE, "dist/cli.js");

/** Call once before the tests of a file. Vitest runs files beside each other: only the first bundle of a process is made. */
export async function bundleCli(): Promise<void> {
  const bundle = bundles.find(({ name }) => name === "sdk/dist");
  if (bundle === undefined) throw new Error("scripts/bundles.ts has no bundle sdk/dist");
  const outdir = join(PACKAGE, "dist");
  await build({ ...bundle.options, bundle: true, outdir, logLevel: "error", legalComments: "none" });
  const manifest = { name: "strataline", version: "0.0.0", type: "module", exports: "./dist/index.js" };
  writeFileSync(join(PACKAGE, "package.json"), JSON.stringify(manifest));
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  /** Resolves when the output (of either stream) holds the text; rejects when the process ends without. */
  readonly until: (text: string) => Promise<void>;
  readonly interrupt: () => void;
  readonly finished: Promise<Finished>;
}

export interface TestProject {
  readonly root: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly run: (...args: readonly string[]) => Promise<Finished>;
  /** With a text on standard input. */
  readonly runWithInput: (input: string, ...args: readonly string[]) => Promise<Finished>;
  readonly start: (...args: readonly string[]) => RunningCli;
  /** With a standard input that stays open. */
  readonly startListening: (
    ...args: readonly string[]
  ) => RunningCli & { readonly send: (line: string) => void };
  readonly remove: () => void;
}

export const CONFIG = `import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion() });
`;

/** A project with the usual config unless the files bring another. */
export function testProject(files: Readonly<Record<string, string>>): TestProject {
  mkdirSync(CACHE, { recursive: true });
  const root = mkdtempSync(join(CACHE, "project-"));
  const write = (more: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  write({ "package.json": `{ "type": "module" }`, "strataline.config.ts": CONFIG, ...files });
  const start = (...args: readonly string[]): RunningCli => follow(spawnCli(root, args));
  return {
    root,
    write,
    start,
    startListening: (...args) => {
      const child = spawnCli(root, args, "pipe");
      return { ...follow(child), send: (line) => void child.stdin?.write(`${line}\n`) };
    },
    run: (...args) => start(...args).finished,
    runWithInput: (input, ...args) => {
      const child = spawnCli(root, args, "pipe");
      child.stdin?.end(input);
      return follow(child).finished;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function spawnCli(cwd: string, args: readonly string[], stdin: "ignore" | "pipe" = "ignore"): ChildProcess {
  return spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, NODE_OPTIONS: undefined },
    stdio: [stdin, "pipe", "pipe"],
  });
}

function follow(child: ChildProcess): RunningCli {
  let stdout = "";
  let stderr = "";
  const waiting = new Set<() => void>();
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    for (const look of waiting) look();
  });
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    for (const look of waiting) look();
  });
  const finished = new Promise<Finished>((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ code, stdout, stderr }));
  });
  const until = (text: string): Promise<void> =>
    new Promise((done, fail) => {
      const look = (): void => {
        if (!stdout.includes(text) && !stderr.includes(text)) return;
        waiting.delete(look);
        done();
      };
      waiting.add(look);
      look();
      void finished.then(() => fail(new Error(`"${text}" was never printed:\n${stdout}\n${stderr}`)));
    });
  return { until, interrupt: () => void child.kill("SIGINT"), finished };
}
