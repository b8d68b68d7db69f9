// Rules of the project itself: real files, evaluated by the real program in a process of their own.
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { bundleCli, testProject, type Finished, type TestProject } from "./cliRig.ts";

vi.setConfig({ testTimeout: 60_000 });
beforeAll(bundleCli, 60_000);

const projects: TestProject[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) project.remove();
});

const CONFIG = (rules = ""): string => `import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), userRules: ["rules/*.ts"], rules: { "unused-asset": "off", ${rules} } });
`;
const ASSETS = `import { asset, check } from "strataline";
const checks = [check.rowCount({ min: 1 })];
export const orders = asset({ key: "bronze/orders", checks, run: () => [] });
export const clean = asset({ key: "silver/clean", owners: ["team:shop"], deps: { orders }, checks, run: () => [] });
`;
const OWNERS = `import { rule } from "strataline";
export default rule({
  code: "acme/owner-required",
  doc: "Who is called when it fails?",
  check: ({ definitions }) =>
    definitions.filter(({ owners }) => owners.length === 0).map(({ key }) => ({ key, message: \`"\${key}" has no owner.\` })),
});
`;

function project(files: Readonly<Record<string, string>>): TestProject {
  const made = testProject({ "strataline.config.ts": CONFIG(), "assets/a.ts": ASSETS, ...files });
  projects.push(made);
  return made;
}

/** A rule file with the body of one check. */
const ruleFile = (code: string, body: string): string =>
  `import { rule } from "strataline";\nexport const it = rule({ code: "${code}", check: (context) => { ${body} } });\n`;

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly related: readonly { readonly message: string; readonly file: string }[];
}

function foundIn({ stdout, stderr }: Finished): readonly Found[] {
  try {
    return (JSON.parse(stdout) as { readonly diagnostics: readonly Found[] }).diagnostics;
  } catch {
    throw new Error(`${stdout}\n${stderr}`);
  }
}
const rules = async (made: TestProject, ...args: readonly string[]): Promise<readonly Found[]> =>
  foundIn(await made.run("rules", "--format", "json", ...args));
const lines = (found: readonly Found[]): readonly string[] =>
  found.map(
    ({ code, severity, message, file, range }) =>
      `${file}:${range.start.line + 1} ${severity} ${code} ${message}`,
  );

