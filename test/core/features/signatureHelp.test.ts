// What may be given to the SDK's function around the cursor.
import { describe, expect, test } from "vitest";
import { signature } from "../../../core/src/features/signatureHelp.ts";
import { SIGNATURES } from "../../../core/src/features/signatures.ts";

const SDK =
  'import { asset, check, daily, layers, multiPartitions, ref, schedule, source as external, sql } from "strataline";\n';

/** Name of the call and of what is written: "asset:deps?". */
function active(text: string, imports = SDK): string | null {
  const before = imports + text;
  const at = before.indexOf("|");
  const found = signature(before.replace("|", ""), at);
  if (found === null) return null;
  const here = found.active === null ? undefined : found.parameters[found.active];
  const name = found.label.slice(0, found.label.indexOf("("));
  return `${name}:${here === undefined ? "" : found.label.slice(here.span.start, here.span.end)}`;
}

describe("signature help", () => {
  test.for([
    ["at the beginning of the call", "asset(|", "asset:"],
    ["in the options", "asset({ | })", "asset:"],
    ["after a colon", "asset({ key: | })", "asset:key"],
    ["in a string", 'asset({ key: "silver/|" })', "asset:key"],
    ["in a list", 'asset({ key: "a", deps: [|', "asset:deps?"],
    ["in a record", "asset({ deps: { o: |", "asset:deps?"],
    ["after a comma", "asset({ deps: [], |", "asset:"],
    ["on a function", "asset({ run: |", "asset:run?"],
    ["by another name", "external({ file: |", "source:file?"],
    ["first argument", "check.between(|", "check.between:column"],
    ["options of the second", 'check.between("x", { min: |', "check.between:min?"],
    ["one of many", 'check.unique("a", "b", |', "check.unique:...columns"],
    ["in SQL", "asset({ query: sql`from ${ref(|)}` })", "ref:target"],
    ["the inner call", "asset({ checks: [check.notNull(|", "check.notNull:...columns"],
    ["after an inner call", 'asset({ checks: [check.notNull("a"), |', "asset:checks?"],
    ["in a list argument", 'layers(["a", |', "layers:list"],
    ["a schedule", 'schedule({ name: "n", cron: "|', "schedule:cron"],
    ["partitions", 'daily({ start: "2024-01-01", timezone: |', "daily:timezone?"],
    ["inner partitions", "multiPartitions({ day: daily({ |", "daily:"],
  ] as const)("%s", ([, text, expected]) => expect(active(text)).toBe(expected));

  test.for([
    ["the body of run", "asset({ run: () => { | } })"],
    ["the body of a check", 'check("x", ({ rows }) => { |'],
    ["a call of something else", "asset({ run: () => load(|) })"],
    ["a comment", "asset({ // |"],
    ["outside", "const x = |"],
    ["a function the SDK does not have", "assets({ |"],
    ["a name that objects have", "toString(|"],
  ] as const)("nothing in %s", ([, text]) => expect(active(text)).toBeNull());

  test.for([
    ["of a namespace", 's.asset({ key: "|', 'import * as s from "strataline";\n', "asset:key"],
    [
      "a member of a namespace's member",
      "s.check.unique(|",
      'import * as s from "strataline";\n',
      "check.unique:...columns",
    ],
    ["over several lines", "asset({ |", 'import {\n  asset,\n  type Row,\n} from "strataline";\n', "asset:"],
    ["not of another package", "asset({ |", 'import { asset } from "other";\n', null],
    ["not without an import", "asset({ |", "", null],
  ] as const)("imports %s", ([, text, imports, expected]) => expect(active(text, imports)).toBe(expected));

  test("options are told with a sentence each", () => {
    const text = `${SDK}asset({ timeout: `;
    const found = signature(text, text.length);
    const here = found?.parameters[found.active ?? -1];
    expect(here?.doc).toBe("Milliseconds for one attempt.");
    expect(found?.label).toMatch(/^asset\(\{ key, deps\?, /);
  });

  test("the functions of the SDK are all there", () => {
    const names = [
      "asset",
      "source",
      "dataProduct",
      "check",
      "check.unique",
      "check.sql",
      "ref",
      "defineConfig",
    ];
    expect(Object.keys(SIGNATURES)).toEqual(expect.arrayContaining(names));
  });
});
