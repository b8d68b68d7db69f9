// What a config says without being run, and what holds when it cannot be read.
import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

interface Expected {
  readonly layers?: readonly string[];
  readonly assets?: readonly string[];
  readonly rules?: Readonly<Record<string, string>>;
  readonly unresolved?: readonly string[];
}

/** `code`: the config after its import line. */
function checkConfig(name: string, code: string, expected: Expected): void {
  test(name, () => {
    const { config } = analyse(
      `//- /strataline.config.ts\nimport { defineConfig, medallion, snowflake, layers, lake } from "strataline";\n${code}`,
    ).linked;
    expect({
      layers: config.layers.map(({ name, title }) => `${name}: ${title}`),
      assets: config.assets,
      rules: config.rules,
      unresolved: config.unresolved.map(({ reason }) => reason),
    }).toEqual({ layers: [], assets: ["assets/**/*.ts"], rules: {}, unresolved: [], ...expected });
  });
}

const MEDALLION = ["bronze: Bronze", "silver: Silver", "gold: Gold"];

describe("layers", () => {
  checkConfig("medallion", `export default defineConfig({ layers: medallion() });`, { layers: MEDALLION });
  checkConfig("snowflake", `export default defineConfig({ layers: snowflake() });`, {
    layers: ["raw: Raw", "conformed: Conformed", "reference: Reference", "modeled: Modeled"],
  });
  checkConfig(
    "own",
    `export default defineConfig({ layers: layers(["in", { name: "out", title: "Way out" }, { name: "last" }]) });`,
    {
      layers: ["in: In", "out: Way out", "last: Last"],
    },
  );
  checkConfig(
    "a constant",
    `const all = layers(["in"]); const config = defineConfig({ layers: all }); export default config;`,
    { layers: ["in: In"] },
  );
  checkConfig(
    "a spread",
    `const base = ["in"]; export default defineConfig({ layers: layers([...base, "out"]) });`,
    { layers: ["in: In", "out: Out"] },
  );
  checkConfig("none", `export default defineConfig({});`, {});
  checkConfig("unknown", `export default defineConfig({ layers: mine() });`, {
    unresolved: ["`mine` is not declared in this file"],
  });
  checkConfig("no list of layers", `export default defineConfig({ layers: ["a"] });`, {
    unresolved: ["a string is no layer: write layers([…]) with names or { name, title }"],
  });
  checkConfig("a number as a layer", `export default defineConfig({ layers: layers(["a", 5]) });`, {
    unresolved: ["a number is no layer: write layers([…]) with names or { name, title }"],
  });
});

describe("layers as the list they are", () => {
  checkConfig(
    "spread",
    `export default defineConfig({ layers: [...medallion(), { name: "serving", title: "Serve" }] });`,
    { layers: [...MEDALLION, "serving: Serve"] },
  );
  checkConfig("objects", `export default defineConfig({ layers: [{ name: "in" }] });`, {
    layers: ["in: In"],
  });
  checkConfig("sliced", `export default defineConfig({ layers: medallion().slice(1) });`, {
    layers: MEDALLION.slice(1),
  });
});

describe("the rest", () => {
  checkConfig("a plain object", `export default { layers: medallion() };`, { layers: MEDALLION });
  checkConfig("satisfies", `export default { layers: medallion() } satisfies object;`, { layers: MEDALLION });
  checkConfig(
    "io is not judged here",
    `export default defineConfig({ layers: medallion(), io: { default: lake({ path: process.env.LAKE }) } });`,
    { layers: MEDALLION },
  );
  checkConfig("assets", `export default defineConfig({ assets: ["a/*.ts", "!a/x.ts"] });`, {
    assets: ["a/*.ts", "!a/x.ts"],
  });
  checkConfig("one pattern", `export default defineConfig({ assets: "a/*.ts" });`, { assets: ["a/*.ts"] });
  checkConfig("unknown assets", `export default defineConfig({ assets: globs });`, {
    unresolved: ["`globs` is not declared in this file"],
  });
  checkConfig(
    "rules",
    `export default defineConfig({ rules: { "skipped-layer": "off", "no-check-in-layer": "error" } });`,
    {
      rules: { "skipped-layer": "off", "no-check-in-layer": "error" },
    },
  );
  checkConfig(
    "an unknown rule setting",
    `export default defineConfig({ rules: { "skipped-layer": process.env.X } });`,
    {
      unresolved: ["`process.env.X` is only known when the code runs"],
    },
  );
  checkConfig("an unknown spread", `export default defineConfig({ layers: medallion(), ...more });`, {
    unresolved: ["`more` is not declared in this file", "`more` is not declared in this file"],
  });
  checkConfig("no default export", `export const config = 1;`, {
    unresolved: ["the config has no default export"],
  });
  checkConfig("a default export that is no config", `export default 5;`, {
    unresolved: ["a number is no config"],
  });
  checkConfig(
    "a config that throws",
    `throw new Error("no"); export default defineConfig({ layers: medallion() });`,
    { layers: MEDALLION },
  );
  checkConfig("an open object", `export default defineConfig({ layers: medallion(),`, { layers: MEDALLION });
  checkConfig("empty", ``, { unresolved: ["the config has no default export"] });
});

describe("which file", () => {
  function checkFile(files: readonly string[], expected: string | null): void {
    test(`${files.join(", ")} → ${expected ?? "none"}`, () => {
      const fixture = files.map((path) => `//- /${path}\nexport default {};`).join("\n");
      const { path } = analyse(`${fixture}\n//- /strataline.config.ignored`).linked.config;
      expect(path).toBe(expected);
    });
  }
  checkFile(["strataline.config.ts"], "strataline.config.ts");
  checkFile(["strataline.config.mjs"], "strataline.config.mjs");
  checkFile(["strataline.config.js", "strataline.config.mts"], "strataline.config.mts");
  checkFile(["sub/strataline.config.ts"], null);
});

test("an imported config", () => {
  const { config } = analyse(`//- /strataline.config.ts
import { defineConfig } from "strataline";
import base from "./base";
export default defineConfig({ ...base, assets: ["x/**/*.ts"] });
//- /base.ts
import { medallion } from "strataline";
export default { layers: medallion(), assets: ["y/*.ts"] };`).linked;
  expect(config.layers.map(({ name }) => name)).toEqual(["bronze", "silver", "gold"]);
  expect(config.assets).toEqual(["x/**/*.ts"]);
  expect(config.unresolved).toEqual([]);
});

test("userRules are patterns, each with its place", () => {
  const snapshot = analyse(
    `//- /strataline.config.ts\nimport { defineConfig, medallion } from "strataline";\nexport default defineConfig({ layers: medallion(), userRules: ["rules/*.ts", "more.ts"] });`,
  );
  const places = snapshot.linked.config.userRules.map(({ text: pattern, site }) => {
    const { start, end } = snapshot.span(site);
    return `${pattern} at ${snapshot.text(site.path)?.slice(start, end) ?? ""}`;
  });
  expect(places).toEqual(['rules/*.ts at "rules/*.ts"', 'more.ts at "more.ts"']);
});
