// `isolation: "process"`: the same results as without, and what it is for: crashes, endless loops, and no process left behind.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openProject } from "../../../sdk/src/runner/openProject.ts";
import type { LoadedProject, Project, RunOptions, RunSummary } from "../../../sdk/src/runner/api.ts";
import { story } from "../../support/runRig.ts";
import type { RunEvent } from "../../../protocol/src/index.ts";

vi.setConfig({ testTimeout: 30_000 });

const sdk = JSON.stringify(join(import.meta.dirname, "../../../sdk/src/index.ts"));

let root: string;
let opened: Project[];
beforeEach(() => {
  opened = [];
  root = mkdtempSync(join(tmpdir(), "strataline-isolated-"));
  writeFileSync(
    join(root, "strataline.config.ts"),
    `import { defineConfig, medallion, memory, lake, resource } from ${sdk};
export default defineConfig({
  layers: medallion(), assets: ["assets.ts"], io: { memory: memory(), default: lake() },
  resources: { number: resource({ setup: () => 42 }) },
});`,
  );
});
afterEach(() => {
  for (const project of opened) project.close();
  rmSync(root, { recursive: true, force: true });
});

async function load(assets: string): Promise<LoadedProject> {
  writeFileSync(join(root, "assets.ts"), `import { asset, check } from ${sdk};\n${assets}`);
  const project = openProject(root);
  if (!project.ok) throw new Error(project.problem.message);
  opened.push(project.value);
  const loaded = await project.value.load();
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return loaded.value;
}

