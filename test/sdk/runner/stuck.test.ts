// An asset that computes without a pause: the process cannot hear its own timers or signals.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

vi.setConfig({ testTimeout: 120_000 });

const script = join(import.meta.dirname, "../../support/runProject.ts");
const sdk = join(import.meta.dirname, "../../../sdk/src/index.ts");

let root: string;
/** The process group of the run, as a negative number. */
let group = 0;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strataline-stuck-"));
  mkdirSync(join(root, "assets"));
  writeFileSync(
    join(root, "strataline.config.ts"),
    `import { defineConfig, medallion } from ${JSON.stringify(sdk)};
export default defineConfig({ layers: medallion() });`,
  );
});
afterEach(() => {
  if (group !== 0) stop(group);
  group = 0;
  rmSync(root, { recursive: true, force: true });
});

function stop(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended, as it should.
  }
}

/** A run of one asset that never pauses, in a process group of its own, as a terminal would start it. */
function start(options: string): { readonly child: ChildProcess; readonly output: () => string } {
  writeFileSync(
    join(root, "assets/a.ts"),
    `import { asset } from ${JSON.stringify(sdk)};
asset({ key: "bronze/a", ${options} run: () => { for (;;); } });`,
  );
  const child = spawn(process.execPath, ["--import", "tsx", script, root], { detached: true });
  group = -(child.pid ?? 0);
  let output = "";
  child.stdout.on("data", (data) => (output += String(data)));
  child.stderr.on("data", (data) => (output += String(data)));
  return { child, output: () => output };
}

function ended(child: ChildProcess): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => child.once("close", (_code, signal) => resolve(signal)));
}

it("is ended by its timeout, with a message", async () => {
  const { child, output } = start("timeout: 100,");
  expect(await ended(child)).toBe("SIGKILL");
  expect(output()).toContain("computed without a pause for longer than its timeout");
});

it("is ended by Ctrl-C, with a message", async () => {
  const { child, output } = start("");
  const press = setInterval(() => {
    if (output().includes("assetStarted")) process.kill(group, "SIGINT");
  }, 1000);
  const signal = await ended(child);
  clearInterval(press);
  expect(signal).toBe("SIGKILL");
  expect(output()).toContain("could not be cancelled");
});
