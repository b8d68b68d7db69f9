// `strataline check` on real files: formats, fixes, and what a change concerns.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CONFIG, staticRig, type StaticRig } from "./staticRig.ts";

let rig: StaticRig;
afterEach(() => rig.remove());

const asset = (key: string, deps: readonly string[] = []): string => {
  const name = key.replace(/\W/g, "_");
  return `export const ${name} = asset({ key: "${key}", deps: ${JSON.stringify(deps)}, checks: [check.rowCount({ min: 1 })], run: () => [] });\n`;
};
const file = (...assets: readonly string[]): string =>
  `import { asset, check } from "strataline";\n${assets.join("")}`;
const TYPO = { "assets/a.ts": file(asset("bronze/orders"), asset("silver/orders", ["bronze/ordrs"])) };

interface Json {
  readonly schemaVersion: number;
  readonly diagnostics: readonly { readonly code: string; readonly file: string; readonly message: string }[];
  readonly fixed?: readonly { readonly code: string; readonly title: string }[];
}
const checkJson = async (...argv: readonly string[]): Promise<Json> =>
  (await rig.json("check", ...argv)) as Json;
const found = ({ diagnostics }: Json): readonly string[] =>
  diagnostics.map(({ code, file: path }) => `${path} ${code}`);

describe("formats tell the same findings", () => {
  beforeEach(() => {
    rig = staticRig(TYPO);
  });
  test("text", async () => {
    const { code, out } = await rig.run(["check"]);
    expect(code).toBe(1);
    expect(out).toContain(
      'assets/a.ts:3:67 error missing-upstream  No asset or source has the key "bronze/ordrs".',
    );
    expect(out).toContain("1 error, 0 warnings in 2 assets");
  });
  test("json", async () => {
    const json = await checkJson();
    expect(json).toMatchObject({ schemaVersion: 1, diagnostics: [{ code: "missing-upstream" }] });
    expect(json).not.toHaveProperty("fixed");
  });
  test("sarif, with paths of the repository", async () => {
    mkdirSync(join(rig.root, ".git"));
    mkdirSync(join(rig.root, "packages"));
    const shop = join(rig.root, "packages/shop");
    for (const name of ["assets", "strataline.config.ts"]) {
      mkdirSync(shop, { recursive: true });
      renameSync(join(rig.root, name), join(shop, name));
    }
    const { code, out } = await rig.run(["check", "--format", "sarif", "--cwd", "packages/shop"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          originalUriBaseIds: { "%SRCROOT%": { uri: expect.stringMatching(/^file:\/\/\/.*\/$/) as unknown } },
          results: [
            {
              ruleId: "missing-upstream",
              locations: [{ physicalLocation: { artifactLocation: { uri: "packages/shop/assets/a.ts" } } }],
            },
          ],
        },
      ],
    });
  });
  test("github, with paths of its workspace", async () => {
    const env = { GITHUB_WORKSPACE: join(rig.root, "..") };
    const { code, out } = await rig.run(["check", "--format", "github"], { env });
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=strataline-static-\w+\/assets\/a\.ts,line=3,col=67,.*::No asset.*\n$/);
  });
  test("a syntax error is among them", async () => {
    rig.write({ "assets/bad.ts": "const = ;\n" });
    expect(found(await checkJson())).toEqual(["assets/bad.ts syntax-error", "assets/a.ts missing-upstream"]);
  });
});

describe("--max-warnings", () => {
  beforeEach(() => {
    rig = staticRig({
      "assets/a.ts": `import { asset } from "strataline";\nasset({ key: "gold/a", layer: "gold", deps: ["bronze/a"], run: () => [] });\nasset({ key: "bronze/a", run: () => [] });\n`,
    });
  });
  test("more are a failure", async () => {
    const warnings = (await checkJson()).diagnostics.length;
    expect(warnings).toBeGreaterThan(0);
    expect((await rig.run(["check"])).code).toBe(0);
    expect((await rig.run(["check", "--max-warnings", "0"])).code).toBe(1);
    expect((await rig.run(["check", "--max-warnings", String(warnings)])).code).toBe(0);
    expect((await rig.run(["check", "--max-warnings", "few"])).code).toBe(2);
  });
});

