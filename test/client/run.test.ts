// The parts of a run that need no VS Code: which Node, which package, which arguments, and the process itself.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkNode, chooseNode, isNewEnough } from "../../client/src/run/nodeRuntime.ts";
import { findPackageBin } from "../../client/src/run/packageBin.ts";
import { runArguments, runTitle, type RunReach } from "../../client/src/run/runCommand.ts";
import { parseEvent, startRun } from "../../client/src/run/runProcess.ts";
import { createRunProgress } from "../../client/src/run/runProgress.ts";
import type { RunEvent } from "../../protocol/src/index.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "strataline-run-")));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const argumentsOf = (keys: readonly string[] | null, reach: RunReach) =>
  runArguments({ root: "/shop", keys, reach });

test("one asset is forced, also when it is fresh", () => {
  expect(argumentsOf(["silver/orders"], "only")).toEqual({
    ok: true,
    args: ["run", "--json", "--select", 'key:"silver/orders"', "--force", "--cwd", "/shop"],
  });
});

test.for([
  ["upstream", '+key:"a" or +key:"b"'],
  ["downstream", 'key:"a"+ or key:"b"+'],
  ["stale", 'key:"a" or key:"b"'],
] as const)("%s: what is fresh is not forced", ([reach, selection]) => {
  expect(argumentsOf(["a", "b"], reach)).toEqual({
    ok: true,
    args: ["run", "--json", "--select", selection, "--cwd", "/shop"],
  });
});

test("all of the project is no selection", () => {
  expect(argumentsOf(null, "only")).toEqual({ ok: true, args: ["run", "--json", "--cwd", "/shop"] });
});

test.for(['a" or key:"b', "a b", "$(rm)", "*", "", "-x", "é"])("%j is no key to run", (key) => {
  expect(argumentsOf([key], "stale")).toMatchObject({ ok: false });
});

test("titles", () => {
  expect(runTitle({ root: "", keys: ["a"], reach: "upstream" })).toBe("a with upstream");
  expect(runTitle({ root: "", keys: ["a", "b"], reach: "only" })).toBe("2 assets");
  expect(runTitle({ root: "", keys: null, reach: "only" })).toBe("all assets");
});

test.for([
  ["22.13.0", true],
  ["22.12.9", false],
  ["24.0.0", true],
  ["18.20.1", false],
] as const)("Node %s is new enough: %s", ([version, expected]) => {
  expect(isNewEnough(version)).toBe(expected);
});

test("the setting wins over the project's Node, which wins over PATH", () => {
  const ofProject = write("shop/node_modules/node/bin/node", "");
  expect(chooseNode("/opt/node", join(root, "shop/etl"))).toBe("/opt/node");
  expect(chooseNode("", join(root, "shop/etl"))).toBe(ofProject);
  expect(chooseNode("", root)).toBe("node");
});

test("a Node that is not there is said", async () => {
  expect(await checkNode(join(root, "nothing"))).toMatchObject({
    ok: false,
    message: expect.stringContaining("nothing") as unknown,
  });
  expect(await checkNode(process.execPath)).toMatchObject({ ok: true });
});

test("the package is found upwards, by its manifest", () => {
  write("mono/node_modules/strataline/package.json", '{"bin": {"strataline": "./bin/cli.mjs"}}');
  expect(findPackageBin(join(root, "mono/packages/etl"))).toBe(
    join(root, "mono/node_modules/strataline/bin/cli.mjs"),
  );
  write("mono/packages/etl/node_modules/strataline/package.json", "{ broken");
  expect(findPackageBin(join(root, "mono/packages/etl"))).toBe(
    join(root, "mono/node_modules/strataline/bin/cli.mjs"),
  );
  expect(findPackageBin(join(root, "elsewhere"))).toBeNull();
});

test.for(["", "hello", "{", "[1]", '{"type": "somethingNew"}', '{"a": 1}'])("%j is no event", (line) => {
  expect(parseEvent(line)).toBeNull();
});

interface Heard {
  readonly events: RunEvent[];
  readonly texts: string[];
}

async function runScript(script: string, when?: (heard: Heard, cancel: () => void) => void) {
  const heard: Heard = { events: [], texts: [] };
  const hear = (): void => when?.(heard, () => process_.cancel());
  const process_ = startRun(process.execPath, [write("script.mjs", script)], root, {
    event: (event) => {
      heard.events.push(event);
      hear();
    },
    text: (line) => {
      heard.texts.push(line);
      hear();
    },
  });
  return { ...heard, end: await process_.ended };
}

const STARTED = '{"type":"assetStarted","runId":"r","at":1,"key":"a","attempt":1}';

test("lines are events, the rest is text, the exit code and the end of stderr are kept", async () => {
  const { events, texts, end } = await runScript(
    `console.log(${JSON.stringify(STARTED)}); console.log("plain"); console.error("error: no"); process.exitCode = 2;`,
  );
  expect(events).toMatchObject([{ type: "assetStarted", key: "a" }]);
  expect(texts.toSorted()).toEqual(["error: no", "plain"]);
  expect(end).toEqual({ code: 2, errorText: "error: no\n" });
});

test("cancel interrupts, and the process may end by itself", async () => {
  const { end } = await runScript(
    `process.on("SIGINT", () => process.exit(130)); setInterval(() => {}, 1000); console.log("ready");`,
    (heard, cancel) => {
      if (heard.texts.includes("ready")) cancel();
    },
  );
  expect(end.code).toBe(130);
});

test("a program that cannot start ends with the reason", async () => {
  const { ended } = startRun(join(root, "nothing"), [], root, {
    event: () => undefined,
    text: () => undefined,
  });
  expect(await ended).toMatchObject({ code: null, errorText: expect.stringContaining("ENOENT") as unknown });
});

test("progress counts what is done of what is planned, and keeps failures", () => {
  const progress = createRunProgress();
  const run = { runId: "r", at: 1 };
  const reason = { kind: "forced" } as const;
  const assets = [
    { key: "a", reason },
    { key: "b", reason },
  ];
  progress.next({ type: "runStarted", ...run, selection: null, pid: 1, assets, fresh: [] });
  expect(progress.openRunId()).toBe("r");
  expect(progress.next({ type: "assetStarted", ...run, key: "a", attempt: 1 })).toEqual({
    increment: 0,
    message: "0/2 · a",
  });
  const far = { type: "assetProgress", ...run, key: "a", done: 1500, total: 2000, message: "pages" } as const;
  expect(progress.next(far)).toEqual({ increment: 0, message: "0/2 · a: 1,500 of 2,000 pages" });
  const error = { name: "Error", message: "no" };
  expect(progress.next({ type: "assetFailed", ...run, key: "a", durationMs: 1, error })).toEqual({
    increment: 50,
    message: "1/2 · a",
  });
  expect(progress.failures.map(({ key }) => key)).toEqual(["a"]);
  const counts = { durationMs: 1, succeeded: 1, failed: 1, skipped: 0, checksFailed: 0 };
  progress.next({ type: "runFinished", ...run, status: "failed", ...counts });
  expect(progress.openRunId()).toBeNull();
});
