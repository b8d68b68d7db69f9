// What the config and comments do to findings: severities, unknown settings, suppression; and what holds for all rules.
import { describe, expect, test } from "vitest";
import { allRules } from "../../../core/src/rules/index.ts";
import { applyAction, checkDiagnostics, fixTitles } from "../../support/checkDiagnostics.ts";
import { diagnosticsOf, openFixture } from "../../support/project.ts";

const project = (rules: string, assets: string) => `
//- /strataline.config.ts
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), rules: { "no-check-in-layer": "off", "unused-asset": "off", ${rules} } });
//- /assets/a.ts
${assets}
`;
const SKIP = 'const b = asset({ key: "bronze/b" });\nconst g = asset({ key: "gold/g", deps: ["bronze/b"] });';

describe("severity", () => {
  test.for(["hint", "information", "warning", "error"] as const)("%s", (severity) => {
    const { snapshot } = openFixture(project(`"skipped-layer": "${severity}"`, SKIP));
    expect(diagnosticsOf(snapshot).map((found) => [found.code, found.severity])).toEqual([
      ["skipped-layer", severity],
    ]);
  });

  test("off", () => void checkDiagnostics(project('"skipped-layer": "off"', SKIP)));

  test("the rule's own when the setting is not known", () => {
    const { snapshot } = openFixture(project('"skipped-layer": "loud"', SKIP));
    expect(diagnosticsOf(snapshot).map((found) => `${found.code} ${found.severity}`)).toEqual([
      "skipped-layer warning",
      "unknown-rule warning",
    ]);
  });
});

describe("unknown-rule", () => {
  test.for([
    ['"skiped-layer": "off"', 'There is no rule "skiped-layer". Did you mean "skipped-layer"?'],
    [
      '"skipped-layer": "of"',
      '"of" is not a severity (off, hint, information, warning, error). Did you mean "off"?',
    ],
    ['"skipped-layer": "fatal"', '"fatal" is not a severity (off, hint, information, warning, error).'],
    ['"no-such-thing-at-all": "off"', 'There is no rule "no-such-thing-at-all".'],
    ['"constructor": "off"', 'There is no rule "constructor".'],
  ] as const)("%s", ([rules, message]) => {
    const { snapshot } = openFixture(project(rules, ""));
    expect(diagnosticsOf(snapshot).map((found) => [found.code, found.message])).toEqual([
      ["unknown-rule", message],
    ]);
  });

  test("a comment that names a rule of the project itself is not taken for unused", () => {
    checkDiagnostics(
      project("", '// strataline-ignore acme/owners: nobody yet\nasset({ key: "bronze/a" });'),
    );
  });

  test("a code with a namespace is a rule of the project itself; its severity is judged all the same", () => {
    const { snapshot } = openFixture(project('"acme/owners": "error", "acme/other": "fatal"', ""));
    expect(diagnosticsOf(snapshot).map(({ message }) => message)).toEqual([
      '"fatal" is not a severity (off, hint, information, warning, error).',
    ]);
  });

  test("is fixed in place", () => {
    const fixture = project('"skipped-layer": "w$0arn"', "");
    expect(fixTitles(fixture)).toEqual([]);
    const severity = project('"skipped-layer": "warnin$0"', "");
    expect(fixTitles(severity)).toEqual(['* Change to "warning"']);
    expect(applyAction(severity, "warning")["strataline.config.ts"]).toContain('"skipped-layer": "warning"');
  });
});

describe("dynamic-config", () => {
  test("is reported where reading stopped", () => {
    checkDiagnostics(`
//- /strataline.config.ts
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), assets: process.env.GLOBS });
//                                                         ^^^^^^^^^^^^^^^^^ dynamic-config: This cannot be known without running the config, because
`);
  });
});

describe("strataline-ignore", () => {
  const DUPLICATE =
    '\n// strataline-ignore duplicate-key: legacy\nconst same = asset({ key: "silver/a", deps: ["silver/a"].slice(1) });';
  const missing = (before: string, after = "") =>
    `${before}\nconst a = asset({ key: "silver/a", deps: ["bronze/x"] });${after}`;

  test.for([
    ["on the line above", missing("// strataline-ignore missing-upstream: comes next week")],
    ["on the same line", missing("", " // strataline-ignore missing-upstream: comes next week")],
    ["several codes", missing("// strataline-ignore duplicate-key, missing-upstream: legacy", DUPLICATE)],
    ["without a reason", missing("// strataline-ignore missing-upstream")],
    ["indented", missing("   //strataline-ignore   missing-upstream : x")],
  ] as const)("%s", ([, fixture]) => void checkDiagnostics(fixture));

  test.for([
    ["another code", missing("// strataline-ignore cycle: x")],
    ["two lines above", missing("// strataline-ignore missing-upstream: x\n")],
    ["behind the code of the line above", missing("const x = 1; // strataline-ignore missing-upstream: x")],
    ["no code", missing("// strataline-ignore")],
  ] as const)("%s does not count", ([, fixture]) => {
    const codes = diagnosticsOf(openFixture(fixture).snapshot).map(({ code }) => code);
    expect(codes.filter((code) => code !== "unused-suppression")).toEqual(["missing-upstream"]);
  });
});

describe("unsaved text", () => {
  test("findings follow an edit, and come back when the editor closes", () => {
    const { project: opened } = openFixture(`const a = asset({ key: "silver/a", deps: [] });`);
    const codes = (): string[] => diagnosticsOf(opened.snapshot()).map(({ code }) => code);
    expect(codes()).toEqual([]);
    const text = (opened.snapshot().text("assets/main.ts") ?? "").replace("deps: []", 'deps: ["bronze/x"]');
    opened.apply([{ path: "assets/main.ts", text }]);
    expect(codes()).toEqual(["missing-upstream"]);
    opened.apply([{ path: "assets/main.ts", text: `// moved\n${text}` }]);
    const snapshot = opened.snapshot();
    const [found] = snapshot.diagnostics("assets/main.ts");
    expect(found && snapshot.text(found.path)?.slice(found.span.start, found.span.end)).toBe('"bronze/x"');
    opened.apply([{ path: "assets/main.ts", text: null }]);
    expect(codes()).toEqual([]);
  });
});

describe("all rules", () => {
  test("have a code of their own, and a manual with an example", () => {
    expect(new Set(allRules.map(({ code }) => code)).size).toBe(allRules.length);
    for (const { code, doc } of allRules) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(doc, code).toContain("```ts");
      expect(doc, code).not.toMatch(/\[object|undefined/);
    }
  });

  test("take half-typed and nonsensical code without a word too much", () => {
    for (const text of [
      "",
      "asset(",
      "asset()",
      "asset({",
      "asset(1)",
      "asset({ key })",
      "export default",
      "source({ key: [] })",
    ]) {
      expect(() => diagnosticsOf(openFixture(text).snapshot), text).not.toThrow();
    }
  });
});
