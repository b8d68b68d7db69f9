// Which file an import means, seen through the keys that come out of it.
import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

/** `fixture` declares one asset in assets/main.ts; its key is "silver/a". */
function checkResolved(name: string, fixture: string): void {
  test(name, () => {
    const { definitions } = analyse(fixture).linked;
    const main = definitions.filter(({ site }) => site.path === "assets/main.ts");
    expect(main.map(({ key, keyUnresolved }) => key?.key ?? keyUnresolved?.reason)).toEqual(["silver/a"]);
  });
}

const use = (how: string, from: string, key = "K"): string =>
  `import ${how} from "${from}";\nimport { asset } from "strataline";\nexport const a = asset({ key: ${key} });\n`;
const one = (specifier: string, path: string): string =>
  `${use("{ K }", specifier)}//- /${path}\nexport const K = "silver/a";\n`;

describe("files", () => {
  checkResolved("without extension", one("../lib/keys", "lib/keys.ts"));
  checkResolved("with .ts", one("../lib/keys.ts", "lib/keys.ts"));
  checkResolved("the same folder", one("./keys", "assets/keys.ts"));
  checkResolved(".js means .ts", one("../lib/keys.js", "lib/keys.ts"));
  checkResolved(".js means .tsx", one("../lib/keys.js", "lib/keys.tsx"));
  checkResolved(".mjs means .mts", one("../lib/keys.mjs", "lib/keys.mts"));
  checkResolved(".cjs means .cts", one("../lib/keys.cjs", "lib/keys.cts"));
  checkResolved("a real .js", one("../lib/keys.js", "lib/keys.js"));
  checkResolved(".tsx", one("../lib/keys", "lib/keys.tsx"));
  checkResolved(".mts", one("../lib/keys", "lib/keys.mts"));
  checkResolved(".mjs", one("../lib/keys", "lib/keys.mjs"));
  checkResolved("a dot in the name", one("../lib/my.keys", "lib/my.keys.ts"));
  checkResolved("an index file", one("../lib", "lib/index.ts"));
  checkResolved("an index file with a slash", one("../lib/", "lib/index.ts"));
  checkResolved(
    "a file before a folder",
    `${one("../lib", "lib.ts")}//- /lib/index.ts\nexport const K = "x";\n`,
  );
  checkResolved("the folder's own index", one(".", "assets/index.ts"));
  checkResolved("outside of the project", one("../../shared/keys.ts", "../shared/keys.ts"));
  checkResolved(
    "JSON",
    `${use("keys", "../lib/keys.json", "keys.a")}//- /lib/keys.json\n{ "a": "silver/a" }\n`,
  );
  checkResolved(
    "JSON with attributes",
    `${use("keys", "../lib/keys.json", "keys.a").replace('.json"', '.json" with { type: "json" }')}//- /lib/keys.json\n{ "a": "silver/a" }\n`,
  );
});