describe("findings", () => {
  test("stand at the asset they name, among those of check", async () => {
    const made = project({ "rules/owners.ts": OWNERS });
    const expected = ['assets/a.ts:3 warning acme/owner-required "bronze/orders" has no owner.'];
    expect(lines(await rules(made))).toEqual(expected);
    const checked = await made.run("check", "--format", "json");
    expect(checked.code).toBe(0);
    expect(lines(foundIn(checked))).toEqual(expected);
    expect(foundIn(await made.run("check", "--no-user-rules", "--format", "json"))).toEqual([]);
  });

  test("about a dep, about others, and about the project", async () => {
    const body = `return [
      { key: "silver/clean", dep: "bronze/orders", message: "this dep", related: [{ key: "bronze/orders", message: "declared here" }] },
      { message: \`\${context.graph.edges.length} edge, \${context.upstream("silver/clean")} → \${context.downstream("bronze/orders")}\` },
    ];`;
    const found = await rules(project({ "rules/a.ts": ruleFile("acme/a", body) }));
    expect(lines(found)).toEqual([
      "assets/a.ts:4 warning acme/a this dep",
      "strataline.config.ts:1 warning acme/a 1 edge, bronze/orders → silver/clean",
    ]);
    expect(found[0]?.range.start.character).toBe(ASSETS.split("\n")[3]?.indexOf("orders }"));
    expect(found[0]?.related).toMatchObject([{ message: "declared here", file: "assets/a.ts" }]);
  });

  test("the config sets severities and switches off; a comment suppresses", async () => {
    const made = project({
      "rules/owners.ts": OWNERS,
      "strataline.config.ts": CONFIG('"acme/owner-required": "error"'),
    });
    expect(lines(await rules(made))).toEqual([expect.stringContaining(" error acme/owner-required ")]);
    expect((await made.run("check")).code).toBe(1);
    made.write({ "strataline.config.ts": CONFIG('"acme/owner-required": "off"') });
    expect(lines(await rules(made))).toEqual([]);
    // Nor is the setting taken for a misspelt one.
    expect(foundIn(await made.run("check", "--format", "json"))).toEqual([]);
    made.write({
      "strataline.config.ts": CONFIG(),
      "assets/a.ts": ASSETS.replace(
        "export const orders",
        "// strataline-ignore acme/owner-required: nobody yet\nexport const orders",
      ),
    });
    expect(lines(await rules(made))).toEqual([]);
  });

  test("are adopted by a baseline, and stay adopted while the rules do not run", async () => {
    const made = project({ "rules/owners.ts": OWNERS });
    expect((await made.run("check", "--update-baseline")).stderr).toContain("1 finding adopted");
    expect(foundIn(await made.run("check", "--format", "json"))).toEqual([]);
    expect(lines(await rules(made))).toEqual([]);
    expect((await made.run("check", "--update-baseline", "--no-user-rules")).stderr).toContain(
      "1 finding adopted",
    );
    // What only the rules can tell is not taken for stale.
    expect(foundIn(await made.run("check", "--no-user-rules", "--format", "json"))).toEqual([]);
  });

  test("of unsaved text", async () => {
    const made = project({ "rules/owners.ts": OWNERS });
    const unsaved = {
      files: { "assets/a.ts": `\n\n${ASSETS}`, "assets/b.ts": ASSETS.replaceAll("/", "/b_") },
    };
    const finished = await made.runWithInput(
      JSON.stringify(unsaved),
      "rules",
      "--format",
      "json",
      "--unsaved",
    );
    expect(lines(foundIn(finished))).toEqual([
      'assets/a.ts:5 warning acme/owner-required "bronze/orders" has no owner.',
      'assets/b.ts:3 warning acme/owner-required "bronze/b_orders" has no owner.',
    ]);
    const wrong = await made.runWithInput("{", "rules", "--unsaved");
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--unsaved reads JSON") as unknown,
    });
  });

  test("are in SARIF with their rule", async () => {
    const made = project({ "rules/owners.ts": OWNERS });
    const log = JSON.parse((await made.run("check", "--format", "sarif")).stdout) as unknown;
    expect(log).toMatchObject({
      runs: [
        {
          tool: {
            driver: {
              rules: expect.arrayContaining([
                expect.objectContaining({
                  id: "acme/owner-required",
                  shortDescription: { text: "Who is called when it fails?" },
                }),
              ]) as unknown,
            },
          },
          results: [{ ruleId: "acme/owner-required", level: "warning" }],
        },
      ],
    });
  });

  test("what rules print goes to standard error", async () => {
    const made = project({ "rules/a.ts": ruleFile("acme/a", `console.log("hello"); return [];`) });
    const finished = await made.run("rules", "--format", "json");
    expect(foundIn(finished)).toEqual([]);
    expect(finished.stderr).toContain("hello");
  });

  test("rules may be asynchronous, generators, and several in a file", async () => {
    const made = project({
      "rules/a.ts": `import { rule } from "strataline";
export const a = rule({ code: "acme/a", severity: "information", check: async () => [{ message: "later" }] });
export const all = [rule({ code: "acme/b", severity: "hint", *check() { yield { message: "one" }; yield { message: "two" }; } })];
`,
    });
    expect(lines(await rules(made)).map((line) => line.replace("strataline.config.ts:1 ", ""))).toEqual([
      "information acme/a later",
      "hint acme/b one",
      "hint acme/b two",
    ]);
  });
});