async function run(
  assets: string,
  options: RunOptions = {},
): Promise<{ events: RunEvent[]; summary: RunSummary; project: LoadedProject }> {
  const project = await load(assets);
  const events: RunEvent[] = [];
  const ended = await project.run({
    graceMs: 200,
    ...options,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  if (!ended.ok) throw new Error(ended.problem.message);
  return { events, summary: ended.value, project };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The number that an asset printed: of the process it ran in. */
const printedPid = (events: readonly RunEvent[]): number => {
  const line = events.find((event) => event.type === "assetLog" && /^\d+$/.test(event.text));
  return line?.type === "assetLog" ? Number(line.text) : 0;
};

describe("computes as without", () => {
  test("inputs, rows, resources, metadata, checks, logs with their place, and the process is used again", async () => {
    const { events, summary, project } = await run(`
asset({ key: "bronze/a", run: () => [{ n: 1 }, { n: 2 }] });
asset({ key: "silver/b", isolation: "process", deps: { a: "bronze/a" }, resources: ["number"],
  checks: [check("some", ({ rows }) => rows.length === 2)],
  run: ({ a }, context) => {
    console.log(process.pid);
    context.metadata({ count: a.length });
    context.progress(1, 1);
    return a.map(({ n }) => ({ n: n * context.resources.number }));
  } });
asset({ key: "gold/c", isolation: "process", deps: { b: "silver/b" }, run: ({ b }) => {
  console.log(process.pid);
  return [{ sum: b.reduce((sum, { n }) => sum + n, 0) }];
} });`);
    expect(summary).toMatchObject({ status: "succeeded", succeeded: 3, checksFailed: 0 });
    const shown = await project.show("gold/c", 1);
    expect(shown.ok ? shown.value.rows : shown.problem).toEqual([{ sum: 126 }]);
    const pids = events.flatMap((event) => (event.type === "assetLog" ? [event] : []));
    expect(pids.map(({ key, location }) => [key, location?.file])).toEqual([
      ["silver/b", "assets.ts"],
      ["gold/c", "assets.ts"],
    ]);
    expect(pids[0]?.text).toBe(pids[1]?.text);
    expect(Number(pids[0]?.text)).not.toBe(process.pid);
    expect(story(events)).toEqual(
      expect.arrayContaining([
        'metadata silver/b: {"count":2}',
        "progress silver/b: 1/1",
        "check silver/b some: passed",
      ]),
    );
    expect(isAlive(Number(pids[0]?.text))).toBe(false);
  });
  test("errors have their name, message and place", async () => {
    const { events } = await run(`
asset({ key: "bronze/a", isolation: "process", run: () => {
  throw new RangeError("too far");
} });`);
    const failed = events.find((event) => event.type === "assetFailed");
    expect(failed?.error).toMatchObject({
      name: "RangeError",
      message: "too far",
      location: { file: "assets.ts", line: 3 },
    });
  });
});

describe("what goes wrong stays there", () => {
  test("a crash fails its asset, names the process, and others go on", async () => {
    const { events, summary } = await run(`
asset({ key: "bronze/crash", isolation: "process", run: () => process.exit(7) });
asset({ key: "bronze/killed", isolation: "process", run: () => { process.kill(process.pid, "SIGKILL"); return new Promise(() => {}); } });
asset({ key: "silver/after", deps: ["bronze/crash"], run: () => [] });
asset({ key: "bronze/fine", isolation: "process", run: () => [{ a: 1 }] });`);
    expect(summary).toMatchObject({ status: "failed", failed: 2, succeeded: 1, skipped: 1 });
    expect(story(events)).toEqual(
      expect.arrayContaining([
        'failed bronze/crash: The process that computed "bronze/crash" ended with exit code 7.',
        'failed bronze/killed: The process that computed "bronze/killed" was ended by SIGKILL: by someone, or for want of memory.',
        "skipped silver/after: upstreamFailed bronze/crash",
      ]),
    );
  });
  test("an endless loop is ended by its timeout, without the run, and leaves no process and no file", async () => {
    const { events, summary } = await run(`
// Starts the process, so that its start is no part of the timeout.
asset({ key: "bronze/first", isolation: "process", run: () => [{ a: 1 }] });
asset({ key: "bronze/loop", isolation: "process", deps: ["bronze/first"], timeout: 1500,
  run: () => { console.log(process.pid); for (;;); } });
asset({ key: "bronze/fine", deps: ["bronze/first"], run: () => [{ a: 1 }] });`);
    expect(summary).toMatchObject({ status: "failed", failed: 1, succeeded: 2 });
    expect(story(events)).toContain(
      'failed bronze/loop: "bronze/loop" did not end within its timeout of 1500 ms.',
    );
    expect(printedPid(events)).toBeGreaterThan(0);
    expect(isAlive(printedPid(events))).toBe(false);
    expect(readdirSync(join(root, ".strataline/lake"))).toEqual(["bronze+fine", "bronze+first"]);
    expect(existsSync(join(root, ".strataline/tmp", summary.runId))).toBe(false);
  });
  test("a cancel ends one that does not listen", async () => {
    const controller = new AbortController();
    const { events, summary } = await run(
      `asset({ key: "bronze/loop", isolation: "process", run: () => { console.log(process.pid); for (;;); } });`,
      {
        signal: controller.signal,
        onEvent: (event) => {
          if (event.type === "assetLog") controller.abort();
        },
      },
    );
    expect(summary.status).toBe("cancelled");
    expect(isAlive(printedPid(events))).toBe(false);
  });
});

test("memory() is refused, by name", async () => {
  const { events } = await run(`
asset({ key: "bronze/a", io: "memory", run: () => [{ a: 1 }] });
asset({ key: "silver/b", isolation: "process", deps: { a: "bronze/a" }, run: () => [] });`);
  expect(story(events)).toContain(
    'failed silver/b: "silver/b" runs in a process of its own, and "bronze/a", which it reads, is kept by memory(), in this one: give it another `io`, or remove `isolation`.',
  );
});

test("another word is a problem", async () => {
  const project = await load(`asset({ key: "bronze/a", isolation: "thread" as never, run: () => [] });`);
  expect(project.problems.map(({ message }) => message)).toEqual([
    '"bronze/a": `isolation` must be "process" or "none".',
  ]);
});
