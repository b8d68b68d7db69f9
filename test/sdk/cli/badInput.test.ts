// What a user may do wrong, and what breaks by itself: each says what and where, exits as documented, and leaves what was
// stored before readable. The real CLI on real folders.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { bundleCli, CONFIG, testProject, type Finished, type TestProject } from "./cliRig.ts";

vi.setConfig({ testTimeout: 60_000 });
beforeAll(bundleCli, 60_000);

const projects: TestProject[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});

function project(files: Readonly<Record<string, string>>): TestProject {
  const made = testProject(files);
  projects.push(made);
  return made;
}

function assets(body: string): Readonly<Record<string, string>> {
  return {
    "assets/a.ts": `import { asset, check, ref, source, sql } from "strataline";\n${body}\n`,
  };
}

/** Exit code, and parts of what was said (on either stream). */
function expectSaid(finished: Finished, code: number, ...parts: readonly string[]): void {
  const said = finished.stdout + finished.stderr;
  for (const part of parts) expect(said).toContain(part);
  expect({ code: finished.code, said: finished.code === code ? "" : said }).toEqual({ code, said: "" });
  expect(said).not.toContain("please report this");
}

async function rowsOf(made: TestProject, key: string): Promise<unknown> {
  const shown = await made.run("show", key, "--format", "json");
  expectSaid(shown, 0);
  return JSON.parse(shown.stdout);
}

const GOOD = assets(`export const a = asset({ key: "bronze/a", run: () => [{ id: 1 }, { id: 2 }] });
export const b = asset({ key: "silver/b", deps: { a }, run: ({ a }) => a });`);

describe("the config", () => {
  test("missing", async () => {
    const made = project({});
    rmSync(join(made.root, "strataline.config.ts"));
    expectSaid(await made.run("run", "--cwd", "/"), 2, "no strataline.config.ts");
  });
  test("throws: run says what and where; check reads only and goes on", async () => {
    const made = project({
      ...GOOD,
      "strataline.config.ts": `\nthrow new Error(["no", "luck"].join(" "));\nexport {};\n`,
    });
    expectSaid(await made.run("run"), 2, "no luck", "strataline.config.ts");
    expect((await made.run("check")).stdout).not.toContain("no luck");
  });
  test("does not parse", async () => {
    const made = project({ ...GOOD, "strataline.config.ts": `export default {{;\n` });
    expectSaid(await made.run("run"), 2, "strataline.config.ts");
  });
  test("exports no config", async () => {
    const made = project({ ...GOOD, "strataline.config.ts": `export const x = 1;\n` });
    expectSaid(await made.run("run"), 2, "strataline.config.ts");
  });
  test("no layers", async () => {
    const none = CONFIG.replace("medallion }", "layers }").replace("medallion()", "layers([])");
    const made = project({ ...GOOD, "strataline.config.ts": none });
    expectSaid(await made.run("check"), 1, "no-layers", "strataline.config.ts");
    expectSaid(await made.run("run"), 2, "layer");
  });
});

describe("the project", () => {
  test("empty", async () => {
    const made = project({});
    expectSaid(await made.run("check"), 2, "There are no assets", "assets/**/*.ts");
    expectSaid(await made.run("run"), 2, "no assets", "assets/**/*.ts");
  });
  test("a syntax error in one file: run refuses, check shows the line, the graph keeps the rest", async () => {
    const made = project({
      ...GOOD,
      "assets/bad.ts": `import { asset } from "strataline";\nexport const x = asset({ key: \n`,
    });
    expectSaid(await made.run("run"), 2, "assets/bad.ts");
    expectSaid(await made.run("check"), 1, "syntax-error", "assets/bad.ts:2");
    expect((await made.run("graph")).stdout).toContain("silver/b  ← bronze/a");
  });
  test("a module that throws", async () => {
    const made = project({ ...GOOD, "assets/bad.ts": `export const x = 1;\nthrow new Error("at load");\n` });
    expectSaid(await made.run("run"), 2, "at load", "assets/bad.ts:2");
  });
  test("two assets with one key", async () => {
    const made = project({ ...GOOD, "assets/z.ts": GOOD["assets/a.ts"] ?? "" });
    expectSaid(await made.run("check"), 1, "duplicate-key", "bronze/a");
    expectSaid(await made.run("run"), 2, "bronze/a");
  });
  test("a cycle", async () => {
    const made = project(
      assets(`export const x = asset({ key: "silver/x", deps: { y: "silver/y" }, run: () => [] });
export const y = asset({ key: "silver/y", deps: { x: "silver/x" }, run: () => [] });`),
    );
    expectSaid(await made.run("check"), 1, "cycle", "silver/x", "silver/y");
    expectSaid(await made.run("run"), 2, "silver/x", "silver/y");
  });
  test("a missing upstream of what is selected", async () => {
    const made = project(
      assets(`export const a = asset({ key: "bronze/a", run: () => [{ id: 1 }] });
export const b = asset({ key: "silver/b", deps: { a: "bronze/aa" }, run: () => [] });`),
    );
    expectSaid(await made.run("check"), 1, "missing-upstream", "bronze/aa", "bronze/a");
    expectSaid(await made.run("run", "--select", `key:"silver/b"`), 2, "bronze/aa");
    expectSaid(await made.run("run", "--select", `key:"bronze/a"`), 0);
  });
});

