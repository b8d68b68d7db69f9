import { describe, expect, test } from "vitest";
import { applyAction, checkDiagnostics } from "../../support/checkDiagnostics.ts";
import { diagnosticsOf, openFixture, placeText } from "../../support/project.ts";

describe("cycle", () => {
  test("two assets, with each edge as related place", () => {
    const snapshot = checkDiagnostics(`
      //- /assets/a.ts
      const a = asset({ key: "silver/a", deps: { b: "silver/b" } });
      //                                            ^^^^^^^^^^ cycle: This dep is part of a cycle: silver/b → silver/a → silver/b.
      //- /assets/b.ts
      const b = asset({ key: "silver/b", deps: ["silver/a"] });
      //                                        ^^^^^^^^^^ cycle: silver/a → silver/b → silver/a
    `);
    const [found] = diagnosticsOf(snapshot);
    expect(
      found?.related.map(({ message, location }) => `${message}: ${placeText(snapshot, location)}`),
    ).toEqual([
      '"silver/a" depends on "silver/b": assets/a.ts "silver/b"',
      '"silver/b" depends on "silver/a": assets/b.ts "silver/a"',
    ]);
  });

  test("an asset that reads itself", () => {
    checkDiagnostics(`
      const a = asset({ key: "silver/a", deps: ["silver/a"] });
      //                                        ^^^^^^^^^^ cycle: "silver/a" depends on itself.
    `);
  });

  test("through SQL and values", () => {
    checkDiagnostics(`
      export const a = asset({ key: "silver/a", query: sql\`from \${ref("silver/b")}\` });
      //                                                              ^^^^^^^^^^ cycle
      export const b = asset({ key: "silver/b", deps: { a } });
      //                                                ^ cycle
    `);
  });

  test("only the deps that take part, each with its own shortest cycle", () => {
    checkDiagnostics(`
      const x = asset({ key: "silver/x" });
      const a = asset({ key: "silver/a", deps: ["silver/x", "silver/c"] });
      //                                                    ^^^^^^^^^^ cycle: silver/c → silver/a → silver/b → silver/c.
      const b = asset({ key: "silver/b", deps: ["silver/a"] });
      //                                        ^^^^^^^^^^ cycle: silver/a → silver/b →
      const c = asset({ key: "silver/c", deps: ["silver/b", "silver/d"] });
      //                                        ^^^^^^^^^^ cycle: silver/b → silver/c →
      //                                                    ^^^^^^^^^^ cycle: silver/d → silver/c → silver/d.
      const d = asset({ key: "silver/d", deps: ["silver/c"] });
      //                                        ^^^^^^^^^^ cycle: silver/c → silver/d → silver/c.
      const y = asset({ key: "silver/y", deps: ["silver/d"] });
    `);
  });

  test("the dep can be removed", () => {
    expect(
      applyAction(
        `const a = asset({ key: "silver/a", deps: ["silver/b$0"] });
         const b = asset({ key: "silver/b", deps: ["silver/a"] });`,
        'Remove "silver/b" from the deps of "silver/a"',
      )["assets/main.ts"],
    ).toContain('key: "silver/a", deps: [] }');
  });

  test("a ring of a thousand is marked in reasonable words", () => {
    const total = 1000;
    const ring = Array.from(
      { length: total },
      (_, at) => `asset({ key: "silver/a${at}", deps: ["silver/a${(at + 1) % total}"] });`,
    );
    const { snapshot } = openFixture(ring.join("\n"));
    const found = diagnosticsOf(snapshot);
    expect(found).toHaveLength(total);
    expect(found[0]?.message.length).toBeLessThan(300);
    expect(found[0]?.related.length).toBeLessThanOrEqual(20);
  });
});
