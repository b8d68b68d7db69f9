// Words in, help or a complaint out: what the command line understands before it does anything.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runCli } from "../../../sdk/src/cli/cli.ts";
import { wantsColor } from "../../../sdk/src/cli/colors.ts";
import { COMMANDS } from "../../../sdk/src/cli/commands/index.ts";
import { VERSION } from "../../../sdk/src/cli/version.ts";
import { capturedTerminal } from "./capturedTerminal.ts";

async function checkPrinted(argv: readonly string[], part: string): Promise<void> {
  const terminal = capturedTerminal();
  expect(await runCli(argv, terminal)).toBe(0);
  expect(terminal.printed()).toContain(part);
  expect(terminal.complained()).toBe("");
}

async function checkUsageError(argv: readonly string[], ...parts: string[]): Promise<void> {
  const terminal = capturedTerminal();
  expect(await runCli(argv, terminal)).toBe(2);
  for (const part of parts) expect(terminal.complained()).toContain(part);
  expect(terminal.printed()).toBe("");
}

describe("help", () => {
  test("lists every command", async () => {
    const width = Math.max(...COMMANDS.map(({ name }) => name.length));
    for (const { name, summary } of COMMANDS)
      await checkPrinted(["--help"], `${name.padEnd(width)}  ${summary}`);
  });
  test.for(COMMANDS.map(({ name }) => name))("%s --help has usage and examples", async (name) => {
    await checkPrinted([name, "--help"], `Usage:\n  strataline ${name}`);
    await checkPrinted([name, "-h"], `Examples:\n  strataline ${name}`);
  });
  test("help COMMAND is COMMAND --help", () => checkPrinted(["help", "run"], "130  cancelled by Ctrl-C"));
  test("without a command it is shown as a complaint", () => checkUsageError([], "Commands:"));
  test("help wins over missing arguments", () => checkPrinted(["show", "--help"], "strataline show KEY"));
});

test("--version is the package's", async () => {
  const manifest = JSON.parse(readFileSync("sdk/package.json", "utf8")) as { version: string };
  expect(VERSION).toBe(manifest.version);
  await checkPrinted(["--version"], `${manifest.version}\n`);
});

describe("complaints name the nearest right thing", () => {
  test("command", () => checkUsageError(["chekc"], `no command "chekc"`, `Did you mean "check"?`));
  test("command like nothing", () => checkUsageError(["frobnicate"], "Commands: check, rules"));
  test("option", () => checkUsageError(["check", "--fromat", "json"], `Did you mean "--format"?`));
  test("option of another command", () => checkUsageError(["check", "--force"], `no option "--force"`));
  test("option name of Object.prototype", () => checkUsageError(["check", "--constructor"], "no option"));
  test("short option", () => checkUsageError(["run", "-x"], `no option "-x"`));
  test("choice", () =>
    checkUsageError(["graph", "--format", "pdf"], "text, json, mermaid, dot, svg, html", `"pdf"`));
  test("missing value", () => checkUsageError(["run", "--select"], "--select needs a value", "EXPR"));
  test("empty value", () => checkUsageError(["run", "--select="], "--select needs a value"));
  test("value of a switch", () => checkUsageError(["run", "--force=yes"], "--force takes no value"));
  test("missing positional", () => checkUsageError(["show"], "`strataline show` needs KEY"));
  test("extra positional", () => checkUsageError(["check", "silver"], `Unexpected argument "silver"`));
  test("rows", () => checkUsageError(["show", "a/b", "--rows", "-1"], "--rows"));
  test("rows as words", () => checkUsageError(["show", "a/b", "--rows", "ten"], `not "ten"`));
  test("concurrency", () => checkUsageError(["run", "--concurrency", "0"], "--concurrency"));
});

describe("--cwd", () => {
  const nowhere = "/nowhere/at/all";
  test("a folder that is not there", () => checkUsageError(["check", "--cwd", nowhere], nowhere));
  test("may stand before the command", () => checkUsageError(["--cwd", nowhere, "check"], nowhere));
  test.for(["check", "graph", "schedules", "plan", "run", "runs", "keys"])(
    "%s without a config",
    async (name) => {
      await checkUsageError([name, "--cwd", "/"], "no strataline.config.ts in /", "defineConfig");
    },
  );
});

describe("colours", () => {
  test("on a terminal only", () => {
    expect(wantsColor({}, true)).toBe(true);
    expect(wantsColor({}, false)).toBe(false);
    expect(wantsColor({ TERM: "dumb" }, true)).toBe(false);
  });
  test("NO_COLOR switches off, FORCE_COLOR on, wherever it prints", () => {
    expect(wantsColor({ NO_COLOR: "1" }, true)).toBe(false);
    expect(wantsColor({ NO_COLOR: "" }, true)).toBe(true);
    expect(wantsColor({ FORCE_COLOR: "1" }, false)).toBe(true);
    expect(wantsColor({ FORCE_COLOR: "0" }, true)).toBe(false);
    expect(wantsColor({ FORCE_COLOR: "1", NO_COLOR: "1" }, true)).toBe(true);
  });
});
