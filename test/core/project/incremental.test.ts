// A keystroke costs what it changes: bodies rebuild nothing, nothing is read again, old snapshots stay as they were.
import { describe, expect, test } from "vitest";
import { createProject } from "../../../core/src/index.ts";
import { openProject } from "./analyse.ts";

const ASSET = `import { asset } from "strataline";
export const a = asset({
  key: "silver/a",
  deps: { b: "bronze/b" },
  run: ({ b }) => {
    return b;
  },
});
`;
const FIXTURE = `//- /assets/a.ts
${ASSET}
//- /assets/b.ts
import { asset } from "strataline";
import { B } from "../lib/keys";
export const b = asset({ key: B, run: () => [] });
//- /lib/keys.ts
export const B = "bronze/b";
//- /tsconfig.json
{}`;

describe("typing in a body", () => {
  const { project, host } = openProject(FIXTURE);
  const before = project.snapshot();
  before.allDiagnostics();
  host.resetCounters();
  project.apply([
    {
      path: "assets/a.ts",
      text: ASSET.replace("return b;", "const rows = b.filter(Boolean);\n    return rows;"),
    },
  ]);
  const after = project.snapshot();

  test("keeps graph and linked project", () => {
    expect(after.graph).toBe(before.graph);
    expect(after.linked).toBe(before.linked);
    expect(after.revision).toBe(before.revision + 1);
  });
  test("reads no file", () => {
    after.allDiagnostics();
    expect(host.counters).toEqual({ reads: 0, lists: 0 });
  });
  test("moves the code version", () => {
    expect(after.codeVersion("silver/a")).not.toBe(before.codeVersion("silver/a"));
    expect(after.codeVersion("bronze/b")).toBe(before.codeVersion("bronze/b"));
  });
  test("leaves the old snapshot as it was", () => {
    expect(before.text("assets/a.ts")).toBe(ASSET);
    expect(before.locate("silver/a")?.full.span).not.toEqual(after.locate("silver/a")?.full.span);
  });
});

describe("typing above an asset", () => {
  test("moves its spans only", () => {
    const { project } = openProject(FIXTURE);
    const before = project.snapshot();
    project.apply([{ path: "assets/a.ts", text: `// a comment\n${ASSET}` }]);
    const after = project.snapshot();
    expect(after.linked).toBe(before.linked);
    const shift =
      (after.locate("silver/a")?.name.span.start ?? 0) - (before.locate("silver/a")?.name.span.start ?? 0);
    expect(shift).toBe("// a comment\n".length);
  });
});

