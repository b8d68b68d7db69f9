import { describe, expect, test } from "vitest";
import { completionPlace } from "../../../core/src/features/completionPlace.ts";

/** What would be replaced, in brackets, after what is wanted: `upstream [bro]`. */
function check(text: string, expected: string | null): void {
  const offset = text.indexOf("|");
  const plain = text.slice(0, offset) + text.slice(offset + 1);
  const place = completionPlace(plain, offset);
  if (place === null) {
    expect(null, text).toBe(expected);
    return;
  }
  const { wants, span, before, after, isComponent } = place;
  const replaced = `${before}[${plain.slice(span.start, span.end)}]${after}`;
  expect(`${wants}${isComponent ? " component" : ""} ${replaced}`, text).toBe(expected);
}

describe("completionPlace", () => {
  test.for([
    // closed strings
    ['asset({ deps: ["|"] })', "upstream []"],
    ['asset({ deps: ["bro|"] })', "upstream [bro]"],
    ['asset({ deps: ["bronze/or|ders"] })', "upstream [bronze/orders]"],
    ['asset({ deps: ["bronze/orders", "|"] })', "upstream []"],
    ["asset({ deps: ['bro|'] })", "upstream [bro]"],
    ["asset({ deps: [`bro|`] })", "upstream [bro]"],
    ['asset({ deps: { raw: "bro|" } })', "upstream [bro]"],
    ['asset({ deps: { raw: "x", other: "bro|", } })', "upstream [bro]"],
    ['asset({ deps: { "the raw": "|" } })', "upstream []"],
    ['dataProduct({ deps: ["|"] })', "upstream []"],
    ['asset<Row>({ deps: ["|"] })', "upstream []"],
    ['myFactory({ deps: ["|"] })', "upstream []"],
    ['asset({ key: "a", run: () => { if (x) { y(); } }, deps: ["|"] })', "upstream []"],
    ['asset({ deps: [cond ? "a" : "b|"] })', "upstream [b]"],
    ['sql`select * from ${ref("|")}`', "upstream []"],
    ["sql`select * from ${ref('bro|')} join ${ref(x)}`", "upstream [bro]"],
    ['asset({ query: sql`select ${ref("silver/|")} from x`, })', "upstream [silver/]"],
    ['s.ref("|")', "upstream []"],
    // half typed
    ['asset({ deps: ["bro|\n  run: 1 })', 'upstream [bro]"'],
    ['asset({ deps: ["bro|] })', 'upstream [bro]"'],
    ['asset({ deps: ["bro|, "silver/x"] })', 'upstream [bro]"'],
    ['asset({ deps: { raw: "|', 'upstream []"'],
    ["asset({ deps: ['bro|", "upstream [bro]'"],
    ["ref(`bro|", "upstream [bro]`"],
    ['const broken = asset({ deps: ["\nexport const x = asset({ deps: ["|"] })', "upstream []"],
    ['export const a = asset({ deps: [(\nexport const b = asset({ deps: ["|"] })', "upstream []"],
    // without quotes
    ["asset({ deps: [|] })", 'upstream "[]"'],
    ['asset({ deps: ["a", |] })', 'upstream "[]"'],
    ["asset({ deps: { raw: | } })", 'upstream "[]"'],
    ["ref(|)", 'upstream "[]"'],
    ["asset({ layer: | })", 'layer "[]"'],
    ["asset({ deps: [ord|] })", null],
    ["asset({ deps: { ra| } })", null],
    ["asset({ deps: { | } })", null],
    // key and layer
    ['asset({ key: "|" })', "newKey []"],
    ['asset({ key: "silver/|" })', "newKey [silver/]"],
    ['asset({ key: ["|"] })', "newKey component []"],
    ['source({ key: "|" })', "newKey []"],
    ['strataline.asset({ key: "|" })', "newKey []"],
    ['asset({ layer: "si|" })', "layer [si]"],
    // elsewhere
    ['asset({ description: "|" })', null],
    ['asset({ deps: ["x"], description: "|" })', null],
    ['asset({ run: () => load("|") })', null],
    ['asset({ run: () => ({ deps: "|" }) })', null],
    ['query({ key: "|" })', null],
    ['query({ layer: "|" })', null],
    ['const deps = ["|"]', null],
    ['// deps: ["|"]', null],
    ['asset({ deps: [/* "|" */] })', null],
    ['asset({ deps: [x.match(/"|"/)] })', null],
    ['sql`select "|" from x`', null],
    ['import { x } from "|"', null],
    ["|", null],
  ] as const)("%s", ([text, expected]) => check(text, expected));

  test("a slash after a value divides, and a quote after it opens a string", () => {
    check('const x = a / b; asset({ deps: ["|"] }) / 2', "upstream []");
    check('const x = "a".length / 2 / y; asset({ deps: ["|"] })', "upstream []");
    check('const x = /["`(]/; asset({ deps: ["|"] })', "upstream []");
  });

  test("knows the key of the declaration around", () => {
    const text = 'asset({ key: "silver/orders", deps: { raw: "';
    expect(completionPlace(text, text.length)?.readerKey).toBe("silver/orders");
  });

  test("reads through a large file", () => {
    const text = `${'const a = asset({ key: "x", deps: ["y"], run: () => `${1}` });\n'.repeat(20_000)}asset({ deps: ["`;
    expect(completionPlace(text, text.length)?.wants).toBe("upstream");
  });
});
