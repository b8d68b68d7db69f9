import { describe, expect, test } from "vitest";
import { applyEdits, openFixture, spanText } from "../../support/project.ts";

/** The changed files after the rename; a refusal as its reason. */
function renamed(text: string, newKey: string): Record<string, string> | string {
  const { snapshot, cursor } = openFixture(text);
  const result = snapshot.rename(cursor.path, cursor.offset, newKey);
  return result.ok ? applyEdits(snapshot, result) : result.reason;
}

function check(text: string, newKey: string, expected: string): void {
  const result = renamed(text, newKey);
  expect(typeof result === "string" ? result : (result["assets/main.ts"] ?? "").trimEnd()).toBe(expected);
}

describe("rename", () => {
  test("refuses a key of thousands of literals instead of exhausting the stack", () => {
    const key = `"bronze/o$0" ${'+ "x"'.repeat(1_900)}`;
    expect(renamed(`export const o = asset({ key: ${key} });`, "bronze/purchases")).toMatch(
      /cannot be split/,
    );
  });

  test("the definition and every reader, from any of them, in every file", () => {
    const project = (inDefinition: string, inDep: string) => `
      //- /assets/a.ts
      export const o = asset({ key: "bronze/${inDefinition}orders" });
      //- /assets/b.ts
      import { asset, ref, sql } from "strataline";
      import { o } from "./a.ts";
      const b = asset({ key: "silver/b", deps: { x: 'bronze/${inDep}orders', o } });
      const c = asset({ key: "silver/c", query: sql\`from \${ref("bronze/orders")}\` });
      const d = asset({ key: "silver/d", deps: ["bronze/orders_old"] });
    `;
    const expected = {
      "assets/a.ts": 'export const o = asset({ key: "bronze/purchases" });\n',
      "assets/b.ts":
        'import { asset, ref, sql } from "strataline";\n' +
        'import { o } from "./a.ts";\n' +
        "const b = asset({ key: \"silver/b\", deps: { x: 'bronze/purchases', o } });\n" +
        'const c = asset({ key: "silver/c", query: sql`from ${ref("bronze/purchases")}` });\n' +
        'const d = asset({ key: "silver/d", deps: ["bronze/orders_old"] });\n',
    };
    expect(renamed(project("$0", ""), "bronze/purchases")).toEqual(expected);
    expect(renamed(project("", "$0"), "bronze/purchases")).toEqual(expected);
  });

  test.for([
    [
      "a constant once",
      `const K = "bronze/$0o"; const o = asset({ key: K }); const b = asset({ key: "silver/b", deps: [K] });`,
      "bronze/p",
      `const K = "bronze/p"; const o = asset({ key: K }); const b = asset({ key: "silver/b", deps: [K] });`,
    ],
    [
      "the part of a template that changes",
      'const L = "bronze"; const o = asset({ key: `${L}/$0o` }); const p = asset({ key: `${L}/p` });',
      "bronze/orders",
      'const L = "bronze"; const o = asset({ key: `${L}/orders` }); const p = asset({ key: `${L}/p` });',
    ],
    [
      "the shared front stays when the rest can hold the new key",
      'const L = "bronze"; const o = asset({ key: `${L}/$0o` }); const p = asset({ key: `${L}/p` });',
      "bronze/crm/o",
      'const L = "bronze"; const o = asset({ key: `${L}/crm/o` }); const p = asset({ key: `${L}/p` });',
    ],
    [
      "a front that only this key uses",
      'const L = "bronze"; const o = asset({ key: `${L}/$0o` });',
      "silver/o",
      'const L = "silver"; const o = asset({ key: `${L}/o` });',
    ],
    [
      "components of an array",
      'const o = asset({ key: ["bronze", "$0o"] }); const b = asset({ key: "silver/b", deps: ["bronze/o"] });',
      "silver/orders",
      'const o = asset({ key: ["silver", "orders"] }); const b = asset({ key: "silver/b", deps: ["silver/orders"] });',
    ],
    [
      "a concatenation",
      'const o = asset({ key: "bronze" + "/$0o" });',
      "bronze/p",
      'const o = asset({ key: "bronze" + "/p" });',
    ],
    ["to the same key: nothing", 'const o = asset({ key: "bronze/$0o" });', "bronze/o", ""],
    [
      "a missing key, at all its readers",
      'const b = asset({ key: "silver/b", deps: ["bronze/$0x"] }); const c = asset({ key: "silver/c", deps: ["bronze/x"] });',
      "bronze/y",
      'const b = asset({ key: "silver/b", deps: ["bronze/y"] }); const c = asset({ key: "silver/c", deps: ["bronze/y"] });',
    ],
    [
      "a duplicated key, both",
      'const a = asset({ key: "silver/$0x" }); const b = asset({ key: "silver/x" });',
      "silver/y",
      'const a = asset({ key: "silver/y" }); const b = asset({ key: "silver/y" });',
    ],
  ] as const)("%s", ([, text, newKey, expected]) => check(text, newKey, expected));

  test.for([
    [
      "a part that other keys share",
      'const L = "bronze"; const o = asset({ key: `${L}/$0o` }); const p = asset({ key: `${L}/p` });',
      "silver/o",
      '"bronze/o" cannot be renamed: "bronze" in assets/main.ts:2 is shared with bronze/p, which would change too. ' +
        'Change it there, or write "silver/o" out first.',
    ],
    [
      "a part that code computes",
      "const N = 1; const o = asset({ key: `bronze/o$0_${N}` });",
      "bronze/o_2",
      '"bronze/o_1" cannot be renamed: "1" in "bronze/o_1" is computed by code; change that code by hand.',
    ],
    [
      "a key that exists",
      'const a = asset({ key: "silver/$0a" }); const b = asset({ key: "silver/b" });',
      "silver/b",
      '"silver/b" exists already, in assets/main.ts.',
    ],
    [
      "a key that is not valid",
      'const a = asset({ key: "silver/$0a" });',
      "silver/my a",
      'The key "silver/my a" contains a space. Nearest valid key: "silver/my_a".',
    ],
    ["an empty key", 'const a = asset({ key: "silver/$0a" });', "", "The key is empty."],
    [
      "a dynamic key",
      "const a = asset({ key: process.env.$0KEY });",
      "silver/a",
      "This key cannot be renamed: it is not known, because",
    ],
    ["no key", "const a = asset({ $0 });", "silver/a", "There is no asset key here."],
  ] as const)("refuses %s", ([, text, newKey, reason]) => {
    expect(renamed(text, newKey)).toContain(reason);
  });

  test("never writes what would end the literal", () => {
    for (const evil of ['a"b', "a'b", "a`b", "a${b}", "a\\b", "a\nb"]) {
      expect(renamed('const a = asset({ key: "silver/$0a" });', evil), evil).toMatch(/^The key /);
    }
  });
});