describe("bindings", () => {
  checkResolved("renamed", `${use("{ K as L }", "../k", "L")}//- /k.ts\nexport const K = "silver/a";`);
  checkResolved(
    "exported under another name",
    `${use("{ K }", "../k")}//- /k.ts\nconst L = "silver/a"; export { L as K };`,
  );
  checkResolved("default", `${use("K", "../k")}//- /k.ts\nexport default "silver/a";`);
  checkResolved("default of a name", `${use("K", "../k")}//- /k.ts\nconst K = "silver/a"; export default K;`);
  checkResolved(
    "default as a name",
    `${use("{ default as K }", "../k")}//- /k.ts\nexport default "silver/a";`,
  );
  checkResolved(
    "a name as default",
    `${use("K", "../k")}//- /k.ts\nconst L = "silver/a"; export { L as default };`,
  );
  checkResolved("namespace", `${use("* as N", "../k", "N.K")}//- /k.ts\nexport const K = "silver/a";`);
  checkResolved(
    "namespace by string",
    `${use("* as N", "../k", 'N["K"]')}//- /k.ts\nexport const K = "silver/a";`,
  );
  checkResolved(
    "default and names",
    `${use("D, { K }", "../k", "D + K")}//- /k.ts\nexport default "silver"; export const K = "/a";`,
  );
  checkResolved(
    "re-export",
    `${use("{ K }", "../j")}//- /j.ts\nexport { K } from "./k";\n//- /k.ts\nexport const K = "silver/a";`,
  );
  checkResolved(
    "renaming re-export",
    `${use("{ K }", "../j")}//- /j.ts\nexport { L as K } from "./k";\n//- /k.ts\nexport const L = "silver/a";`,
  );
  checkResolved(
    "export *",
    `${use("{ K }", "../j")}//- /j.ts\nexport * from "./k";\n//- /k.ts\nexport const K = "silver/a";`,
  );
  checkResolved(
    "export * as",
    `${use("{ N }", "../j", "N.K")}//- /j.ts\nexport * as N from "./k";\n//- /k.ts\nexport const K = "silver/a";`,
  );
  checkResolved(
    "import, then export",
    `${use("{ K }", "../j")}//- /j.ts\nimport { K } from "./k"; export { K };\n//- /k.ts\nexport const K = "silver/a";`,
  );
  checkResolved(
    "export * in a circle",
    `${use("{ K }", "../j")}//- /j.ts\nexport * from "./k";\n//- /k.ts\nexport * from "./j"; export const K = "silver/a";`,
  );
  checkResolved(
    "own export before export *",
    `${use("{ K }", "../j")}//- /j.ts\nexport * from "./k"; export const K = "silver/a";\n//- /k.ts\nexport const K = "x";`,
  );
  checkResolved(
    "constants that need each other's files",
    `${use("{ K }", "../j")}//- /j.ts\nimport { S } from "./k"; export const K = S + "/a"; export const T = "silver";\n//- /k.ts\nimport { T } from "./j"; export const S = T;`,
  );
});

const alias = (tsconfig: string, specifier: string, path: string, at = "tsconfig.json"): string =>
  `${one(specifier, path)}//- /${at}\n${tsconfig}\n`;

