// From files to a project: what is found, and what is said when something is wrong.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunEvent } from "../../../protocol/src/index.ts";
import type { LoadedProject, Project, ProjectProblem } from "../../../sdk/src/runner/api.ts";
import { openProject } from "../../../sdk/src/runner/openProject.ts";

vi.setConfig({ testTimeout: 60_000 });

const script = join(import.meta.dirname, "../../support/runProject.ts");
const sdk = join(import.meta.dirname, "../../../sdk/src/index.ts");
const CONFIG = `import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion() });`;

let root: string;
let project: Project | null;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strataline-load-"));
  project = null;
  write("node_modules/strataline/package.json", '{ "type": "module", "exports": "./index.ts" }');
  write("node_modules/strataline/index.ts", `export * from ${JSON.stringify(sdk)};`);
});
afterEach(() => {
  project?.close();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function load(files: Readonly<Record<string, string>>): Promise<LoadedProject> {
  write("strataline.config.ts", CONFIG);
  for (const [path, text] of Object.entries(files)) write(path, text);
  const loaded = await tryLoad();
  if ("code" in loaded) throw new Error(loaded.message);
  return loaded;
}

async function tryLoad(): Promise<LoadedProject | ProjectProblem> {
  const opened = openProject(root);
  if (!opened.ok) return opened.problem;
  project = opened.value;
  const loaded = await project.load();
  return loaded.ok ? loaded.value : loaded.problem;
}

const ASSET = (key: string): string => `import { asset } from "strataline";
export const it = asset({ key: "${key}", run: () => [{ n: 1 }] });`;

describe("what is found", () => {
  it("looks for the config upwards", () => {
    write("strataline.config.mjs", "");
    mkdirSync(join(root, "deep/er"), { recursive: true });
    expect(openProject(join(root, "deep/er"))).toMatchObject({
      ok: true,
      value: { root, configFile: "strataline.config.mjs" },
    });
  });

  it("takes every definition that is made while loading, once and in order, exported or not, also in imported files", async () => {
    const loaded = await load({
      "lib/shared.ts": `import { source } from "strataline";\nsource({ key: "ext/a" });`,
      "assets/b.ts": `import "../lib/shared.ts";\n${ASSET("bronze/b")}`,
      "assets/a.ts": `import { asset } from "strataline";\nimport "../lib/shared.ts";\nasset({ key: "bronze/a", deps: ["ext/a"], run: () => [] });`,
      "assets/types.d.ts": "export type X = 1;",
      "other/c.ts": ASSET("bronze/c"),
    });
    expect(loaded.problems).toEqual([]);
    expect(loaded.graph.nodes.map(({ key, kind, layer }) => `${kind} ${key} ${layer ?? "-"}`)).toEqual([
      "asset bronze/a bronze",
      "asset bronze/b bronze",
      "source ext/a -",
    ]);
  });

  it("works in a CommonJS project and in an ES module project", async () => {
    for (const type of ["commonjs", "module"]) {
      const loaded = await load({
        "package.json": `{ "type": "${type}" }`,
        "assets/a.ts": ASSET("bronze/a"),
      });
      expect(loaded.problems).toEqual([]);
      expect(loaded.graph.nodes).toHaveLength(1);
      project?.close();
    }
  });

  it("sees changed files when it loads again", async () => {
    await load({ "assets/a.ts": ASSET("bronze/a") });
    const again = await load({ "assets/a.ts": ASSET("bronze/b") });
    expect(again.graph.nodes.map(({ key }) => key)).toEqual(["bronze/b"]);
  });
});

describe("what is wrong with the config", () => {
  async function checkConfig(text: string | null, expected: Partial<ProjectProblem>): Promise<void> {
    if (text !== null) write("strataline.config.ts", text);
    const problem = await tryLoad();
    expect(problem).toMatchObject(expected);
  }
  it("missing", () => checkConfig(null, { code: "noConfig" }));
  it("throws", () =>
    checkConfig("const a = 1;\nthrow new Error('no token');", {
      code: "configFailed",
      message: "strataline.config.ts cannot be loaded: no token",
      file: "strataline.config.ts",
    }));
  it("broken syntax", () =>
    checkConfig("export default {\n  layers: = 3\n};", {
      code: "configFailed",
      file: "strataline.config.ts",
      line: 1,
    }));
  it("no default export", () =>
    checkConfig("export const a = 1;", {
      code: "configInvalid",
      message: expect.stringContaining("no default export") as string,
    }));
  it("no layers", () =>
    checkConfig("export default { layers: [] };", {
      code: "configInvalid",
      message: expect.stringContaining("no layers") as string,
    }));
  it("a layer twice", () =>
    checkConfig('export default { layers: ["a", "a"] };', {
      message: 'strataline.config.ts: The layer "a" is declared twice.',
    }));
  it("something that is no IO manager", () =>
    checkConfig('export default { layers: ["a"], io: { x: 3 } };', {
      message: expect.stringContaining("`io.x` is no IO manager") as string,
    }));
});

describe("what is wrong with modules", () => {
  it("tells which one fails and where, loads the others, and refuses to run", async () => {
    const loaded = await load({
      "assets/a.ts": ASSET("bronze/a"),
      "assets/syntax.ts": "export const x = 1;\nexport const y = = 2;\n",
      "assets/throws.ts": "export const x = 1;\n\nthrow new TypeError('boom');\n",
      "assets/missing.ts": "import './nowhere.ts';\n",
    });
    expect(loaded.graph.nodes.map(({ key }) => key)).toEqual(["bronze/a"]);
    expect(loaded.problems).toMatchObject([
      { code: "moduleFailed", file: "assets/missing.ts" },
      { code: "moduleFailed", file: "assets/syntax.ts", line: 1 },
      {
        code: "moduleFailed",
        file: "assets/throws.ts",
        message: "assets/throws.ts cannot be loaded: boom",
      },
    ]);
    expect(await loaded.run()).toMatchObject({ ok: false, problem: { kind: "problems" } });
  });

  it("shows the line of the user's code that failed", () => {
    write("strataline.config.ts", CONFIG);
    write(
      "assets/a.ts",
      `import { asset } from "strataline";
interface Row { n: number }
export const a = asset({
  key: "bronze/a",
  run: (): Row[] => {
    console.log("reading");
    const nothing = JSON.parse("null") as Row;
    return [{ n: nothing.n }];
  },
});`,
    );
    const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", script, root], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    const events = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as RunEvent);
    expect(events.find(({ type }) => type === "assetLog")).toMatchObject({ text: "reading" });
    const failed = events.find((event) => event.type === "assetFailed");
    expect(failed?.error).toMatchObject({
      name: "TypeError",
      location: { file: "assets/a.ts", line: 7, character: 25 },
    });
    expect(failed?.error.stack).toMatch(/^TypeError: .*\n {4}at .*assets\/a\.ts:8:26\)$/);
  });

  it("shows the declaration when no line of the user's code failed", async () => {
    const loaded = await load({
      "assets/a.ts": `import { asset, sql } from "strataline";

export const a = asset({ key: "bronze/a", query: sql\`selct\` });`,
    });
    const events: unknown[] = [];
    await loaded.run({ onEvent: (event) => events.push(event) });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: "assetFailed",
        error: expect.objectContaining({
          location: expect.objectContaining({ file: "assets/a.ts", line: 2 }) as unknown,
        }) as unknown,
      }),
    );
  });

  it("keeps an asset fresh when only comments and layout change, and not when a helper changes", async () => {
    const files = (comment: string, factor: number): Record<string, string> => ({
      "lib/factor.ts": `export const factor = ${factor};`,
      "assets/a.ts": `import { asset } from "strataline";
import { factor } from "../lib/factor.ts";
${comment}
export const a = asset({ key: "bronze/a", io: "files", run: () => [{ n: factor }] });`,
    });
    write("strataline.config.ts", "");
    const config = `import { defineConfig, json, medallion } from "strataline";
export default defineConfig({ layers: medallion(), io: { files: json() } });`;
    const reasons = async (given: Record<string, string>): Promise<unknown> => {
      const loaded = await load({ ...given, "strataline.config.ts": config });
      const planned = loaded.plan();
      const steps = planned.ok ? planned.value.steps.map(({ reason }) => reason.kind) : planned.problem;
      await loaded.run();
      project?.close();
      return steps;
    };
    expect(await reasons(files("", 1))).toEqual(["neverMaterialized"]);
    expect(await reasons(files("// a comment", 1))).toEqual([]);
    expect(await reasons(files("", 2))).toEqual(["codeChanged"]);
  });
});
