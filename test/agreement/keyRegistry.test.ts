// The generated key registry against the compiler: the examples type-check with it, and a misspelt key does not.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createProject, KEY_REGISTRY_PATH, keyRegistryText } from "@strataline/core";
import { createDiskHost } from "../../sdk/src/project/diskHost.ts";

vi.setConfig({ testTimeout: 60_000 });

const CACHE = resolve(".cache");
const TSC = resolve("node_modules/typescript/bin/tsc");
const copies: string[] = [];
afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true, force: true });
});

/** A copy of an example in the repository, so that its packages are found; with its registry. */
function copyWithRegistry(example: string): string {
  mkdirSync(CACHE, { recursive: true });
  const copy = mkdtempSync(join(CACHE, "types-"));
  copies.push(copy);
  const isSource = (path: string): boolean => !["node_modules", ".strataline"].includes(basename(path));
  cpSync(example, copy, { recursive: true, filter: isSource });
  const { linked } = createProject({ host: createDiskHost(copy) }).snapshot();
  mkdirSync(join(copy, ".strataline"));
  writeFileSync(join(copy, KEY_REGISTRY_PATH), keyRegistryText(linked));
  return copy;
}

/** What tsc says; "" when all is well. The SDK's sources stand for its build. */
function typeErrors(folder: string): Promise<string> {
  const args = [TSC, "-p", folder, "--customConditions", "@strataline/source", "--pretty", "false"];
  return new Promise((done) => execFile(process.execPath, args, (_, stdout) => done(stdout)));
}

function replaceIn(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

test.for(["examples/quickstart", "examples/aviation"])(
  "%s type-checks with its key registry",
  async (example) => {
    expect(await typeErrors(copyWithRegistry(example))).toBe("");
  },
);

test("a misspelt key in ref() is an error in words", async () => {
  const copy = copyWithRegistry("examples/quickstart");
  replaceIn(join(copy, "assets/revenue.ts"), `ref("silver/orders")`, `ref("silver/order")`);
  expect(await typeErrors(copy)).toContain(`No asset or source has the key \\"silver/order\\"`);
});

test("a misspelt key in deps is an error in words, a right one is typed", async () => {
  const copy = copyWithRegistry("examples/quickstart");
  const file = join(copy, "assets/orders.ts");
  replaceIn(file, "deps: { raw: rawOrders }", `deps: { raw: "bronze/orders" }`);
  expect(await typeErrors(copy)).toBe("");
  replaceIn(file, `raw: "bronze/orders"`, `raw: "bronze/order"`);
  expect(await typeErrors(copy)).toContain(`No asset or source has the key \\"bronze/order\\"`);
});
