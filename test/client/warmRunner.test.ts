// The process that waits: used when it is there and right, replaced by a cold start when it is not, ended with the editor.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunEvent } from "../../protocol/src/index.ts";
import { createWarmRunner, type RunPlace, type WarmRunner } from "../../client/src/run/warmRunner.ts";

vi.setConfig({ testTimeout: 20_000 });

let folder: string;
let runner: WarmRunner;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strataline-warm-"));
  runner = createWarmRunner();
});
afterEach(() => {
  runner.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Stands for the command line: notes each start, and says in an event who ran with what. */
const CLI = `
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
const [command, ...rest] = process.argv.slice(2);
appendFileSync("starts.txt", command + "\\n");
const event = (text) => console.log(JSON.stringify({ type: "assetLog", runId: "r", at: 1, key: "a", stream: "stdout", text }));
if (command === "run") event("cold " + rest.join(" "));
else {
  console.error("loading");
  console.log('{"type":"standby","ready":true}');
  createInterface({ input: process.stdin }).on("line", (line) => {
    const request = JSON.parse(line);
    appendFileSync("starts.txt", "  " + request.type + "\\n");
    if (request.type === "run") { event("warm " + request.args.join(" ")); process.exit(request.args.includes("--fail") ? 1 : 0); }
  });
}`;
const LEAVES = CLI.replace('if (request.type === "run") {', "process.exit(0); {");
const TOO_OLD = CLI.replace('console.error("loading");', "process.exit(2);");

function place(cli: string, name = "cli.mjs"): RunPlace {
  writeFileSync(join(folder, name), cli);
  return { node: process.execPath, bin: join(folder, name), folder };
}

const starts = (): string[] => readFileSync(join(folder, "starts.txt"), "utf8").trimEnd().split("\n");
const started = (lines: readonly string[]): Promise<void> =>
  vi.waitFor(() => expect(starts()).toEqual(lines), { timeout: 10_000 });

async function run(where: RunPlace, args: readonly string[] = ["run", "--json"]) {
  const events: string[] = [];
  const texts: string[] = [];
  const process_ = runner.start(where, args, {
    event: (event: RunEvent) => {
      if (event.type === "assetLog") events.push(event.text);
    },
    text: (text) => void texts.push(text),
  });
  return { end: await process_.ended, events, texts };
}

test("the first run starts cold, the next with who waits, and gets what was said meanwhile", async () => {
  const where = place(CLI);
  expect((await run(where)).events).toEqual(["cold --json"]);
  runner.prepare(where);
  runner.prepare(where);
  await started(["run", "standby"]);
  const { end, events, texts } = await run(where, ["run", "--json", "--fail"]);
  expect([end.code, events, texts]).toEqual([1, ["warm --json --fail"], ["loading"]]);
  expect((await run(where)).events).toEqual(["cold --json"]);
  expect(starts()).toEqual(["run", "standby", "  run", "run"]);
});

test("one that was just leaving is replaced by a cold start", async () => {
  const where = place(LEAVES);
  runner.prepare(where);
  await started(["standby"]);
  const { end, events } = await run(where);
  expect([end.code, events]).toEqual([0, ["cold --json"]]);
});

test("one of another Node or package is not used", async () => {
  runner.prepare(place(CLI));
  await started(["standby"]);
  expect((await run(place(CLI, "other.mjs"))).events).toEqual(["cold --json"]);
});

test("a package that does not know the command is not asked again", async () => {
  const where = place(TOO_OLD);
  runner.prepare(where);
  await started(["standby"]);
  // It has ended when a run starts cold and has ended, too.
  await vi.waitFor(async () => {
    runner.prepare(where);
    await run(where);
    const before = starts().length;
    runner.prepare(where);
    await run(where);
    expect(starts().slice(before)).toEqual(["run"]);
  });
});

test("saved files are told to who waits, and to nobody when nobody does", async () => {
  runner.reload();
  runner.prepare(place(CLI));
  await started(["standby"]);
  runner.reload();
  await started(["standby", "  reload"]);
});
