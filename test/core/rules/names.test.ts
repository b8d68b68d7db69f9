// Rules about names of other things than assets: unknown-io, unknown-resource, unknown-column.
import { describe, expect, test } from "vitest";
import type { LinkedFile } from "../../../core/src/index.ts";
import { keyIndexOf } from "../../../core/src/occurrences/index.ts";
import { unknownColumn } from "../../../core/src/rules/unknown-column.ts";
import { applyAction, checkDiagnostics } from "../../support/checkDiagnostics.ts";
import { diagnosticsOf, openFixture } from "../../support/project.ts";

const project = (config: string, asset: string) => `
//- /strataline.config.ts
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), rules: { "no-check-in-layer": "off", "unused-asset": "off" }, ${config} });
//- /assets/a.ts
const a = asset({ key: "silver/a", ${asset} });
`;
const messages = (fixture: string): readonly string[] =>
  diagnosticsOf(openFixture(fixture).snapshot).map(({ message }) => message);

describe("unknown-io", () => {
  test("the nearest name, and the fix", () => {
    const config = "io: { default: lake(), warehouse: postgres() }";
    expect(messages(project(config, 'io: "warehose"'))).toEqual([
      'The config has no IO manager "warehose". Did you mean "warehouse"?',
    ]);
    const { "assets/a.ts": text } = applyAction(project(config, 'io: "ware$0hose"'), "Change to");
    expect(text).toContain('io: "warehouse"');
  });
  test("marks the name", () => {
    checkDiagnostics(
      project(
        "",
        'io: "x" });\n//                                     ^^^ unknown-io: The IO managers are default.\n({',
      ),
    );
  });
  test.for([
    ["one of the config's", "io: { default: lake(), warehouse: postgres() }", 'io: "warehouse"'],
    ["the default, always there", "", 'io: "default"'],
    ["names that cannot be known", "io: managers()", 'io: "x"'],
  ] as const)("nothing for %s", ([, config, asset]) => {
    expect(messages(project(config, asset)).filter((message) => message.includes("IO manager"))).toEqual([]);
  });
});

describe("unknown-resource", () => {
  test("each name by itself", () => {
    expect(messages(project("resources: { weather: 1 }", 'resources: ["wether", "weather", "db"]'))).toEqual([
      'The config has no resource "wether". Did you mean "weather"?',
      'The config has no resource "db". The resources are weather.',
    ]);
    expect(messages(project("", 'resources: ["db"]'))).toEqual([
      'The config has no resource "db". There are no resources.',
    ]);
  });
  test("the fix", () => {
    const fixture = project("resources: { weather: 1 }", 'resources: ["we$0ther"]');
    expect(applyAction(fixture, "Change to")["assets/a.ts"]).toContain('resources: ["weather"]');
  });
});

describe("unknown-column", () => {
  const CHECKS = `const a = asset({ key: "silver/a", checks: [check.unique("orderid"), check.between("amount", 0, 1)] });`;

  function findings(columns: readonly string[] | null): readonly string[] {
    const { snapshot } = openFixture(CHECKS);
    const { linked } = snapshot;
    const [definition] = linked.definitions;
    if (!definition) throw new Error("no definition");
    const known = columns?.map((text) => ({ text, site: definition.site })) ?? null;
    const file: LinkedFile = { definitions: [{ ...definition, columns: known }], schedules: [] };
    const context = { config: linked.config, keys: keyIndexOf(linked), schedules: new Map() };
    return [...unknownColumn.check(file, context)].map(({ message, site }) => {
      const { start, end } = snapshot.span(site);
      return `${snapshot.text(site.path)?.slice(start, end) ?? ""} ${typeof message === "string" ? message : ""}`;
    });
  }

  test("the column, with the nearest one", () => {
    expect(findings(["order_id", "amount"])).toEqual([
      '"orderid" The schema of "silver/a" has no column "orderid". Did you mean "order_id"?',
    ]);
  });
  test("nothing when the columns are there, or cannot be known", () => {
    expect(findings(["orderid", "amount"])).toEqual([]);
    expect(findings(null)).toEqual([]);
  });
});
