// `strataline standby`: loaded ahead, up to date when asked, one run, and gone when nobody asks.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RunEvent } from "../../../protocol/src/index.ts";
import { runCli } from "../../../sdk/src/cli/cli.ts";
import type { ExitCode } from "../../../sdk/src/cli/exitCodes.ts";
import { fingerprintOf } from "../../../sdk/src/project/fingerprint.ts";
import { bundleCli, testProject } from "./cliRig.ts";
import { capturedTerminal, type CapturedTerminal } from "./capturedTerminal.ts";

const sdk = JSON.stringify(join(import.meta.dirname, "../../../sdk/src/index.ts"));

vi.setConfig({ testTimeout: 60_000 });

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strataline-standby-"));
  write(
    "strataline.config.ts",
    `import { defineConfig, medallion, memory } from ${sdk};
export default defineConfig({ layers: medallion(), assets: ["assets.ts"], io: { default: memory() } });`,
  );
  writeAsset("one");
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

function writeAsset(text: string): void {
  write(
    "assets.ts",
    `import { asset } from ${sdk};
import { word } from "./word.ts";
asset({ key: "bronze/a", run: () => { console.log(word); return [{ a: 1 }]; } });`,
  );
  write("word.ts", `export const word = ${JSON.stringify(text)};`);
}

interface Standby {
  readonly terminal: CapturedTerminal;
  /** Resolves when it has said for the nth time whether it is loaded. */
  said(times: number): Promise<void>;
  send(line: string): void;
  close(): void;
  readonly ended: Promise<ExitCode>;
}

function start(): Standby {
  const lines: string[] = [];
  let wake = (): void => undefined;
  let isOpen = true;
  let said = 0;
  let hear = (): void => undefined;
  const captured = capturedTerminal();
  const terminal: CapturedTerminal = {
    ...captured,
    out: (text) => {
      captured.out(text);
      if (text.startsWith('{"type":"standby"')) said++;
      hear();
    },
    inputLines: async function* () {
      for (;;) {
        const line = lines.shift();
        if (line !== undefined) yield line;
        else if (!isOpen) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
  return {
    terminal,
    said: async (times) => {
      while (said < times) await new Promise<void>((resolve) => (hear = resolve));
    },
    send: (line) => {
      lines.push(line);
      wake();
    },
    close: () => {
      isOpen = false;
      wake();
    },
    ended: runCli(["standby", "--cwd", root], terminal),
  };
}

function eventsOf(terminal: CapturedTerminal): RunEvent[] {
  return terminal
    .printed()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
}

const logged = (terminal: CapturedTerminal): string[] =>
  eventsOf(terminal).flatMap((event) => (event.type === "assetLog" ? [event.text] : []));

const RUN = JSON.stringify({ type: "run", args: ["--json", "--force"] });

test("says that it is loaded, runs once, and ends with the code of the run", async () => {
  const standby = start();
  await standby.said(1);
  expect(standby.terminal.printed()).toBe('{"type":"standby","ready":true}\n');
  standby.send(RUN);
  expect(await standby.ended).toBe(0);
  expect(logged(standby.terminal)).toEqual(["one"]);
  expect(eventsOf(standby.terminal).at(-1)).toMatchObject({ type: "runFinished", status: "succeeded" });
});

test("runs what is there when it is asked, not what was when it was loaded", async () => {
  await bundleCli();
  const project = testProject({
    "assets/a.ts": `import { asset } from "strataline";
import { word } from "../lib/word.ts";
asset({ key: "bronze/a", run: () => { console.log(word); return [{ a: 1 }]; } });`,
    "lib/word.ts": `export const word = "one";`,
  });
  const standby = project.startListening("standby");
  await standby.until('"ready":true');
  project.write({ "lib/word.ts": `export const word = "two or more";` });
  standby.send(RUN);
  const { code, stdout, stderr } = await standby.finished;
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain('"text":"two or more"');
  expect(stdout).not.toContain('"text":"one"');
  project.remove();
});

test("reloads on request what has changed, and nothing else", async () => {
  const standby = start();
  await standby.said(1);
  standby.send('{"type":"reload"}');
  write(".env", "A=1");
  standby.send('{"type":"reload"}');
  await standby.said(2);
  standby.close();
  expect(await standby.ended).toBe(0);
  expect(standby.terminal.printed().trim().split("\n")).toHaveLength(2);
});

test("a project that is broken is told of when a run is asked for", async () => {
  write("strataline.config.ts", "export default 1;");
  const standby = start();
  await standby.said(1);
  expect(standby.terminal.printed()).toBe('{"type":"standby","ready":false}\n');
  standby.send(RUN);
  expect(await standby.ended).toBe(2);
  expect(standby.terminal.complained()).toContain("strataline.config.ts");
});

test("wrong requests are told of, wrong options end it as they end `run`", async () => {
  const standby = start();
  await standby.said(1);
  standby.send("hello");
  standby.send('{"type":"run"}');
  standby.send('{"type":"run","args":["--jsn"]}');
  expect(await standby.ended).toBe(2);
  expect(standby.terminal.complained()).toBe(
    'error: not a request: hello\nerror: not a request: {"type":"run"}\nerror: There is no option "--jsn".\n',
  );
});

test("leaves after ten minutes in which nobody asked", async () => {
  const standby = start();
  await standby.said(1);
  vi.useFakeTimers();
  standby.send("hello");
  await vi.waitFor(() => expect(standby.terminal.complained()).toContain("hello"));
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(await standby.ended).toBe(0);
});

test("the fingerprint sees a file that is new, changed, gone, or outside", () => {
  const before = fingerprintOf(root);
  expect(fingerprintOf(root)).toBe(before);
  write("more.json", "{}");
  const more = fingerprintOf(root);
  expect(more).not.toBe(before);
  rmSync(join(root, "more.json"));
  expect(fingerprintOf(root)).toBe(before);
  expect(fingerprintOf(root, ["assets.ts"])).toBe(before);
  const outside = `../${basename(root)}-outside.ts`;
  write(outside, "1");
  const withOutside = fingerprintOf(root, [outside]);
  write(outside, "22");
  expect(fingerprintOf(root, [outside])).not.toBe(withOutside);
  rmSync(join(root, outside));
});
