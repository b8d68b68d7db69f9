// The past as a user asks for it: status, logs, versions, diff, lineage-of, rollback, gc. The real CLI on real folders.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { RunEvent } from "@strataline/protocol";
import { bundleCli, testProject, type Finished, type TestProject } from "./cliRig.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let made: TestProject;

/** The assets; `n` of the data, `body` of a helper in a file of its own. */
function write(n: number, body: string): void {
  made.write({
    "lib/dates.ts": `export function parseDate(text: string) { ${body} return text.slice(0, 10); }\n`,
    "assets/a.ts": `import { asset, check, source } from "strataline";
import { parseDate } from "../lib/dates.ts";
export const raw = source({ key: "raw/n", file: "n.json" });
export const a = asset({ key: "bronze/a", deps: { raw }, run: ({ raw }) => raw });
export const b = asset({
  key: "gold/b",
  deps: { a },
  checks: [check.unique("id")],
  run: ({ a }) => {
    console.log("making b");
    return a.map(({ id, at }) => ({ id, day: parseDate(at) }));
  },
});
`,
  });
  const rows = Array.from({ length: n }, (_, id) => ({ id, at: `2026-01-0${id + 1}T00:00` }));
  writeFileSync(join(made.root, "n.json"), JSON.stringify(rows));
}

async function ok(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr }: Finished = await made.run(...args);
  expect(`${code} ${stderr}`).toBe("0 ");
  return stdout;
}

beforeAll(async () => {
  await bundleCli();
  made = testProject({});
  write(1, "");
  await ok("run");
  write(3, "");
  await ok("run");
});
afterAll(() => made.remove());

interface StatusJson {
  readonly assets: readonly {
    readonly key: string;
    readonly status: string;
    readonly why: readonly string[];
  }[];
}

test("status says what is fresh, and down to the helper why the rest is not", async () => {
  expect(await ok("status")).toMatch(
    /bronze\/a +fresh +\d{4}-.*\ngold\/b +fresh.*\n\n2 fresh, 0 stale, 0 missing\.\n$/,
  );
  write(2, "text = text.trim();");
  const { assets } = JSON.parse(await ok("status", "--json")) as StatusJson;
  expect(assets).toMatchObject([
    { key: "bronze/a", status: "stale", why: ["raw/n has new data"], causes: [{ category: "DATA" }] },
    {
      key: "gold/b",
      status: "stale",
      why: ["helper parseDate in lib/dates.ts changed", "raw/n has new data"],
    },
  ]);
  const stale = await ok("status", "--stale", "--select", 'key:"gold/b"');
  expect(stale).toContain("helper parseDate in lib/dates.ts changed; raw/n has new data");
  expect(stale).not.toContain("bronze/a  ");
  expect(await ok("plan")).toMatch(
    /gold\/b +will run +helper parseDate in lib\/dates\.ts changed; raw\/n has new data/,
  );
  write(3, "");
});

test("logs prints what a run said, of all or one asset, for people and programs", async () => {
  const text = await ok("logs");
  expect(text).toMatch(/^[\d:.]+ {2}run \S+ of everything: 2 to materialize, 0 fresh\n/);
  expect(text).toMatch(/gold\/b: \| making b {2}\(assets\/a\.ts:\d+\)\n/);
  expect(text).toMatch(/gold\/b: check "unique\(id\)" passed\n/);
  expect(text).toMatch(/run succeeded in /);
  const lines = (await ok("logs", "--key", "gold/b", "--json")).trim().split("\n");
  const events = lines.map((line) => JSON.parse(line) as RunEvent);
  expect(events.map(({ type }) => type)).toEqual([
    "assetStarted",
    "assetLog",
    "checkFinished",
    "assetSucceeded",
  ]);
  const [, second] = JSON.parse(await ok("runs", "--format", "json")) as { readonly runId: string }[];
  expect(await ok("logs", second?.runId.slice(-8) ?? "")).toContain(second?.runId ?? "");
  const wrong = await made.run("logs", "nothing");
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('There is no run "nothing"')]);
});

interface VersionsJson {
  readonly versions: readonly { readonly id: string; readonly isCurrent: boolean }[];
}

test("versions, show, diff, lineage-of and rollback tell one story", async () => {
  const { versions } = JSON.parse(await ok("versions", "gold/b", "--format", "json")) as VersionsJson;
  const [second = "", first = ""] = versions.map(({ id }) => id);
  expect(versions.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  expect(await ok("versions", "gold/b")).toMatch(new RegExp(`${second} .* current +3 .*\\n${first} `));

  const before = await ok("show", "gold/b", "--version", first.slice(-8), "--format", "json");
  expect(JSON.parse(before)).toEqual([{ id: 0, day: "2026-01-01" }]);

  expect(await ok("diff", "gold/b")).toMatch(
    /\+ \{"id":1,.*\n.*2 added, 0 removed, 0 changed \(rows told apart by id\)/s,
  );
  const diff = JSON.parse(
    await ok("diff", "gold/b", second, first, "--by", "day", "--format", "json"),
  ) as object;
  expect(diff).toMatchObject({ before: second, after: first, counts: { added: 0, removed: 2, changed: 0 } });

  const lineage = await ok("lineage-of", second);
  expect(lineage).toMatch(
    new RegExp(`^gold/b {2}${second} .*\\n {2}bronze/a {2}\\S+ .*\\n {4}raw/n {2}source, version`),
  );
  const json = JSON.parse(await ok("lineage-of", first.slice(-8), "--format", "json")) as object;
  expect(json).toMatchObject({
    of: first,
    materializations: [{ key: "gold/b" }, { key: "bronze/a" }],
    forgotten: [],
  });
  const none = await made.run("lineage-of", "zzz");
  expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no materialization "zzz"')]);

  expect(await ok("rollback", "gold/b", "--dry-run")).toContain(`gold/b would be ${first}`);
  expect(await ok("rollback", "gold/b")).toContain(
    `The next run makes gold/b anew, as bronze/a has new data.`,
  );
  expect(await ok("show", "gold/b")).toContain("1 of 1 rows");
  expect(await ok("versions", "gold/b")).toContain(`rolled back from ${second} to ${first}`);
  await ok("rollback", "gold/b", "--to", second);
  expect(await ok("status", "--stale")).toBe("Everything is fresh.\n");
});

test("gc lists what would go before it does", async () => {
  expect(await ok("gc", "--dry-run")).toBe("Nothing to delete.\n");
  made.write({
    "strataline.config.ts": `import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), retention: { versions: 1, maxRuns: 1 } });
`,
  });
  const asked = await ok("gc", "--dry-run");
  expect(asked).toMatch(/bronze\/a .* more versions than are kept\n/);
  expect(asked).toMatch(/Would delete 2 versions and 1 run log, [\d.]+ KB\.\n/);
  expect(JSON.parse(await ok("gc", "--format", "json"))).toMatchObject({ schemaVersion: 1, isDone: true });
  expect(await ok("gc")).toBe("Nothing to delete.\n");
  const gone = await made.run("show", "gold/b", "--version", "previous");
  expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining("is no longer stored")]);
});
