// Runs as a user sees them: events, history, stored rows, Ctrl-C and two runs at once. The real CLI on real folders.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { RunEvent } from "@strataline/protocol";
import { bundleCli, testProject, type TestProject } from "./cliRig.ts";

vi.setConfig({ testTimeout: 60_000 });
beforeAll(bundleCli, 60_000);

const projects: TestProject[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});

function project(assets: string): TestProject {
  const made = testProject({ "assets/a.ts": `import { asset, check } from "strataline";\n${assets}\n` });
  projects.push(made);
  return made;
}

const PAIR = `export const a = asset({ key: "bronze/a", checks: [check.unique("id")], run: () => [{ id: 1 }, { id: 2 }] });
export const b = asset({ key: "silver/b", deps: { a }, run: ({ a }) => a.map(({ id }) => ({ id, double: 2 * id })) });`;

/** Waits for a signal of the run, or for ever. */
const SLOW = `export const a = asset({ key: "bronze/a", run: () => [{ id: 1 }] });
export const b = asset({
  key: "silver/b",
  deps: { a },
  run: (_, ctx) => {
    console.log("b has begun");
    return new Promise((_, fail) => ctx.signal.addEventListener("abort", () => fail(ctx.signal.reason)));
  },
});
export const c = asset({ key: "gold/c", deps: { b }, run: ({ b }) => b });`;

const NEVER = `export const a = asset({ key: "bronze/a", run: () => {
  console.log("a has begun");
  setInterval(() => {}, 1_000);
  return new Promise(() => {});
} });`;

test("a run tells what it made, layer by layer, and where it is", async () => {
  const made = project(PAIR);
  const { code, stdout } = await made.run("run");
  expect(code).toBe(0);
  expect(stdout).toContain("Materializing 2 assets");
  expect(stdout).toMatch(/\[1\/2\] ✓ bronze\/a {2}2 rows/);
  expect(stdout).toMatch(/\nBronze +1 made +2 .*1 passed\nSilver +1 made +2 /);
  expect(stdout).toContain(".strataline/lake");
  const oneLiner = /select \* from '([^']+)'/.exec(stdout)?.[1] ?? "";
  expect(existsSync(join(made.root, oneLiner))).toBe(true);
});

test("the second time everything is fresh; --force runs it again", async () => {
  const made = project(PAIR);
  await made.run("run");
  const again = await made.run("run");
  expect(again.stdout).toContain("Everything is fresh: 2 assets, nothing to do.");
  expect(again.code).toBe(0);
  expect((await made.run("run", "--force", "--select", `key:"silver/b"`)).stdout).toContain(
    "Materializing 1 asset",
  );
});

test("an upstream that comes out the same stops there", async () => {
  const made = project(PAIR);
  await made.run("run");
  made.write({
    "assets/a.ts": `import { asset, check } from "strataline";\n${PAIR.replace("[{ id: 1 }", "[{ id: 2 - 1 }")}`,
  });
  const { stdout } = await made.run("run");
  expect(stdout).toMatch(/bronze\/a {2}2 rows .* unchanged\n/);
  expect(stdout).toContain("[2/2] = silver/b  still fresh");
});

test("a failed check of severity error is exit 1, a warning is not", async () => {
  const withCheck = (options: string): TestProject =>
    project(
      `export const a = asset({ key: "bronze/a", checks: [check.unique("id", ${options})], run: () => [{ id: 1 }, { id: 1 }] });`,
    );
  const failed = await withCheck("{}").run("run");
  expect(failed.code).toBe(1);
  expect(failed.stdout).toContain(`check "unique(id)" of bronze/a failed`);
  const warned = await withCheck(`{ severity: "warning" }`).run("run");
  expect(warned.code).toBe(0);
  expect(warned.stdout).toContain(`check "unique(id)" of bronze/a failed`);
});

test("--json prints events only, one a line, the last one runFinished", async () => {
  const { code, stdout, stderr } = await project(PAIR).run("run", "--json");
  const events = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(events[0]).toMatchObject({ type: "runStarted", fresh: [] });
  expect(events.map(({ type }) => type).filter((type) => type !== "assetLog")).toEqual([
    "runStarted",
    "assetStarted",
    "checkFinished",
    "assetSucceeded",
    "assetStarted",
    "assetSucceeded",
    "runFinished",
  ]);
  expect(events.at(-1)).toMatchObject({ type: "runFinished", status: "succeeded", succeeded: 2 });
});