describe("changes that matter", () => {
  function checkChange(
    name: string,
    changes: readonly { readonly path: string; readonly text: string | null }[],
    keys: readonly string[],
    onDisk: Readonly<Record<string, string | null>> = {},
  ): void {
    test(name, () => {
      const { project, host } = openProject(FIXTURE);
      const before = project.snapshot();
      for (const [path, text] of Object.entries(onDisk)) {
        if (text === null) host.files.delete(path);
        else host.files.set(path, text);
      }
      project.apply(changes);
      const after = project.snapshot();
      expect(after.graph.nodes.map(({ key, kind }) => (kind === "asset" ? key : `${kind} ${key}`))).toEqual(
        keys,
      );
      expect(before.graph.nodes.map(({ key }) => key)).toEqual(["bronze/b", "silver/a"]);
    });
  }
  checkChange(
    "a key",
    [{ path: "assets/a.ts", text: ASSET.replace("silver/a", "silver/x") }],
    ["bronze/b", "silver/x"],
  );
  checkChange(
    "a constant in another file",
    [{ path: "lib/keys.ts", text: `export const B = "bronze/x";` }],
    ["missing bronze/b", "bronze/x", "silver/a"],
  );
  checkChange(
    "a new file in an editor",
    [{ path: "assets/c.ts", text: ASSET.replace("silver/a", "silver/c") }],
    ["bronze/b", "silver/a", "silver/c"],
  );
  checkChange(
    "a new file on disk",
    [{ path: "assets/c.ts", text: null }],
    ["bronze/b", "silver/a", "silver/c"],
    {
      "assets/c.ts": ASSET.replace("silver/a", "silver/c"),
    },
  );
  checkChange("a deleted file", [{ path: "assets/b.ts", text: null }], ["missing bronze/b", "silver/a"], {
    "assets/b.ts": null,
  });
  checkChange("a changed file on disk", [{ path: "assets/a.ts", text: null }], ["bronze/b", "silver/x"], {
    "assets/a.ts": ASSET.replace("silver/a", "silver/x"),
  });
  checkChange(
    "a folder that came",
    [{ path: "assets/sub", text: null }],
    ["bronze/b", "silver/a", "silver/c"],
    {
      "assets/sub/c.ts": ASSET.replace("silver/a", "silver/c"),
    },
  );
  checkChange(
    "a deleted folder",
    [{ path: "lib", text: null }],
    ["dynamic ?assets/b.ts#b", "missing bronze/b", "silver/a"],
    { "lib/keys.ts": null },
  );
  checkChange(
    "a deleted import",
    [{ path: "lib/keys.ts", text: null }],
    ["dynamic ?assets/b.ts#b", "missing bronze/b", "silver/a"],
    { "lib/keys.ts": null },
  );
  checkChange(
    "an editor over a changed file",
    [{ path: "assets/a.ts", text: ASSET }],
    ["bronze/b", "silver/a"],
    { "assets/a.ts": "" },
  );
  checkChange(
    "a new config",
    [{ path: "strataline.config.ts", text: `export default { assets: ["assets/a.ts"] };` }],
    ["missing bronze/b", "silver/a"],
  );
  checkChange("nothing", [{ path: "assets/a.ts", text: ASSET }], ["bronze/b", "silver/a"]);
  checkChange(
    "a tsconfig that changes what an import means",
    [
      {
        path: "tsconfig.json",
        text: `{ "compilerOptions": { "paths": { "#k": ["./lib/other.ts"], "@k": ["./lib/other.ts"] } } }`,
      },
      { path: "lib/other.ts", text: `export const B = "bronze/other";` },
      {
        path: "assets/b.ts",
        text: `import { asset } from "strataline"; import { B } from "@k"; export const b = asset({ key: B });`,
      },
    ],
    ["missing bronze/b", "bronze/other", "silver/a"],
  );
});

test("closing an editor goes back to the disk", () => {
  const { project } = openProject(FIXTURE);
  const before = project.snapshot().graph;
  project.apply([{ path: "assets/a.ts", text: ASSET.replace("silver/a", "silver/x") }]);
  expect(project.snapshot().graph).not.toEqual(before);
  project.apply([{ path: "assets/a.ts", text: null }]);
  expect(project.snapshot().graph).toEqual(before);
});

test("a declaration that nothing depends on keeps the graph and the linked project", () => {
  const { project } = openProject(FIXTURE);
  const before = project.snapshot();
  project.apply([{ path: "assets/a.ts", text: `const unrelated = 5;\n${ASSET}` }]);
  expect(project.snapshot().graph).toBe(before.graph);
  expect(project.snapshot().linked).toBe(before.linked);
});

test("the same snapshot until something changes", () => {
  const { project } = openProject(FIXTURE);
  expect(project.snapshot()).toBe(project.snapshot());
});

test("changes before the first snapshot count", () => {
  const { project } = openProject(FIXTURE);
  project.apply([{ path: "assets/a.ts", text: ASSET.replace("silver/a", "silver/x") }]);
  expect(project.snapshot().graph.nodes.map(({ key }) => key)).toEqual(["bronze/b", "silver/x"]);
});

test("assetAt finds the innermost declaration", () => {
  const { project } = openProject(
    `export const a = asset({ key: "silver/a", deps: { b: asset({ key: "bronze/b" }) } }); const x = 1;`,
  );
  const snapshot = project.snapshot();
  const text = snapshot.text("assets/main.ts") ?? "";
  const at = (piece: string): string | undefined => snapshot.assetAt("assets/main.ts", text.indexOf(piece));
  expect([at("silver/a"), at("bronze/b"), at("x = 1")]).toEqual(["silver/a", "bronze/b", undefined]);
});

test("assetAt counts the whole statement as the asset's", () => {
  const { project } = openProject(`const x = 1;\n\nexport const a = asset({ key: "silver/a" });\n`);
  const snapshot = project.snapshot();
  const text = snapshot.text("assets/main.ts") ?? "";
  const at = (piece: string): string | undefined => snapshot.assetAt("assets/main.ts", text.indexOf(piece));
  expect([at("export"), at("const a"), at("a = "), at("x = 1")]).toEqual([
    "silver/a",
    "silver/a",
    "silver/a",
    undefined,
  ]);
});