describe("keys", () => {
  const withKey = (key: string): TestProject =>
    project(assets(`export const a = asset({ key: ${JSON.stringify(key)}, run: () => [{ id: 1 }] });`));
  test.for([
    ["with spaces", "bronze/my orders"],
    ["with ..", "bronze/../../etc/passwd"],
    ["with quotes", `bronze/"a'b`],
    ["with a line break", "bronze/a\nb"],
    ["empty", ""],
    ["of 10,000 characters", `bronze/${"x".repeat(10_000)}`],
  ] as const)("%s", async ([, key]) => {
    const made = withKey(key);
    expectSaid(await made.run("check"), 1, "invalid-key", "assets/a.ts:2");
    const ran = await made.run("run");
    expectSaid(ran, 2, "key");
    expect(ran.stderr.length).toBeLessThan(2_000);
  });
  test("show of a key that is not there names the nearest", async () => {
    expectSaid(await project(GOOD).run("show", "bronze/aa"), 2, "bronze/aa", "bronze/a");
  });
  test("show before the first run", async () => {
    expectSaid(await project(GOOD).run("show", "bronze/a"), 2, "bronze/a");
  });
  test("a selection that does not parse points at the place", async () => {
    const made = project(GOOD);
    expectSaid(await made.run("select", `key:"bronze/a" nad layer:gold`), 2, "^");
    expectSaid(await made.run("run", "--select", "laier:gold"), 2, "^^^^", "layer");
  });
});

describe("an asset", () => {
  /** Runs the good project, then one in which bronze/a is given by \`run\`. */
  async function afterGoodRun(run: string, more = ""): Promise<{ made: TestProject; ran: Finished }> {
    const made = project(GOOD);
    expectSaid(await made.run("run"), 0);
    made.write(
      assets(`export const a = asset({ key: "bronze/a", ${more} run: ${run} });
export const b = asset({ key: "silver/b", deps: { a: "bronze/a" }, run: ({ a }) => a });
export const c = asset({ key: "silver/c", run: () => [{ id: 3 }] });`),
    );
    return { made, ran: await made.run("run") };
  }

  async function checkFails(run: string, more: string, ...parts: readonly string[]): Promise<void> {
    const { made, ran } = await afterGoodRun(run, more);
    expectSaid(ran, 1, "bronze/a", ...parts);
    expect(await rowsOf(made, "bronze/a")).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await rowsOf(made, "silver/b")).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await rowsOf(made, "silver/c")).toEqual([{ id: 3 }]);
  }

  test("throws", () =>
    checkFails(
      `() => { throw new Error("no data today"); }`,
      "",
      "no data today",
      "assets/a.ts:2",
      "silver/b",
    ));
  test("throws what is no error", () => checkFails(`() => { throw { code: 7 }; }`, "", `{"code":7}`));
  test("returns nothing", () => checkFails(`() => undefined`, "", "returned nothing"));
  test("never returns, with a timeout", () =>
    checkFails(`() => new Promise(() => {})`, "timeout: 200,", "200 ms"));
  test("breaks its schema", () =>
    checkFails(
      `() => [{ id: 1 }, { id: "two" }]`,
      `schema: { "~standard": { version: 1, vendor: "test", validate: (row: any) =>
        typeof row.id === "number" ? { value: row } : { issues: [{ message: "not a number", path: ["id"] }] } } },`,
      "not a number",
      "id",
    ));
  test("fails a blocking check", async () => {
    const { made, ran } = await afterGoodRun(
      `() => [{ id: 5 }, { id: 5 }]`,
      `checks: [check.unique("id", { blocking: true })],`,
    );
    expectSaid(ran, 1, "unique(id)", "bronze/a", "silver/b");
    expect(await rowsOf(made, "silver/b")).toEqual([{ id: 1 }, { id: 2 }]);
  });
});

describe("the disk", () => {
  test("a lake that cannot be written", async () => {
    const made = project(GOOD);
    mkdirSync(join(made.root, ".strataline"));
    writeFileSync(join(made.root, ".strataline/lake"), "a file where a folder should be");
    expectSaid(await made.run("run"), 1, "bronze/a", ".strataline/lake");
  });
  test("no folder for the state", async () => {
    const made = project(GOOD);
    writeFileSync(join(made.root, ".strataline"), "a file where a folder should be");
    expectSaid(await made.run("run"), 2, ".strataline");
  });
  test("a broken state", async () => {
    const made = project(GOOD);
    mkdirSync(join(made.root, ".strataline"));
    writeFileSync(
      join(made.root, ".strataline/state.db"),
      "this is no database, and it is long enough to be seen as none",
    );
    expectSaid(await made.run("run"), 2, "state.db");
    expectSaid(await made.run("runs"), 2, "state.db");
  });
});