test("plan gives reasons, for people and programs", async () => {
  const made = project(PAIR);
  await made.run("run");
  made.write({
    "assets/a.ts": `import { asset, check } from "strataline";\n${PAIR.replace("2 * id", "3 * id")}`,
  });
  const { stdout } = await made.run("plan", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    steps: [{ key: "silver/b", reason: { kind: "codeChanged" } }],
    fresh: ["bronze/a"],
  });
  expect((await made.run("plan")).stdout).toContain("silver/b  will run  its own code changed");
});

test("show and runs print what is stored", async () => {
  const made = project(PAIR);
  await made.run("run");
  const rows = await made.run("show", "silver/b", "--rows", "1", "--format", "json");
  expect(JSON.parse(rows.stdout)).toEqual([{ id: 1, double: 2 }]);
  expect((await made.run("show", "silver/b")).stdout).toMatch(
    /^id +double\n +1 +2\n +2 +4\nsilver\/b: 2 of 2 rows/,
  );
  const runs = await made.run("runs", "--format", "json");
  expect(JSON.parse(runs.stdout)).toMatchObject([{ status: "succeeded", succeeded: 2, failed: 0 }]);
});

test("select and graph agree with the contract", async () => {
  const made = project(PAIR);
  const selected = await made.run("select", `+key:"silver/b"`, "--format", "json");
  expect(JSON.parse(selected.stdout)).toEqual(["bronze/a", "silver/b"]);
  const written = JSON.parse((await made.run("graph", "--format", "json")).stdout) as { nodes: object[] };
  expect(written).toMatchObject({
    schemaVersion: 1,
    layers: [{ name: "bronze" }, { name: "silver" }, { name: "gold", title: "Gold" }],
    nodes: [
      { key: "bronze/a", kind: "asset", layer: "bronze", file: "assets/a.ts" },
      { key: "silver/b", range: { start: { line: 2, character: 17 } } },
    ],
    edges: [{ from: "bronze/a", to: "silver/b", kind: "data" }],
  });
  const loaded = JSON.parse((await made.run("graph", "--format", "json", "--runtime")).stdout) as object;
  const placeless = written.nodes.map((node) => ({ ...node, file: null, range: null }));
  expect(loaded).toEqual({ ...written, nodes: placeless });
});

test("keys writes the registry once", async () => {
  const made = project(PAIR);
  expect((await made.run("keys")).stdout).toBe(".strataline/keys.d.ts written\n");
  expect((await made.run("keys")).stdout).toBe(".strataline/keys.d.ts is up to date\n");
  expect(readFileSync(join(made.root, ".strataline/keys.d.ts"), "utf8")).toContain(`"silver/b": `);
});

test("Ctrl-C cancels: 130, what was made before stays, the rest is not run", async () => {
  const made = project(SLOW);
  const running = made.start("run");
  await running.until("b has begun");
  running.interrupt();
  const { code, stdout, stderr } = await running.finished;
  expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringContaining("Ctrl-C again") as string });
  expect(stdout).toContain("Run cancelled");
  expect((await made.run("show", "bronze/a", "--format", "json")).stdout).toContain(`"id": 1`);
  expect((await made.run("show", "gold/c")).code).toBe(2);
  expect(JSON.parse((await made.run("runs", "--format", "json")).stdout)).toMatchObject([
    { status: "cancelled" },
  ]);
});

test("a second Ctrl-C leaves at once, whatever the asset does", async () => {
  const made = project(NEVER);
  const running = made.start("run", "--json");
  await running.until("a has begun");
  running.interrupt();
  await running.until("Ctrl-C again");
  running.interrupt();
  expect((await running.finished).code).toBe(130);
  expect((await made.run("runs", "--format", "json")).code).toBe(0);
});

test("a second run that wants the same asset is refused: 3", async () => {
  const made = project(SLOW);
  const running = made.start("run");
  await running.until("b has begun");
  const second = await made.run("run", "--force");
  running.interrupt();
  await running.finished;
  expect(second.code).toBe(3);
  expect(second.stderr).toContain("silver/b");
});

test("open handles of an asset do not keep the program from ending", async () => {
  const made = project(
    `export const a = asset({ key: "bronze/a", run: () => { setInterval(() => {}, 1_000); return [{ id: 1 }]; } });`,
  );
  expect((await made.run("run")).code).toBe(0);
});