test("a change of what a pattern binds reaches who reads it in another file", () => {
  const bronze = `import { asset } from "strataline";
export const [first, ...others] = ["a", "b"].map((name) => asset({ key: \`bronze/\${name}\` }));
`;
  const { project } = openProject(`//- /assets/bronze.ts
${bronze}
//- /assets/index.ts
export * as bronze from "./bronze.ts";
//- /assets/gold.ts
import { asset } from "strataline"; import { bronze } from "./index.ts";
const { others } = bronze;
asset({ key: "gold/rest", deps: [...others] });`);
  expect(project.snapshot().graph.edges.map(({ from }) => from)).toEqual(["bronze/b"]);
  project.apply([{ path: "assets/bronze.ts", text: bronze.replace("bronze/", "bronze/x") }]);
  expect(project.snapshot().graph.edges.map(({ from }) => from)).toEqual(["bronze/xb"]);
});

describe("a factory of another file that a method calls back", () => {
  const MAKE = `import { asset } from "strataline";
export function unused() {}
export const make = function (name: string) {
  return asset({ key: \`bronze/\${name}\` });
};
`;
  const IMPORT = `import { make } from "../lib/make.ts";\n`;

  test("declares in the file that calls the method", () => {
    const { project } = openProject(`//- /lib/make.ts
${MAKE}
//- /assets/main.ts
${IMPORT}export const all = ["a", "b"].map(make);`);
    const snapshot = project.snapshot();
    const text = snapshot.text("assets/main.ts") ?? "";
    const places = snapshot.linked.definitions.map(({ id, site, declarationSite }) => {
      const { start, end } = snapshot.span(site);
      return [id, site.path, text.slice(start, end), declarationSite.path];
    });
    expect(places).toEqual([
      ["bronze/a", "assets/main.ts", `["a", "b"].map(make)`, "lib/make.ts"],
      ["bronze/b", "assets/main.ts", `["a", "b"].map(make)`, "lib/make.ts"],
    ]);
  });

  test("declares under the same names after an edit as in a fresh project", () => {
    const { project, host } = openProject(`//- /lib/make.ts
${MAKE}
//- /assets/main.ts
import { unused } from "../lib/make";
${IMPORT}import * as all from "../lib/make.ts";`);
    project.snapshot().allDiagnostics();
    const text = `${IMPORT}export const some = [unknown, "a"].map(make);
export const byName: Record<string, unknown> = {};
for (const name of unknown) byName[name] = asset({ key: name });
`;
    project.apply([{ path: "assets/main.ts", text }]);
    host.files.set("assets/main.ts", text);
    const ids = project.snapshot().linked.definitions.map(({ id }) => id);
    expect(ids).toEqual(["?assets/main.ts#some", "bronze/a"]);
    expect(
      createProject({ host })
        .snapshot()
        .linked.definitions.map(({ id }) => id),
    ).toEqual(ids);
  });

  test("no duplicate is left when one of two files no longer declares it", () => {
    const caller = `${IMPORT}export const all = ["a"].map(make);`;
    const { project } = openProject(`//- /lib/make.ts
${MAKE}
//- /assets/one.ts
${caller}
//- /assets/two.ts
${caller}`);
    const paths = (): string[] =>
      project
        .snapshot()
        .allDiagnostics()
        .map(({ path }) => path);
    expect(paths()).toEqual(["assets/one.ts", "assets/two.ts"]);
    project.apply([{ path: "assets/two.ts", text: "" }]);
    expect(paths()).toEqual([]);
  });
});

