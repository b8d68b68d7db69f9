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
    ["asset({ deps: [ord|] })", 'upstream "[ord]"'],
    ["asset({ deps: { raw: or|d } })", 'upstream "[ord]"'],
    ["asset({ deps: [orders.k|] })", null],
    ["asset({ deps: { ra| } })", 'depName "[ra]"'],
    ["asset({ deps: { | } })", 'depName "[]"'],
    ["asset({ deps: { a, | } })", 'depName "[]"'],
    ["asset({ deps: { a | } })", null],
    // key and layer
    ['asset({ key: "|" })', "newKey []"],
    ['asset({ key: "silver/|" })', "newKey [silver/]"],
    ['asset({ key: ["|"] })', "newKey component []"],
    ['source({ key: "|" })', "newKey []"],
    ['strataline.asset({ key: "|" })', "newKey []"],
    ['asset({ layer: "si|" })', "layer [si]"],
    // names of the config, columns, rules
    ['asset({ io: "|" })', "io []"],
    ["asset({ io: | })", 'io "[]"'],
    ['asset({ resources: ["a", "w|"] })', "resource [w]"],
    ['asset({ checks: [check.unique("|")] })', "column []"],
    ['asset({ checks: [check.unique("a", "b|")] })', "column [b]"],
    ["asset({ checks: [check.notNull(|)] })", 'column "[]"'],
    ['asset({ checks: [check.between("|", { min: 1 })] })', "column []"],
    ['asset({ checks: [check.accepted("a", ["|"])] })', null],
    ['asset({ checks: [check.accepted("a", "|")] })', null],
    ['asset({ checks: [check.rowCount("|")] })', null],
    ['defineConfig({ rules: { "sk|": "off" } })', "rule [sk]"],
    ["defineConfig({ rules: { | } })", 'rule "[]"'],
    ['defineConfig({ rules: { cycle: "|" } })', "severity []"],
    ['other({ rules: { "|": "off" } })', null],
    ["// strataline-ignore |", "ignored []"],
    ["x(); // strataline-ignore cycle, dup|licate-key: because", "ignored [duplicate-key]"],
    ["// strataline-ignore cycle: be|", null],
    // schedules
    ['schedule({ assets: ["|"] })', "upstream []"],
    ['asset({ assets: ["|"] })', null],
    ['schedule({ select: "|" })', "selection []"],
    ['schedule({ select: "layer:|gold and x" })', "selection [layer:gold and x]"],
    ["schedule({ select: | })", 'selection "[]"'],
    ['schedule({ cron: "|" })', null],
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
