// What has no effect: unused-asset, unused-suppression.
import { describe, expect, test } from "vitest";
import { applyAction, checkDiagnostics, fixTitles } from "../../support/checkDiagnostics.ts";
import { diagnosticsOf, openFixture } from "../../support/project.ts";

const project = (text: string): string => `
//- /strataline.config.ts
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), rules: { "no-check-in-layer": "off" } });
//- /assets/a.ts
import { asset, source, dataProduct, schedule, check, sql, ref } from "strataline";
${text}
`;

describe("unused-asset", () => {
  test("fades the key", () => {
    const snapshot = checkDiagnostics(
      project(`const a = asset({ key: "silver/a" });
//                     ^^^^^^^^^^ unused-asset: Nothing reads "silver/a", and no schedule computes it.`),
    );
    const [found] = diagnosticsOf(snapshot);
    expect([found?.severity, found?.unnecessary]).toEqual(["hint", true]);
  });

  test("says when deps that cannot be read may be the use", () => {
    const { snapshot } = openFixture(
      project(`const a = asset({ key: "silver/a" });
const g = asset({ key: "gold/g", deps: [process.env.X] });`),
    );
    const found = diagnosticsOf(snapshot).find(({ code }) => code === "unused-asset");
    expect(found?.message).toContain("(Some assets have deps that cannot be read.)");
  });

  test.for([
    ["an asset that reads it", 'const g = asset({ key: "gold/g", deps: ["silver/a"] });'],
    ["a data product", 'const p = dataProduct({ key: "products/p", deps: ["silver/a"] });'],
    ["a schedule that names it", 'schedule({ name: "s", cron: "@daily", assets: ["silver/a"] });'],
    ["a schedule that selects it", 'schedule({ name: "s", cron: "@daily", select: "layer:silver" });'],
    [
      "the SQL of a check",
      'const g = asset({ key: "gold/g", checks: [check.sql("c", sql`select 1 from ${ref("silver/a")}`)] });',
    ],
  ] as const)("is used by %s", ([, use]) => {
    const { snapshot } = openFixture(project(`const a = asset({ key: "silver/a" });\n${use}`));
    expect(diagnosticsOf(snapshot).filter(({ code }) => code === "unused-asset")).toEqual([]);
  });

  test.for([
    'const g = asset({ key: "gold/g" });',
    'const s = source({ key: "shop" });',
    'const a = asset({ key: "silver/a", tags: { "strataline/unused": "allowed" } });',
  ])("nothing for %s", (text) => void checkDiagnostics(project(text)));

  test("the fix says that it is allowed", () => {
    const { "assets/a.ts": text } = applyAction(
      project('const a = asset({ key: "silver/$0a" });'),
      "used outside",
    );
    expect(text).toContain('key: "silver/a", tags: { "strataline/unused": "allowed" }');
  });
});

describe("unused-suppression", () => {
  const MISSING = 'const a = asset({ key: "gold/a", deps: ["silver/x"] });';

  test("a comment that suppresses nothing, and the code of several that does not", () => {
    checkDiagnostics(
      project(`// strataline-ignore cycle: gone
//                   ^^^^^ unused-suppression: Nothing here is suppressed by "cycle": remove it.
${MISSING} // strataline-ignore cycle, missing-upstream: soon
//                                                                           ^^^^^ unused-suppression`),
    );
  });

  test("a code that does not exist", () => {
    const fixture = project(`// strataline-ignore mising-up$0stream: soon\n${MISSING}`);
    const { snapshot } = openFixture(fixture);
    expect(diagnosticsOf(snapshot).map(({ message }) => message)).toContain(
      'There is no rule "mising-upstream". Did you mean "missing-upstream"?',
    );
    expect(fixTitles(fixture)).toEqual(['* Change to "missing-upstream"', "Remove the comment"]);
    expect(applyAction(fixture, "Change to")["assets/a.ts"]).toContain("ignore missing-upstream: soon");
  });

  test("fixes remove the comment with its line, or one code of it", () => {
    const whole = applyAction(project(`// strataline-ignore cy$0cle: x\n${MISSING}`), "Remove the comment");
    expect(whole["assets/a.ts"]).toContain(`"strataline";\n${MISSING}`);
    const behind = applyAction(project(`${MISSING} // strataline-ignore cy$0cle: x`), "Remove the comment");
    expect(behind["assets/a.ts"]).toContain(`${MISSING}\n`);
    const first = project(`// strataline-ignore cy$0cle, missing-upstream: x\n${MISSING}`);
    expect(applyAction(first, "from the comment")["assets/a.ts"]).toContain("ignore missing-upstream: x");
    const last = project(`// strataline-ignore missing-upstream, cy$0cle: x\n${MISSING}`);
    expect(applyAction(last, "from the comment")["assets/a.ts"]).toContain("ignore missing-upstream: x");
  });

  test.for([
    ["one that is needed", `// strataline-ignore missing-upstream: soon\n${MISSING}`],
    ["one that says so itself", `// strataline-ignore cycle, unused-suppression: generated\n`],
    ["the word alone", "// strataline-ignore\n"],
  ] as const)("nothing for %s", ([, text]) => void checkDiagnostics(project(text)));

  test("a code that a rule of the project may have is left alone", () => {
    const { snapshot } = openFixture(`
//- /strataline.config.ts
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), userRules: ["rules/*.ts"] });
//- /assets/a.ts
// strataline-ignore acme/odd: ours
const g = asset({ key: "gold/g", checks: [check.rowCount({ min: 1 })] });`);
    expect(diagnosticsOf(snapshot)).toEqual([]);
  });

  test("in the config too", () => {
    const { snapshot } = openFixture(`
//- /strataline.config.ts
// strataline-ignore too-many-layers: no
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion() });`);
    expect(diagnosticsOf(snapshot).map(({ path, code }) => `${path} ${code}`)).toEqual([
      "strataline.config.ts unused-suppression",
    ]);
  });
});
