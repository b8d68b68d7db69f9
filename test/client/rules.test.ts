// The project's own rules in the editor, without VS Code: the process, and when it is started.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { latestOnly, type Job } from "../../client/src/run/latestOnly.ts";
import { findingsIn, startRules } from "../../client/src/run/rulesProcess.ts";

describe("the process", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "strataline-rules-")));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(root, { recursive: true });

  const start = (script: string, unsaved: Readonly<Record<string, string>> = {}) => {
    const bin = join(root, "bin.mjs");
    writeFileSync(bin, script);
    return startRules({ node: process.execPath, bin, root, unsaved });
  };

  test("gets the unsaved texts and gives the findings, whatever its exit code", async () => {
    const { outcome } = start(
      `import { text } from "node:stream/consumers";
const input = await text(process.stdin);
console.error("loaded");
console.log(JSON.stringify({ schemaVersion: 1, diagnostics: [{ message: input, args: process.argv.slice(2) }] }));
process.exitCode = 1;`,
      { "assets/a.ts": "ä\n" },
    );
    expect(await outcome).toEqual({
      kind: "findings",
      findings: [
        {
          message: '{"files":{"assets/a.ts":"ä\\n"}}',
          args: ["rules", "--format", "json", "--unsaved", "--cwd", root],
        },
      ],
    });
  });

  test("a package that knows no rules, or a broken one, is told with what it said", async () => {
    expect(await start(`console.error('There is no command "rules".'); process.exit(2);`).outcome).toEqual({
      kind: "failed",
      message: 'There is no command "rules".',
    });
  });

  test("a program that cannot start", async () => {
    const { outcome } = startRules({ node: join(root, "nothing"), bin: "x", root, unsaved: {} });
    expect(await outcome).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("ENOENT") as unknown,
    });
  });

  test("is ended when it is cancelled, also one that does not listen", async () => {
    const process = start(`process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`);
    process.cancel();
    process.cancel();
    expect(await process.outcome).toEqual({ kind: "cancelled" });
  });

  test.for(["", "{", "[]", '{"diagnostics": 1}', "null"])("%j is no answer", (output) => {
    expect(findingsIn(output)).toBeNull();
  });
});

describe("the newest only", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  interface Started {
    readonly key: string;
    isCancelled: boolean;
    readonly end: () => Promise<void>;
  }

  function rig() {
    const started: Started[] = [];
    const jobs = latestOnly(100, (key): Job => {
      let resolve = (): void => undefined;
      const promise = new Promise<void>((end) => (resolve = end));
      const one: Started = {
        key,
        isCancelled: false,
        end: async () => {
          resolve();
          await promise;
        },
      };
      started.push(one);
      return { ended: promise, cancel: () => void (one.isCancelled = true) };
    });
    return { jobs, started, keys: () => started.map(({ key }) => key) };
  }

  test("is done once the asking pauses", () => {
    const { jobs, keys } = rig();
    for (let i = 0; i < 5; i++) {
      jobs.ask("a");
      vi.advanceTimersByTime(60);
    }
    expect(keys()).toEqual([]);
    vi.advanceTimersByTime(40);
    expect(keys()).toEqual(["a"]);
  });

  test("what is outdated is cancelled, and the next waits for its end", async () => {
    const { jobs, started, keys } = rig();
    jobs.ask("a");
    vi.advanceTimersByTime(100);
    jobs.ask("a");
    expect(started[0]?.isCancelled).toBe(true);
    vi.advanceTimersByTime(100);
    expect(keys()).toEqual(["a"]);
    await started[0]?.end();
    expect(keys()).toEqual(["a", "a"]);
    expect(started[1]?.isCancelled).toBe(false);
  });

  test("one at a time, also of several projects", async () => {
    const { jobs, started, keys } = rig();
    jobs.ask("a");
    jobs.ask("b");
    vi.advanceTimersByTime(100);
    expect(keys()).toEqual(["a"]);
    await started[0]?.end();
    expect(keys()).toEqual(["a", "b"]);
    expect(started[0]?.isCancelled).toBe(false);
  });

  test("an end while something was asked waits for the pause", async () => {
    const { jobs, started, keys } = rig();
    jobs.ask("a");
    vi.advanceTimersByTime(100);
    jobs.ask("b");
    await started[0]?.end();
    expect(keys()).toEqual(["a"]);
    vi.advanceTimersByTime(100);
    expect(keys()).toEqual(["a", "b"]);
  });

  test("what is gone is not done, and nothing is after the end", async () => {
    const { jobs, started, keys } = rig();
    jobs.ask("a");
    vi.advanceTimersByTime(100);
    jobs.ask("b");
    jobs.drop("a");
    jobs.drop("b");
    expect(started[0]?.isCancelled).toBe(true);
    vi.advanceTimersByTime(100);
    await started[0]?.end();
    jobs.ask("c");
    jobs.dispose();
    vi.advanceTimersByTime(1000);
    expect(keys()).toEqual(["a"]);
  });
});