test("a file that is followed as it runs keeps its names when only places in it move", () => {
  const orders = `import { asset } from "strataline";
export const all: unknown[] = [];
for (const name of ["visits"]) all.push(asset({ key: \`\${UNKNOWN}/\${name}\` }));
`;
  const { project } = openProject(`//- /assets/orders.ts\n${orders}\n//- /assets/users.ts\n`);
  const ids = (): unknown[] => project.snapshot().linked.definitions.map(({ id, deps }) => [id, deps.length]);
  expect(ids()).toEqual([["?assets/orders.ts#asset", 0]]);
  project.apply([{ path: "assets/orders.ts", text: `\n${orders}` }]);
  project.apply([
    {
      path: "assets/users.ts",
      text: `import { asset } from "strataline"; import { all } from "./orders.ts"; asset({ key: "gold/a", deps: [all[0]] });`,
    },
  ]);
  expect(ids()).toEqual([
    ["?assets/orders.ts#asset", 0],
    ["gold/a", 1],
  ]);
});

describe("after an edit nothing is left of before", () => {
  /** Opens the first text of a file, then types the others, then compares with a project that has only seen the last. */
  function checkLikeFresh(fixture: string, path: string, ...texts: readonly string[]): void {
    const { project, host } = openProject(fixture);
    project.snapshot().allDiagnostics();
    for (const text of texts) {
      project.apply([{ path, text }]);
      project.snapshot().allDiagnostics();
    }
    host.files.set(path, texts.at(-1) ?? "");
    const [kept, fresh] = [project.snapshot(), createProject({ host }).snapshot()];
    expect(kept.graph).toEqual(fresh.graph);
    expect(kept.graph.nodes.length).toBeGreaterThan(0);
    const places = (snapshot: typeof kept): unknown =>
      snapshot.linked.definitions.map(({ keyUnresolved, unresolvedDeps }) =>
        [keyUnresolved, ...unresolvedDeps].map((one) => one && [one.site.path, snapshot.span(one.site)]),
      );
    expect(places(kept)).toEqual(places(fresh));
    const versions = (snapshot: typeof kept): unknown =>
      snapshot.graph.nodes.map(({ key }) => snapshot.codeVersion(key));
    expect(versions(kept)).toEqual(versions(fresh));
  }

  test("a tag in a comment after what was broken", () => {
    const wrapper = `/**
 * Counts its calls.
 * @strataline asset
 */
export const counted = new Proxy(asset, {});
`;
    checkLikeFresh(
      `import { counted } from "../lib/wrappers.ts"; export const a = counted({ key: "gold/a" });
//- /lib/wrappers.ts
${wrapper}`,
      "lib/wrappers.ts",
      `export const make = (name: string): Asset =>\n\n${wrapper}`,
      `export function make() {}\n${wrapper}`,
    );
  });

  test("the place of an export that moves to another statement", () => {
    checkLikeFresh(
      `import { asset } from "strataline"; import { passed } from "../lib/names.ts"; asset({ key: "gold/a", deps: [passed] });
//- /lib/names.ts
import passed from "./gone.ts";
export { other };
export { passed };`,
      "lib/names.ts",
      `import passed from "./gone.ts";\nexport { passed };\n`,
    );
  });

  test("a change of what another file exports by default, that is gone", () => {
    const loop = "for (const name of names.flatMap((some) => some)) asset({ key: `gold/${name}` });";
    const imports = 'import { asset } from "strataline"; import names from "../lib/names.ts";';
    checkLikeFresh(
      `${imports}\nnames.push(["c"]);\n${loop}
//- /lib/names.ts
const LIST = [["a"], ["b"]]; export default LIST;`,
      "assets/main.ts",
      `${imports}\n${loop}`,
    );
  });

  test("a package that was read until its entry loads something", () => {
    checkLikeFresh(
      `import { asset } from "strataline"; import { KEY } from "keys"; asset({ key: KEY }); asset({ key: "gold/a" });
//- /node_modules/keys/package.json
{ "name": "keys", "main": "index.js" }
//- /node_modules/keys/index.js
export const KEY = "gold/b";`,
      "node_modules/keys/index.js",
      `import "./more.js"; export const KEY = "gold/b";`,
    );
  });

  test("a file that was too long to be followed", () => {
    checkLikeFresh(
      `import { asset } from "strataline"; import { choose } from "../lib/choose.ts";
export const byName: Record<string, unknown> = {};
byName.a = asset({ key: \`gold/\${choose()}\`, deps: ["bronze/b"] });
//- /lib/choose.ts
export function choose() { return "a"; }`,
      "lib/choose.ts",
      `export function choose() { let i = 0; while (i >= 0) i++; return "a"; }`,
      `export function choose() { return "b"; }`,
    );
  });
});
