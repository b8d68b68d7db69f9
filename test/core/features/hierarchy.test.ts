// Consumers and upstreams, one step at a time.
import { describe, expect, test } from "vitest";
import type { HierarchyLink, Snapshot } from "../../../core/src/index.ts";
import { openFixture, spanText } from "../../support/project.ts";

const PROJECT = `
  //- /assets/a.ts
  export const web = source({ key: "web" });
  export const bronze = asset({ key: "bronze/b", deps: { web } });
  //- /assets/b.ts
  const s = asset({ key: "silver/s", deps: { b: "bronze/b" }, query: sql\`from \${ref("bronze/b")}\` });
  const p = dataProduct({ key: "p", deps: ["silver/s", "silver/gone"] });
`;

function told(snapshot: Snapshot, links: readonly HierarchyLink[], reader?: string): readonly string[] {
  return links.map(({ item, places }) => {
    const texts = places.map((place) => spanText(snapshot, reader ?? item.location.path, place));
    return `${item.kind} ${item.key} ${item.layer ?? "-"} ${texts.join(" ")}`;
  });
}

describe("hierarchy", () => {
  test("consumers, with the places that read", () => {
    const { snapshot } = openFixture(PROJECT);
    expect(told(snapshot, snapshot.consumers("bronze/b"))).toEqual([
      'asset silver/s silver "bronze/b" "bronze/b"',
    ]);
    expect(told(snapshot, snapshot.consumers("silver/s"))).toEqual(['dataProduct p - "silver/s"']);
    expect(snapshot.consumers("p")).toEqual([]);
  });

  test("upstreams, with the places in the reader; not what nobody declares", () => {
    const { snapshot } = openFixture(PROJECT);
    expect(told(snapshot, snapshot.upstreams("bronze/b"), "assets/a.ts")).toEqual(["source web - web"]);
    expect(told(snapshot, snapshot.upstreams("p"), "assets/b.ts")).toEqual([
      'asset silver/s silver "silver/s"',
    ]);
  });

  test("a cycle is one step at a time too", () => {
    const { snapshot } = openFixture(`
      const a = asset({ key: "silver/a", deps: ["silver/b"] });
      const b = asset({ key: "silver/b", deps: ["silver/a"] });
    `);
    expect(snapshot.consumers("silver/a").map(({ item }) => item.key)).toEqual(["silver/b"]);
    expect(snapshot.upstreams("silver/a").map(({ item }) => item.key)).toEqual(["silver/b"]);
  });

  test.for([
    ["its key", 'const a = asset({ key: "silver/$0a" });', ["silver/a"]],
    ["the callee", 'const a = as$0set({ key: "silver/a" });', ["silver/a"]],
    ["the name", 'const a$0 = asset({ key: "silver/a" });', ["silver/a"]],
    [
      "a dep",
      'const a = asset({ key: "silver/a" }); asset({ key: "gold/g", deps: ["silver/$0a"] });',
      ["silver/a"],
    ],
    ["a body", 'const a = asset({ key: "silver/a", run: () => $0[] });', []],
    ["another name", 'const b$0 = 1; const a = asset({ key: "silver/a" });', []],
    ["a key nobody declares", 'asset({ key: "gold/g", deps: ["silver/$0a"] });', []],
  ] as const)("begins on %s", ([, text, expected]) => {
    const { snapshot, cursor } = openFixture(text);
    expect(snapshot.hierarchyAt(cursor.path, cursor.offset).map(({ key }) => key)).toEqual(expected);
  });
});