describe("tsconfig", () => {
  checkResolved(
    "paths",
    alias(`{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }`, "@/keys", "lib/keys.ts"),
  );
  checkResolved(
    "an exact path",
    alias(`{ "compilerOptions": { "paths": { "keys": ["lib/keys.ts"] } } }`, "keys", "lib/keys.ts"),
  );
  checkResolved(
    "baseUrl and paths",
    alias(
      `{ "compilerOptions": { "baseUrl": "./src", "paths": { "@/*": ["lib/*"] } } }`,
      "@/keys",
      "src/lib/keys.ts",
    ),
  );
  checkResolved(
    "baseUrl alone",
    alias(`{ "compilerOptions": { "baseUrl": "." } }`, "lib/keys", "lib/keys.ts"),
  );
  checkResolved(
    "the second target",
    alias(`{ "compilerOptions": { "paths": { "@/*": ["./no/*", "./lib/*"] } } }`, "@/keys", "lib/keys.ts"),
  );
  checkResolved(
    "the longest prefix",
    alias(
      `{ "compilerOptions": { "paths": { "@/*": ["./no/*"], "@/lib/*": ["./lib/*"] } } }`,
      "@/lib/keys",
      "lib/keys.ts",
    ),
  );
  checkResolved(
    "comments and trailing commas",
    alias(
      `{ // why\n "compilerOptions": { /* x */ "paths": { "@/*": ["./lib/*"], }, }, }`,
      "@/keys",
      "lib/keys.ts",
    ),
  );
  checkResolved(
    "extends",
    `${alias(`{ "extends": "./base.json" }`, "@/keys", "lib/keys.ts")}//- /base.json\n{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }`,
  );
  checkResolved(
    "extends without .json, from another folder",
    `${alias(`{ "extends": "./config/base" }`, "@/keys", "config/lib/keys.ts")}//- /config/base.json\n{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }`,
  );
  checkResolved(
    "extends a list",
    `${alias(`{ "extends": ["./x.json", "./y.json"] }`, "@/keys", "lib/keys.ts")}//- /x.json\n{}\n//- /y.json\n{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }`,
  );
  checkResolved(
    "extends a package",
    `${alias(`{ "extends": "@acme/tsconfig" }`, "@/keys", "lib/keys.ts")}//- /node_modules/@acme/tsconfig/tsconfig.json\n{ "compilerOptions": { "paths": { "@/*": ["../../../lib/*"] } } }`,
  );
  checkResolved(
    "extends itself",
    alias(
      `{ "extends": "./tsconfig.json", "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }`,
      "@/keys",
      "lib/keys.ts",
    ),
  );
  checkResolved(
    "the nearest one",
    `${alias(`{ "compilerOptions": { "paths": { "@/*": ["./no/*"] } } }`, "@/keys", "lib/keys.ts")}//- /assets/tsconfig.json\n{ "compilerOptions": { "paths": { "@/*": ["../lib/*"] } } }`,
  );
  checkResolved(
    "above the project",
    alias(
      `{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }`,
      "@/keys",
      "../lib/keys.ts",
      "../tsconfig.json",
    ),
  );
  checkResolved(
    "jsconfig.json",
    alias(
      `{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }`,
      "@/keys",
      "lib/keys.ts",
      "jsconfig.json",
    ),
  );
  checkResolved(
    "imports of package.json",
    alias(`{ "imports": { "#lib/*": "./lib/*.ts" } }`, "#lib/keys", "lib/keys.ts", "package.json"),
  );
});

describe("what cannot be followed", () => {
  function checkReason(name: string, fixture: string, reason: string): void {
    test(name, () => {
      expect(analyse(fixture).linked.definitions.map(({ keyUnresolved }) => keyUnresolved?.reason)).toEqual([
        reason,
      ]);
    });
  }
  checkReason("a missing file", use("{ K }", "../nope"), "there is no file for `../nope`");
  checkReason(
    "a missing export",
    `${use("{ K }", "../k")}//- /k.ts\nexport const L = 1;`,
    "`../k` has no export `K`",
  );
  checkReason(
    "a missing member",
    `${use("* as N", "../k", "N.K")}//- /k.ts\nexport const L = 1;`,
    "`k.ts` has no export `K`",
  );
  checkReason("a package", use("{ K }", "@acme/keys/all"), "it comes from the package `@acme/keys`");
  checkReason("a built-in module", use("{ K }", "node:os"), "it comes from the package `node:os`");
  checkReason("a type", use("type { K }", "../k"), "`K` is imported as a type only");
  checkReason(
    "a broken tsconfig",
    `${use("{ K }", "@/k")}//- /tsconfig.json\n{ "compilerOptions": {`,
    "it comes from the package `@/k`",
  );
});

test("of an installed package one file of constants is read, and nothing of a library", () => {
  const { paths, graph } =
    analyse(`import { asset } from "strataline"; import { KEY } from "keys"; import { z } from "zod";
asset({ key: KEY, schema: z.object({}) });
//- /node_modules/keys/package.json
{ "name": "keys", "version": "1.0.0", "main": "index.js" }
//- /node_modules/keys/index.js
export const KEY = "bronze/a";
//- /node_modules/zod/package.json
{ "name": "zod", "version": "4.0.0", "main": "index.js" }
//- /node_modules/zod/index.js
import * as z from "./external.js"; export { z };
//- /node_modules/zod/external.js
export const object = () => ({});`);
  expect(graph.nodes.map(({ key }) => key)).toEqual(["bronze/a"]);
  expect(paths).toEqual(["assets/main.ts", "node_modules/keys/index.js"]);
});
