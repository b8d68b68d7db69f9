// SARIF and workflow commands: valid by the official schema, and each part where scanners look for it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { formatForGithub, toSarif } from "../../../core/src/diagnostics/index.ts";
import type { Diagnostic, SarifOptions } from "../../../core/src/diagnostics/index.ts";
import { allRules } from "../../../core/src/rules/index.ts";
import { diagnosticsOf, openFixture } from "../../support/project.ts";

const schemaPath = createRequire(import.meta.url).resolve(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
);
// The schema's patterns are older than the `u` flag.
const ajv = new AjvDraft04({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, "utf8")));

function expectValid(log: unknown): void {
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
}

const { snapshot } = openFixture(`
//- /strataline.config.ts
import { defineConfig, medallion } from "strataline";
export default defineConfig({ layers: medallion(), rules: { "unused-asset": "off" } });
//- /assets/ä.ts
import { asset } from "strataline";
export const orders = asset({ key: "bronze/orders", run: () => [] });
export const twice = asset({ key: "bronze/orders", run: () => [] });
export const clean = asset({ key: "silver/clean", deps: ["bronze/ordrs"], run: () => [] });
export const loop = asset({ key: "gold/loop", deps: ["gold/pool"], run: () => [] });
export const pool = asset({ key: "gold/pool", deps: ["gold/loop"], run: () => [] });
`);
const found = diagnosticsOf(snapshot);
const options: SarifOptions = { lines: (path) => snapshot.lines(path), rules: allRules, version: "1.2.3" };

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly Readonly<Record<string, unknown>>[];
    },
  ];
}
const runOf = (log: unknown): Log["runs"][0] => (log as Log).runs[0];

const odd: Diagnostic = {
  code: "acme/odd",
  severity: "hint",
  about: "it",
  message: "50% of it,\nat: least",
  path: "assets/ä.ts",
  span: { start: 0, end: 0 },
  related: [],
  fixes: [
    { title: "make", edits: [], newFiles: [{ path: "new.ts", text: "" }] },
    { title: "remove", edits: [{ path: "assets/ä.ts", span: { start: 0, end: 6 }, newText: "" }] },
  ],
};

describe("SARIF", () => {
  test("is valid by the official schema, with and without findings, base and prefix", () => {
    expect(new Set(found.map(({ code }) => code))).toEqual(
      new Set(["missing-upstream", "cycle", "duplicate-key", "no-check-in-layer"]),
    );
    expectValid(toSarif([], options));
    expectValid(toSarif([...found, odd], options));
    expectValid(toSarif(found, { ...options, baseUri: "file:///repo/", prefix: "shop/" }));
  });

  test("the schema refuses what is no SARIF", () => {
    validate({ version: "2.1.0", runs: [{ tool: {} }] });
    expect(validate.errors).not.toBeNull();
  });

  test("each result has its level, its place and its rule by index", () => {
    const log = runOf(toSarif(found, options));
    const at = found.findIndex(({ code }) => code === "missing-upstream");
    const result = log.results[at];
    expect(log.tool.driver.rules[Number(result?.ruleIndex)]?.id).toBe("missing-upstream");
    expect(result).toMatchObject({
      ruleId: "missing-upstream",
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "assets/%C3%A4.ts" },
            region: { startLine: 4, startColumn: 58, endLine: 4, endColumn: 72 },
          },
        },
      ],
    });
  });

  test("related places and fixes come with it; a fix that makes a file is left out", () => {
    const results = runOf(toSarif([...found, odd], options)).results;
    expect(results.find(({ ruleId }) => ruleId === "missing-upstream")).toMatchObject({
      relatedLocations: [{ message: { text: '"bronze/orders" is declared here' } }],
      fixes: [
        {
          description: { text: 'Change to "bronze/orders"' },
          artifactChanges: [
            {
              replacements: [{ deletedRegion: { startLine: 4 }, insertedContent: { text: "bronze/orders" } }],
            },
          ],
        },
      ],
    });
    expect(results.at(-1)).toMatchObject({
      level: "note",
      fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { endColumn: 7 } }] }] }],
    });
  });

  test("every rule has a summary, a manual and its default level; an unknown one an entry of its own", () => {
    const { rules } = runOf(toSarif([odd], options)).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual([...allRules.map(({ code }) => code), "acme/odd"]);
    expect(rules[0]).toMatchObject({
      id: "missing-upstream",
      shortDescription: { text: expect.stringMatching(/^A dep, a check/) as unknown },
      help: { markdown: expect.stringContaining("```ts") as unknown },
      defaultConfiguration: { level: "error" },
    });
  });

  test("paths are those of the repository, also of a file beside the project", () => {
    const beside = { ...odd, path: "../shared/keys.ts", fixes: [] };
    const log = toSarif([beside], { ...options, prefix: "packages/shop/", baseUri: "file:///repo/" });
    expect(log).toMatchObject({
      runs: [
        {
          originalUriBaseIds: { "%SRCROOT%": { uri: "file:///repo/" } },
          results: [
            {
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "packages/shared/keys.ts", uriBaseId: "%SRCROOT%" },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});

describe("workflow commands", () => {
  const missing = found.find(({ code }) => code === "missing-upstream") ?? odd;
  test("place, title and message, with related places", () => {
    expect(formatForGithub(missing, options)).toBe(
      "::error file=assets/ä.ts,line=4,col=58,endLine=4,endColumn=72,title=missing-upstream::" +
        'No asset or source has the key "bronze/ordrs". Did you mean "bronze/orders"?' +
        '%0Aassets/ä.ts:2:36 "bronze/orders" is declared here',
    );
  });
  test("escapes what would end a line or a property", () => {
    const nasty = { ...odd, path: "a,b:c%.ts" };
    expect(formatForGithub(nasty, { ...options, prefix: "shop/" })).toBe(
      "::notice file=shop/a%2Cb%3Ac%25.ts,line=1,col=1,endLine=1,endColumn=1,title=acme/odd::50%25 of it,%0Aat: least",
    );
  });
});