describe("a rule that goes wrong is a finding on its file, and the others have their turn", () => {
  const OTHER = { "rules/z.ts": ruleFile("acme/z", `return [{ message: "I ran" }];`) };
  const RAN = "strataline.config.ts:1 warning acme/z I ran";
  const cases: readonly (readonly [string, string, string])[] = [
    [
      "throws",
      ruleFile("acme/a", `throw new Error("oh no");`),
      'rules/a.ts:2 error user-rule-failed The rule "acme/a" failed: oh no',
    ],
    [
      "loops",
      ruleFile("acme/a", `while (true) {}`),
      'The rule "acme/a" failed: it did not end within 1500 ms',
    ],
    ["never answers", ruleFile("acme/a", `return new Promise(() => {});`), "it did not end within 1500 ms"],
    [
      "ends the process",
      ruleFile("acme/a", `process.exit(3);`),
      'The rule "acme/a" failed: its process ended with exit code 3',
    ],
    [
      "loops while it is loaded",
      `while (true) {}\nexport {};\n`,
      "rules/a.ts failed: it did not end within 1500 ms",
    ],
    ["does not parse", `export const = ;\n`, "rules/a.ts:1 error user-rule-failed rules/a.ts failed"],
    ["no rule", `export const a = 1;\n`, "rules/a.ts failed: It exports no rule"],
    [
      "wrong code",
      ruleFile("owner", `return [];`),
      `A rule's code is like "acme/owner-required"; not "owner".`,
    ],
    ["no findings", ruleFile("acme/a", `return undefined as never;`), "`check` must return its findings"],
    [
      "no message",
      ruleFile("acme/a", `return [{ key: "silver/clean" } as never];`),
      "returned a finding without a `message`.",
    ],
    [
      "no object",
      ruleFile("acme/a", `return ["silver/clean"] as never;`),
      "returned a finding that is no object.",
    ],
    [
      "unknown key",
      ruleFile("acme/a", `return [{ key: "silver/claen", message: "m" }];`),
      'about "silver/claen", which is declared nowhere. Did it mean "silver/clean"?',
    ],
    [
      "unknown dep",
      ruleFile("acme/a", `return [{ key: "silver/clean", dep: "x", message: "m" }];`),
      'about the dep "x" of "silver/clean", which it does not have.',
    ],
    [
      "changes what it sees",
      ruleFile("acme/a", `(context.definitions as unknown[]).push(1); return [];`),
      "object is not extensible",
    ],
    [
      "without end",
      ruleFile("acme/a", `return (function* () { while (true) yield { message: "m" }; })();`),
      "has more than 1000 findings",
    ],
  ];
  test.for(cases)("%s", async ([, text, part]) => {
    const found = lines(await rules(project({ "rules/a.ts": text, ...OTHER }), "--timeout", "1500"));
    expect(found).toContain(RAN);
    const failures = found.filter((line) => line.includes("user-rule-failed"));
    expect(failures).toEqual([expect.stringContaining(part)]);
    expect(failures[0]).toMatch(/^rules\/a\.ts:/);
  });

  test("the other rules of the file that loops, too", async () => {
    const made = project({
      "rules/a.ts": `import { rule } from "strataline";
export const first = rule({ code: "acme/first", check: () => [{ message: "1" }] });
export const loop = rule({ code: "acme/loop", check: () => { while (true) {} } });
export const last = rule({ code: "acme/last", check: () => [{ message: "3" }] });
`,
    });
    expect(lines(await rules(made, "--timeout", "1500"))).toEqual([
      'rules/a.ts:1 error user-rule-failed The rule "acme/loop" failed: it did not end within 1500 ms',
      "strataline.config.ts:1 warning acme/first 1",
      "strataline.config.ts:1 warning acme/last 3",
    ]);
  });

  test("two rules of one code", async () => {
    const text = ruleFile("acme/z", `return [];`);
    expect(lines(await rules(project({ "rules/a.ts": text, ...OTHER })))).toEqual([
      'rules/z.ts:1 error user-rule-failed Another rule in rules/a.ts has the code "acme/z".',
    ]);
  });

  test("a pattern that no file matches", async () => {
    expect(lines(await rules(project({})))).toEqual([
      'strataline.config.ts:2 error user-rule-failed No file matches "rules/*.ts".',
    ]);
  });
});

test("a program that is ended takes the rules' process with it", async () => {
  const made = project({
    "rules/a.ts": ruleFile("acme/a", `console.error("pid " + process.pid + "."); while (true) {}`),
  });
  const running = made.start("rules");
  await running.until(".\n");
  running.interrupt();
  const { code, stderr } = await running.finished;
  expect(code).toBe(130);
  const pid = Number(/pid (\d+)\./.exec(stderr)?.[1]);
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 20_000 });
});

test("a project without rules starts nothing", async () => {
  const made = testProject({ "assets/a.ts": ASSETS });
  projects.push(made);
  expect(await rules(made)).toEqual([]);
  expect((await made.run("rules")).stdout).toContain("There are no rules");
});
