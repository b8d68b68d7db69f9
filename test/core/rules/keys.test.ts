// Rules about keys: duplicate-key, invalid-key, dynamic-key.
import { describe, expect, test } from "vitest";
import { applyAction, checkDiagnostics, fixTitles } from "../../support/checkDiagnostics.ts";
import { diagnosticsOf, openFixture, placeText, spanText } from "../../support/project.ts";

describe("duplicate-key", () => {
  test("marks all of them, across files", () => {
    const snapshot = checkDiagnostics(`
      //- /assets/a.ts
      const a = asset({ key: "silver/x" });
      //                     ^^^^^^^^^^ duplicate-key: "silver/x" is declared 3 times.
      //- /assets/b.ts
      const a = asset({ key: "silver/x" });
      //                     ^^^^^^^^^^ duplicate-key
      const b = asset({ key: ["silver", "x"] });
      //                     ^^^^^^^^^^^^^^^ duplicate-key
      const c = asset({ key: "silver/y" });
    `);
    const [first] = diagnosticsOf(snapshot);
    expect(first?.related.map(({ location }) => placeText(snapshot, location))).toEqual([
      'assets/b.ts "silver/x"',
      'assets/b.ts ["silver", "x"]',
    ]);
  });

  test("an asset and a source may not share one either", () => {
    checkDiagnostics(`
      const a = asset({ key: "silver/x" });
      //                     ^^^^^^^^^^ duplicate-key: "silver/x" is declared twice.
      const s = source({ key: "silver/x", file: "x.csv" });
      //                      ^^^^^^^^^^ duplicate-key
    `);
  });
});

describe("invalid-key", () => {
  test.for([
    ["bronze/my orders", 'contains a space. Nearest valid key: "bronze/my_orders".'],
    ["bronze/../x", 'has the component "..". Nearest valid key: "bronze/x".'],
    ["bronze/o'reilly", "contains a quote (')"],
    ["bronze//x", "has an empty component"],
    ["bronze/", "ends with a slash"],
    ["bronze/größe", 'contains the character "ö"'],
  ] as const)("%s %s", ([key, message]) => {
    const marks = "^".repeat(key.length + 2);
    checkDiagnostics(`
      const a = asset({ key: "${key}" });
      //                     ${marks} invalid-key: ${message}
    `);
  });

  test("an empty key, and one that begins with a slash", () => {
    checkDiagnostics(`
      const a = asset({ key: "", layer: "bronze" });
      //                     ^^ invalid-key: The key is empty.
      const b = asset({ key: "/x", layer: "bronze" });
      //                     ^^^^ invalid-key: begins with a slash
    `);
  });

  test("10,000 characters, in a short message", () => {
    const { snapshot } = openFixture(`const a = asset({ key: "bronze/${"x".repeat(9993)}" });`);
    const [found] = snapshot.diagnostics("assets/main.ts");
    expect(found?.code).toBe("invalid-key");
    expect(found?.message).toContain("has 10000 characters; 200 are allowed");
    expect(found?.message.length).toBeLessThan(300);
  });

  test.for([
    ["asset({ run })", "asset", "The key of a is not valid: it has no `key`."],
    ["asset()", "asset", "The key of a is not valid: `asset()` is called without options."],
    ["asset({ key: 5 })", "5", "The key of a is not valid: a number is no key."],
    ["asset({ key: null })", "null", "The key of a is not valid: `null` is no key."],
    ['asset({ key: "silver/a", deps: [1] })', "1", "A dep of silver/a is not valid: a number is no key."],
    [
      'asset({ key: "silver/a", deps: "x" })',
      '"x"',
      "A dep of silver/a is not valid: a string is no list of deps.",
    ],
  ] as const)("what could never be a key: %s", ([call, marked, message]) => {
    const { snapshot } = openFixture(`const a = ${call};`);
    const found = diagnosticsOf(snapshot).map((one) => [
      one.code,
      spanText(snapshot, one.path, one.span),
      one.message,
    ]);
    expect(found).toEqual([["invalid-key", marked, message]]);
  });

  test("is fixed everywhere", () => {
    const fixture = `
      const a = asset({ key: "bronze/my $0orders" });
      const b = asset({ key: "silver/b", deps: { a: "bronze/my orders" } });`;
    expect(fixTitles(fixture)).toEqual(['* Change to "bronze/my_orders"']);
    expect(applyAction(fixture, "Change")["assets/main.ts"]?.match(/bronze\/my_orders/g)).toHaveLength(2);
  });
});

describe("dynamic-key", () => {
  test("says which expression, why, and what helps", () => {
    const snapshot = checkDiagnostics(`
      const a = asset({ key: \`bronze/\${process.env.NAME}\` });
      //                               ^^^^^^^^^^^^^^^^ dynamic-key: The key of a cannot be known without running the code, because
    `);
    const [found] = diagnosticsOf(snapshot);
    expect(found?.severity).toBe("information");
    expect(found?.message).toMatch(/process\.env.*Write it as a literal/);
  });

  test("a dep", () => {
    checkDiagnostics(`
      const a = asset({ key: "silver/a", deps: [process.env.UPSTREAM] });
      //                                        ^^^^^^^^^^^^^^^^^^^^ dynamic-key: A dep of silver/a cannot be known
    `);
  });

  test("an asset of a factory is marked where the factory is called", () => {
    checkDiagnostics(`
      const make = (name: string) => asset({ key: \`silver/\${name}\` });
      make(process.env.NAME);
      //   ^^^^^^^^^^^^^^^^ dynamic-key: The key of this declaration cannot be known
    `);
  });

  test("the rest of a project with a dynamic key is checked as ever", () => {
    checkDiagnostics(`
      const a = asset({ key: makeKey() });
      //                     ^^^^^^^ dynamic-key
      const b = asset({ key: "silver/b" });
      //                     ^^^^^^^^^^ duplicate-key
      const c = asset({ key: "silver/b" });
      //                     ^^^^^^^^^^ duplicate-key
    `);
  });
});
