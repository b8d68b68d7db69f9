// `npm test`: everything, in an order that keeps two cores busy, with one summary at the end.
// Its last line is `N passed, N failed`; a check that fails without counting tests counts as one failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "./browser.ts";
import { run, runNpm, type CommandResult } from "./commands.ts";
import { ensureNeovim, NEOVIM_MISSING } from "./neovim.ts";
import { installVsCodeServer } from "./vscodeServer.ts";

interface Step {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

/** The parts of vitest's JSON report that are counted. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

const minute = 60_000;
const reports = ".cache/test";
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const tools = {
  tsc: "node_modules/typescript/bin/tsc",
  eslint: "node_modules/eslint/bin/eslint.js",
  prettier: "node_modules/prettier/bin/prettier.cjs",
  vitest: "node_modules/vitest/vitest.mjs",
};

const started = Date.now();
const steps: Step[] = [];
const vscode = prepareVsCode();
const neovim = ensureNeovim(console.log);
if (await check("build and package", () => runNpm(["run", "package"], "."))) {
  await Promise.all([checkSources(), testPureParts()]);
  await testInVsCode();
}
const passed = steps.reduce((sum, step) => sum + step.passed, 0);
const failed = steps.reduce((sum, step) => sum + step.failed, 0);
const failing = steps.filter((step) => step.failed > 0).map((step) => step.name);
console.log(`\n${seconds(started)}${failing.length > 0 ? `, failing: ${failing.join(", ")}` : ""}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function checkSources(): Promise<void> {
  await check("types", () => node([tools.tsc, "-b"]));
  for (const example of ["aviation", "quickstart"]) {
    await check(`types of examples/${example}`, () => node([tools.tsc, "-p", `examples/${example}`]));
  }
  await check("lint", () => node([tools.eslint, ".", "--max-warnings", "0"]));
  await check("format", () => node([tools.prettier, "--check", "--log-level", "warn", "."]));
  await check("generated files", () => node(["scripts/generate.ts", "--check"]));
}

async function testPureParts(): Promise<void> {
  await runTests("unit", "vitest.config.ts");
  await runTests("language server", "test/lsp/vitest.config.ts");
  if ((await neovim) !== undefined) await runTests("other editors", "test/editors/vitest.config.ts");
  else finish({ name: "other editors", passed: 0, failed: 1 }, started, NEOVIM_MISSING);
}

/** Alone on the machine: a user interface is slow enough without other work beside it. */
async function testInVsCode(): Promise<void> {
  const missing = await vscode;
  if (missing === undefined) await runTests("VS Code", "test/e2e/vitest.config.ts");
  else finish({ name: "VS Code", passed: 0, failed: 1 }, started, missing);
}

/** Downloads beside the other steps. What is missing, in one line, or nothing. */
async function prepareVsCode(): Promise<string | undefined> {
  const [chromium, server] = await Promise.all([
    ensureChromium(console.log),
    installVsCodeServer(console.log),
  ]);
  if (chromium === undefined)
    return "no Chromium or Chrome found: install one, or set CHROMIUM_PATH to its program";
  return server.ok ? undefined : `the VS Code server cannot be installed: ${server.reason}`;
}

async function check(name: string, command: () => Promise<CommandResult>): Promise<boolean> {
  const start = Date.now();
  const result = await command();
  const isGood = result.exitCode === 0;
  finish({ name, passed: 0, failed: isGood ? 0 : 1 }, start, isGood ? "" : result.output);
  return isGood;
}

async function runTests(name: string, config: string): Promise<void> {
  const start = Date.now();
  const report = join(reports, `${name.replaceAll(" ", "-")}.json`);
  const reporting = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const result = await node([tools.vitest, "run", "--config", config, ...reporting]);
  const counts = readReport(report);
  const failedTests = counts?.numFailedTests ?? 0;
  const failed = result.exitCode === 0 ? failedTests : Math.max(failedTests, 1);
  finish({ name, passed: counts?.numPassedTests ?? 0, failed }, start, failed > 0 ? result.output : "");
}

function node(command: readonly string[]): Promise<CommandResult> {
  return run(process.execPath, command, { timeout: 12 * minute, env: { ...process.env, NO_COLOR: "1" } });
}

function readReport(path: string): VitestReport | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as VitestReport) : undefined;
}

function finish(step: Step, start: number, output: string): void {
  steps.push(step);
  if (output !== "") console.log(output.trimEnd());
  const tests = step.passed + step.failed > 1 || step.passed > 0 ? `, ${step.passed} passed` : "";
  console.log(`${step.failed > 0 ? "✗" : "✓"} ${step.name} (${seconds(start)}${tests})`);
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