describe("prepareRename", () => {
  /** The text that is replaced and the name that is shown; a refusal as its reason. */
  function prepared(text: string): string | null {
    const { snapshot, cursor } = openFixture(text);
    const target = snapshot.prepareRename(cursor.path, cursor.offset);
    if (target === null) return null;
    return target.ok
      ? `${spanText(snapshot, cursor.path, target.span)} → ${target.placeholder}`
      : target.reason;
  }

  test.for([
    ['const a = asset({ key: "silver/$0a" });', "silver/a → silver/a"],
    ['const a = asset({ key: "silver/a$0" });', "silver/a → silver/a"],
    ['const a = asset({ key: "silver/a", deps: ["$0bronze/x"] });', "bronze/x → bronze/x"],
    ['const L = "silver"; const a = asset({ key: `${L}/$0a` });', "/a → silver/a"],
    ['const K = "silver/$0a"; const a = asset({ key: K });', "silver/a → silver/a"],
    // names are TypeScript's
    ['const a = asset({ key: "silver/a" }); const b = asset({ key: "silver/b", deps: { a$0 } });', null],
    ['const K = "silver/a"; const a = asset({ key: K$0 });', null],
    ['const a = asset({ key: "silver/a", run: () => $0 1 });', null],
    ["const a = asset({ key: process.env.KE$0Y });", "This key cannot be renamed: it is not known, because"],
  ] as const)("%s", ([text, expected]) => {
    if (expected === null) expect(prepared(text)).toBeNull();
    else expect(prepared(text)).toContain(expected);
  });

  test("refuses a written key with escapes, whose text is not its value", () => {
    expect(prepared('const a = asset({ key: "silver/\\u0061$0" });')).toContain("cannot be renamed");
  });
});

describe("what names a key without reading it", () => {
  const imports = 'import { asset, check, schedule, sql, ref } from "strataline";\n';

  test("schedules, checks and exact selections follow", () => {
    const project = (key: string, cursor = "") =>
      `${imports}const o = asset({ key: "${cursor}${key}" });
const s = asset({ key: "silver/s", checks: [check.sql("x", sql\`from \${ref("${key}")}\`)] });
const t = schedule({ name: "t", cron: "0 0 * * *", assets: ["${key}", "silver/s"] });
const u = schedule({ name: "u", cron: "0 0 * * *", select: "+key:${key} or key:\\"${key}\\"+2" });`;
    check(project("bronze/o", "$0"), "bronze/orders", project("bronze/orders"));
  });

  test("a wildcard stays, and so does another key or attribute", () => {
    const project = (key: string, cursor = "") =>
      `${imports}const o = asset({ key: "${cursor}${key}" });
const u = schedule({ name: "u", cron: "0 0 * * *", select: 'key:"bronze/*" or key:"bronze/o2" or group:"bronze/o"' });`;
    check(project("bronze/o", "$0"), "bronze/p", project("bronze/p"));
  });

  test("a key that needs quotes gets them", () => {
    check(
      `${imports}const o = asset({ key: "bronze/$0o" });\nconst u = schedule({ select: "key:bronze/o" });`,
      "bronze/my-o",
      `${imports}const o = asset({ key: "bronze/my-o" });\nconst u = schedule({ select: "key:\\"bronze/my-o\\"" });`,
    );
  });

  test("refuses while a selection that is not written out names it", () => {
    expect(
      renamed(
        `${imports}const K = "key:bronze/o";\nconst o = asset({ key: "bronze/$0o" });\nconst u = schedule({ select: K });`,
        "bronze/p",
      ),
    ).toBe(
      '"bronze/o" cannot be renamed: the selection at assets/main.ts:4 names it and is not written out there.',
    );
  });

  test("a front that schedules share stays for the others", () => {
    expect(
      renamed(
        `${imports}const L = "bronze";
const o = asset({ key: "bronze/$0o" }); const p = asset({ key: "bronze/p" });
const t = schedule({ assets: [\`\${L}/o\`, \`\${L}/p\`] });`,
        "silver/o",
      ),
    ).toMatch(/"bronze" in assets\/main.ts:2 is shared with bronze\/p/);
  });
});
