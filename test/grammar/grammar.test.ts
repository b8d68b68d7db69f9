// Which words of a line the grammars colour, in a stand-in for TypeScript's own grammar.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar, type IRawGrammar } from "vscode-textmate";

const KEY = "entity.name.type.asset-key.strataline";
const DEFINITION = "entity.name.type.asset-key.definition.strataline";
const SQL = "meta.embedded.block.sql.strataline";

/** Strings and comments as TypeScript has them, and nothing else: what the injections meet. */
const TYPESCRIPT = {
  scopeName: "source.ts",
  patterns: [{ include: "#expression" }, { include: "#comment" }],
  repository: {
    comment: { match: "//.*$", name: "comment.line.ts" },
    expression: {
      patterns: [
        { begin: '"', end: '"', name: "string.quoted.double.ts" },
        { begin: "\\{", end: "\\}", name: "meta.block.ts", patterns: [{ include: "#expression" }] },
        { begin: "\\[", end: "\\]", name: "meta.array.ts", patterns: [{ include: "#expression" }] },
      ],
    },
  },
} as unknown as IRawGrammar;
const SQL_GRAMMAR = {
  scopeName: "source.sql",
  patterns: [{ match: "\\b(select|from)\\b", name: "keyword.sql" }],
} as unknown as IRawGrammar;

const OURS = ["strataline.asset-keys", "strataline.sql-template"];

const grammar = await loadGrammar();

async function loadGrammar(): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    getInjections: (scope) => (scope === "source.ts" ? OURS : []),
    loadGrammar: (scope) => Promise.resolve(grammarOf(scope)),
  });
  const loaded = await registry.loadGrammar("source.ts");
  if (loaded === null) throw new Error("no grammar");
  return loaded;
}

function grammarOf(scope: string): IRawGrammar | null {
  if (scope === "source.ts") return TYPESCRIPT;
  if (scope === "source.sql") return SQL_GRAMMAR;
  const file = `syntaxes/${scope.replace("strataline.", "")}.tmLanguage.json`;
  return textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
}

/** The pieces of a text with a scope. */
function coloured(text: string, scope: string): string[] {
  let stack = textmate.INITIAL;
  const found: string[] = [];
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    for (const { startIndex, endIndex, scopes } of tokens) {
      if (scopes.includes(scope)) found.push(line.slice(startIndex, endIndex));
    }
    stack = ruleStack;
  }
  return found;
}

test.for([
  ['deps: { raw: "bronze/orders", who: "bronze/people" }', ["bronze/orders", "bronze/people"]],
  ["deps: ['bronze/orders']", ["bronze/orders"]],
  ['deps: {\n  raw: "bronze/orders", // why\n  customers,\n  more: "x/y" }', ["bronze/orders", "x/y"]],
  ['const a = ref("silver/orders");', ["silver/orders"]],
  ['query: sql`select * from ${ref("silver/orders")}`', ["silver/orders"]],
  ['tags: { raw: "bronze/orders" }', []],
  ['description: "deps: { raw: \\"a/b\\" }"', []],
  ['// deps: ["bronze/orders"]', []],
  ['preref("a/b")', []],
  ['deps: ["bronze/orders"], description: "silver/orders"', ["bronze/orders"]],
] as const)("keys read in %s", ([text, expected]) => {
  expect(coloured(text, KEY)).toEqual(expected);
});

test.for([
  ['key: "silver/orders"', ["silver/orders"]],
  ["key: 'silver/orders'", ["silver/orders"]],
  ['key: "no slash"', []],
  ['monkey: "silver/orders"', []],
] as const)("the key defined in %s", ([text, expected]) => {
  expect(coloured(text, DEFINITION)).toEqual(expected);
});

test("SQL in a template is SQL, TypeScript inside of it is not, and it ends", () => {
  const text = 'sql`select a from ${ref("x/y")} from` + "select"';
  expect(coloured(text, "keyword.sql")).toEqual(["select", "from", "from"]);
  expect(coloured(text, SQL).join("")).not.toContain('"select"');
});

test("a tag of another name is left alone", () => {
  expect(coloured("mysql`select 1`; foo.sql`select 1`", "keyword.sql")).toEqual([]);
});