describe("--fix", () => {
  test("changes the files, says what, and exits by what is left", async () => {
    rig = staticRig(TYPO);
    chmodSync(join(rig.root, "assets/a.ts"), 0o640);
    const { code, out, err } = await rig.run(["check", "--fix"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(
      'assets/a.ts:3:67 fixed missing-upstream  Change to "bronze/orders"\n1 finding fixed.',
    );
    expect(rig.read("assets/a.ts")).toBe(
      file(asset("bronze/orders"), asset("silver/orders", ["bronze/orders"])),
    );
    expect(statSync(join(rig.root, "assets/a.ts")).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(rig.root, "assets"))).toEqual(["a.ts"]);
    expect((await rig.run(["check", "--fix"])).out).toContain("Nothing to fix.");
  });
  test("leaves what is a guess", async () => {
    const text = file(
      asset("bronze/orders_a"),
      asset("bronze/orders_b"),
      asset("silver/x", ["bronze/orders_c"]),
    );
    rig = staticRig({ "assets/a.ts": text });
    expect((await rig.run(["check", "--fix"])).code).toBe(1);
    expect(rig.read("assets/a.ts")).toBe(text);
  });
  test("json tells what was fixed", async () => {
    rig = staticRig(TYPO);
    expect(await checkJson("--fix")).toMatchObject({
      diagnostics: [],
      fixed: [{ code: "missing-upstream", title: 'Change to "bronze/orders"', file: "assets/a.ts" }],
    });
  });
  test("a file that is not UTF-8 is left as it is, and said", async () => {
    rig = staticRig(TYPO);
    const path = join(rig.root, "assets/a.ts");
    const bytes = Buffer.concat([
      Buffer.from(rig.read("assets/a.ts")),
      Buffer.from([0x2f, 0x2f, 0xff, 0x0a]),
    ]);
    writeFileSync(path, bytes);
    const { code, err } = await rig.run(["check", "--fix"]);
    expect(code).toBe(2);
    expect(err).toContain("assets/a.ts could not be fixed: it changed meanwhile, or it is not UTF-8");
    expect(readFileSync(path)).toEqual(bytes);
  });
  test("a link stays a link", async () => {
    rig = staticRig(TYPO);
    renameSync(join(rig.root, "assets/a.ts"), join(rig.root, "real.ts"));
    symlinkSync("../real.ts", join(rig.root, "assets/a.ts"));
    const { code } = await rig.run(["check", "--fix"]);
    expect(code).toBe(0);
    expect(rig.read("real.ts")).toContain('deps: ["bronze/orders"]');
    expect(lstatSync(join(rig.root, "assets/a.ts")).isSymbolicLink()).toBe(true);
  });
});

describe("--update-baseline", () => {
  test("adopts what there is: only what is new is shown", async () => {
    rig = staticRig(TYPO);
    const { code, out, err } = await rig.run(["check", "--update-baseline"]);
    expect({ code, err }).toEqual({ code: 0, err: "strataline.baseline.json written: 1 finding adopted.\n" });
    expect(out).toBe("0 errors, 0 warnings in 2 assets\n");
    expect(found(await checkJson())).toEqual([]);
    rig.write({ "assets/b.ts": file(asset("silver/new", ["bronze/ordrs"])) });
    expect(found(await checkJson())).toEqual(["assets/b.ts missing-upstream"]);
  });
  test("again: nothing that was adopted is lost, and what is mended goes", async () => {
    rig = staticRig(TYPO);
    await rig.run(["check", "--update-baseline"]);
    const before = rig.read("strataline.baseline.json");
    await rig.run(["check", "--update-baseline"]);
    expect(rig.read("strataline.baseline.json")).toBe(before);
    rig.write({ "assets/a.ts": TYPO["assets/a.ts"].replace("ordrs", "orders") });
    expect((await rig.run(["check", "--update-baseline"])).err).toContain("0 findings adopted");
  });
  test("goes without --changed-since", async () => {
    rig = staticRig(TYPO);
    expect(await rig.run(["check", "--update-baseline", "--changed-since", "HEAD"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("goes without --changed-since") as unknown,
    });
  });
});

describe("--changed-since", () => {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: rig.root,
      encoding: "utf8",
    });
  /** Two chains that know nothing of each other, each with a finding at its end. */
  const PROJECT = {
    "keys.ts": `export const RAW = "bronze/raw";\n`,
    "assets/raw.ts": `import { asset, check } from "strataline";\nimport { RAW } from "../keys.ts";\nexport const raw = asset({ key: RAW, checks: [check.rowCount({ min: 1 })], run: () => [] });\n`,
    "assets/clean.ts": file(asset("silver/clean", ["bronze/raw"])),
    "assets/report.ts": file(asset("gold/report", ["silver/clean", "silver/nowhere"])),
    "assets/other.ts": file(asset("bronze/other", ["bronze/missing"])),
  };
  beforeEach(() => {
    rig = staticRig(PROJECT);
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "all");
  });
  const since = async (ref = "HEAD"): Promise<readonly string[]> =>
    found(await checkJson("--changed-since", ref));
  const edit = (path: keyof typeof PROJECT, from: string, to: string): void =>
    rig.write({ [path]: PROJECT[path].replace(from, to) });

  test("nothing changed: nothing is concerned, and it is no error", async () => {
    expect(await since()).toEqual([]);
    expect((await rig.run(["check", "--changed-since", "HEAD"])).code).toBe(0);
    expect(found(await checkJson())).toEqual([
      "assets/other.ts missing-upstream",
      "assets/report.ts missing-upstream",
    ]);
  });
  test("the file that changed", async () => {
    edit("assets/other.ts", "min: 1", "min: 2");
    expect(await since()).toEqual(["assets/other.ts missing-upstream"]);
  });
  test("what is downstream of it, however far", async () => {
    edit("assets/raw.ts", "min: 1", "min: 2");
    expect(await since()).toEqual(["assets/report.ts missing-upstream"]);
  });
  test("what is downstream of a file that imports it", async () => {
    rig.write({ "keys.ts": `// the raw one\nexport const RAW = "bronze/raw";\n` });
    expect(await since()).toEqual(["assets/report.ts missing-upstream"]);
  });
  test("what read a key that was renamed", async () => {
    edit("assets/raw.ts", "key: RAW", 'key: "bronze/raw2"');
    expect(await since()).toEqual(["assets/clean.ts missing-upstream", "assets/report.ts missing-upstream"]);
  });
  test("what read a key whose file is gone", async () => {
    rmSync(join(rig.root, "assets/clean.ts"));
    // Both of its findings: the one of before, too, as the asset is concerned.
    expect(await since()).toEqual(["assets/report.ts missing-upstream", "assets/report.ts missing-upstream"]);
  });
  test("a new file that git does not know yet", async () => {
    rig.write({ "assets/new file.ts": file(asset("gold/new", ["silver/lost"])) });
    expect(await since()).toEqual(["assets/new file.ts missing-upstream"]);
  });
  test("the config concerns everything", async () => {
    rig.write({ "strataline.config.ts": `${rig.read("strataline.config.ts")}// changed\n` });
    expect(await since()).toHaveLength(2);
  });
  test("only what it concerns is fixed", async () => {
    rig.write({ "assets/b.ts": file(asset("bronze/b1", ["bronze/othr"])) });
    git("add", ".");
    git("commit", "--quiet", "-m", "a typing error");
    rig.write({ "assets/c.ts": file(asset("bronze/c1", ["bronze/othr"])) });
    await rig.run(["check", "--fix", "--changed-since", "HEAD"]);
    expect(rig.read("assets/c.ts")).toContain('["bronze/other"]');
    expect(rig.read("assets/b.ts")).toContain('["bronze/othr"]');
  });
  test("a project in a folder of the repository, with a file beside it", async () => {
    rig.remove();
    rig = staticRig({ "shared/keys.ts": PROJECT["keys.ts"] });
    rmSync(join(rig.root, "strataline.config.ts"));
    const inShop = Object.entries(PROJECT).map(([path, text]): [string, string] => [
      `shop/${path}`,
      text.replace("../keys.ts", "../../shared/keys.ts"),
    ]);
    rig.write({
      ...Object.fromEntries(inShop),
      "shop/strataline.config.ts": CONFIG,
    });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "all");
    rig.write({ "shared/keys.ts": `// raw\n${PROJECT["keys.ts"]}` });
    const json = (await rig.json("check", "--cwd", "shop", "--changed-since", "HEAD")) as Json;
    expect(found(json)).toEqual(["assets/report.ts missing-upstream"]);
  });

  describe("errors", () => {
    const refused = async (ref: string, env?: NodeJS.ProcessEnv): Promise<string> => {
      const before = { ...process.env };
      Object.assign(process.env, env);
      try {
        const { code, out, err } = await rig.run(["check", "--changed-since", ref]);
        expect({ code, out }).toEqual({ code: 2, out: "" });
        return err;
      } finally {
        process.env = before;
      }
    };
    test("an unknown commit", async () => {
      expect(await refused("no/such")).toContain('git knows no commit "no/such"');
    });
    test("an option is no commit", async () => {
      expect(await refused("--output=x")).toContain('git knows no commit "--output=x"');
    });
    test("a commit of no repository", async () => {
      rmSync(join(rig.root, ".git"), { recursive: true });
      expect(await refused("HEAD", { GIT_CEILING_DIRECTORIES: join(rig.root, "..") })).toContain(
        "is not in a git repository",
      );
    });
    test("no git", async () => {
      expect(await refused("HEAD", { PATH: join(rig.root, "nothing") })).toContain("needs git");
    });
  });
});
