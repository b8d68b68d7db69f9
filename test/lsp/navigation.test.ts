// Where keys lead: definition, references, highlight, hover, symbols, tokens.
import { expect, test } from "vitest";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentHighlight,
  DocumentSymbol,
  Hover,
  Location,
  SemanticTokens,
  SymbolInformation,
  TypeHierarchyItem,
  WorkspaceSymbol,
} from "vscode-languageserver";
import type { ReferencesResult } from "../../protocol/src/index.ts";
import { RICH, type Editor } from "../support/lspClient.ts";
import { editorOn } from "./editor.ts";

const CONSTANT = `
  //- /keys.ts
  export const ORDERS = "bronze/orders";
  //- /assets/bronze/orders.ts
  import { ORDERS } from "../../keys.ts";
  import { asset } from "strataline";
  export const bronze = asset({ key: ORDERS, description: "One row per order.", run: () => [] });
  //- /assets/silver/orders.ts
  import { ORDERS } from "../../keys.ts";
  import { asset } from "strataline";
  export const silver = asset({ key: "silver/orders", deps: { raw: OR$0DERS }, run: () => [] });
`;

/** "assets/a.ts:3" for each location, lines counted from 1. */
function places(editor: Editor, locations: readonly Location[]): string[] {
  const prefix = editor.uri("").replace(/\/$/, "");
  return locations.map(({ uri, range }) => `${uri.slice(prefix.length + 1)}:${range.start.line + 1}`).sort();
}

test("definition goes through an imported constant to the asset", async () => {
  const editor = await editorOn(CONSTANT);
  const found = await editor.askAt<Location[]>("textDocument/definition");
  expect(places(editor, found)).toEqual(["assets/bronze/orders.ts:3"]);
});

test("references list the readers, with the definition when asked", async () => {
  const editor = await editorOn(CONSTANT);
  const found = await editor.askAt<Location[]>("textDocument/references", {
    context: { includeDeclaration: false },
  });
  expect(places(editor, found)).toEqual(["assets/silver/orders.ts:3"]);
  const all = await editor.askAt<Location[]>("textDocument/references", {
    context: { includeDeclaration: true },
  });
  expect(places(editor, all)).toContain("assets/bronze/orders.ts:3");
});

test("positions are those of the unsaved text", async () => {
  const editor = await editorOn(CONSTANT);
  editor.open("assets/bronze/orders.ts");
  editor.replace("assets/bronze/orders.ts", "export const bronze", "\n\n\nexport const bronze");
  const found = await editor.askAt<Location[]>("textDocument/definition");
  expect(places(editor, found)).toEqual(["assets/bronze/orders.ts:6"]);
});

test("hover says layer, description and neighbours", async () => {
  const editor = await editorOn(CONSTANT);
  const hover = await editor.askAt<Hover>("textDocument/hover");
  expect(JSON.stringify(hover.contents)).toMatch(/One row per order\.[^]*silver\/orders/);
});

test("highlight marks uses of the key in the file", async () => {
  const editor = await editorOn(`
    //- /assets/main.ts
    export const a = asset({ key: "bronze/$0a", run: () => [] });
    export const b = asset({ key: "silver/b", deps: ["bronze/a"], run: () => [] });
  `);
  const found = await editor.askAt<DocumentHighlight[]>("textDocument/documentHighlight");
  expect(found.map(({ range, kind }) => [range.start.line, kind])).toEqual([
    [1, 3],
    [2, 2],
  ]);
});

test("nothing is answered for a place without a key, a file of no project, and a file that is not there", async () => {
  const editor = await editorOn(CONSTANT);
  const at = (path: string) => ({
    textDocument: { uri: editor.uri(path) },
    position: { line: 0, character: 0 },
  });
  expect(await editor.ask("textDocument/hover", at("keys.ts"))).toBeNull();
  expect(await editor.ask("textDocument/definition", at("nowhere.ts"))).toEqual([]);
  expect(
    await editor.ask("textDocument/definition", { ...at(""), textDocument: { uri: "untitled:Untitled-1" } }),
  ).toEqual([]);
});

test("symbols are a tree where the editor has trees, and flat where not", async () => {
  const tree = await editorOn(CONSTANT, { capabilities: RICH });
  const textDocument = (editor: Editor) => ({ textDocument: { uri: editor.uri("assets/silver/orders.ts") } });
  const [symbol] = await tree.ask<DocumentSymbol[]>("textDocument/documentSymbol", textDocument(tree));
  expect(symbol).toMatchObject({
    name: "silver/orders",
    detail: "silver",
    children: [{ name: "bronze/orders" }],
  });
  const flat = await editorOn(CONSTANT);
  const [old] = await flat.ask<SymbolInformation[]>("textDocument/documentSymbol", textDocument(flat));
  expect(old).toMatchObject({
    name: "silver/orders",
    location: { uri: flat.uri("assets/silver/orders.ts") },
  });
});

const USED = `
  //- /schemas.ts
  export const Order = {};
  //- /assets/main.ts
  import { asset, check, schedule, sql, ref } from "strataline";
  import { Order } from "../schemas.ts";
  export const a = asset({ key: "bronze/$0a", schema: Order, run: () => [] });
  export const b = asset({ key: "silver/b", deps: { a }, run: () => [] });
  export const c = asset({ key: "silver/c", deps: ["bronze/a"], checks: [check.sql("x", sql\`from \${ref("bronze/a")}\`)], run: () => [] });
  schedule({ name: "nightly", cron: "0 1 * * *", assets: ["bronze/a"] });
`;

test.for([
  ["declaration", ["assets/main.ts:3"]],
  ["typeDefinition", ["schemas.ts:1"]],
  ["implementation", ["assets/main.ts:3"]],
] as const)("%s", async ([question, expected]) => {
  const editor = await editorOn(USED);
  expect(places(editor, await editor.askAt<Location[]>(`textDocument/${question}`))).toEqual(expected);
});

test("references come by kind, flat in the protocol and grouped by our own request", async () => {
  const editor = await editorOn(USED);
  const flat = await editor.askAt<Location[]>("textDocument/references", {
    context: { includeDeclaration: true },
  });
  expect(flat.map(({ range }) => range.start.line)).toEqual([2, 3, 4, 4, 5]);
  const kinds = (result: ReferencesResult | null) =>
    result?.groups.map(
      ({ kind, references }) => `${kind} ${references.map(({ by }) => by ?? "-").join(" ")}`,
    );
  const expected = ["definition -", "read silver/b", "order silver/c", "check silver/c", "schedule nightly"];
  const atKey = { uri: editor.uri("assets/main.ts"), line: 2, character: 32 };
  const found = await editor.ask<ReferencesResult | null>("strataline/references", atKey);
  expect(kinds(found)).toEqual(expected);
  expect(found?.groups[1]?.references[0]).toMatchObject({
    line: 3,
    endLine: 3,
    text: expect.stringMatching(/^export const b/) as string,
  });
  const named = { root: found?.root, keys: ["bronze/a"] };
  expect(kinds(await editor.ask("strataline/references", named))).toEqual(expected);
  // Anywhere in a declaration it is about that asset; elsewhere about none.
  expect(await editor.ask("strataline/references", { ...atKey, character: 1 })).toMatchObject({
    keys: ["bronze/a"],
  });
  expect(await editor.ask("strataline/references", { ...atKey, line: 0, character: 0 })).toBeNull();
});

test("the call hierarchy goes from an asset to its consumers and upstreams", async () => {
  const editor = await editorOn(USED);
  const [item] = await editor.askAt<CallHierarchyItem[]>("textDocument/prepareCallHierarchy");
  expect(item).toMatchObject({ name: "bronze/a", detail: "bronze" });
  const incoming = await editor.ask<CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", { item });
  expect(
    incoming.map(({ from, fromRanges }) => [from.name, fromRanges.map(({ start }) => start.line)]),
  ).toEqual([
    ["silver/b", [3]],
    ["silver/c", [4]],
  ]);
  const back = { item: incoming[1]?.from };
  const outgoing = await editor.ask<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", back);
  expect(outgoing.map(({ to, fromRanges }) => [to.name, fromRanges.map(({ start }) => start.line)])).toEqual([
    ["bronze/a", [4]],
  ]);
});

test("the type hierarchy has the same steps, where an editor declines the other", async () => {
  const editor = await editorOn(USED, { options: { callHierarchy: false } });
  expect(editor.initialized.capabilities.callHierarchyProvider).toBeUndefined();
  const [item] = await editor.askAt<TypeHierarchyItem[]>("textDocument/prepareTypeHierarchy");
  const below = await editor.ask<TypeHierarchyItem[]>("typeHierarchy/subtypes", { item });
  expect(below.map(({ name }) => name)).toEqual(["silver/b", "silver/c"]);
  const above = await editor.ask<TypeHierarchyItem[]>("typeHierarchy/supertypes", { item: below[0] });
  expect(above.map(({ name }) => name)).toEqual(["bronze/a"]);
});

test("several projects answer each for its own files, and symbols come from all", async () => {
  const project = (name: string): string => `
  //- /${name}/strataline.config.ts
  import { defineConfig, medallion } from "strataline";
  export default defineConfig({ layers: medallion() });
  //- /${name}/assets/main.ts
  import { asset } from "strataline";
  export const a = asset({ key: "bronze/a", description: "of ${name}", run: () => [] });
  export const b = asset({ key: "silver/b", deps: ["bronze/a"], run: () => [] });`;
  const editor = await editorOn(`${project("one")}${project("two")}`, { folders: ["one", "two"] });
  for (const name of ["one", "two"]) {
    const path = `${name}/assets/main.ts`;
    const at = { path, text: '"bronze/a"]' };
    const hover = await editor.askAt<Hover>("textDocument/hover", {}, at);
    expect(JSON.stringify(hover.contents)).toContain(`of ${name}`);
    expect(places(editor, await editor.askAt<Location[]>("textDocument/declaration", {}, at))).toEqual([
      `${path}:2`,
    ]);
    const [item] = await editor.askAt<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", {}, at);
    const [call] = await editor.ask<CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", { item });
    expect(call?.from.uri).toBe(editor.uri(path));
  }
  const symbols = await editor.ask<WorkspaceSymbol[]>("workspace/symbol", { query: "silver/b" });
  expect(symbols.map(({ location }) => location.uri)).toEqual(
    ["one", "two"].map((name) => editor.uri(`${name}/assets/main.ts`)),
  );
});

test("a workspace symbol is placed when it is chosen, where the editor can ask for that", async () => {
  const capabilities = { workspace: { symbol: { resolveSupport: { properties: ["location.range"] } } } };
  const editor = await editorOn(USED, { capabilities });
  const [found] = await editor.ask<WorkspaceSymbol[]>("workspace/symbol", { query: "silver/c" });
  expect(found?.location).toEqual({ uri: editor.uri("assets/main.ts") });
  editor.open("assets/main.ts");
  editor.replace("assets/main.ts", "export const b", "\n\nexport const b");
  const placed = await editor.ask<WorkspaceSymbol>("workspaceSymbol/resolve", found ?? {});
  expect(placed.location).toMatchObject({ range: { start: { line: 6 } } });
});

test("workspace symbols find assets by a part of their key", async () => {
  const editor = await editorOn(CONSTANT);
  const found = await editor.ask<WorkspaceSymbol[]>("workspace/symbol", { query: "silv" });
  expect(found).toMatchObject([{ name: "silver/orders", containerName: "silver" }]);
});

test("semantic tokens mark keys, with the missing ones told apart", async () => {
  const editor = await editorOn(`
    //- /assets/main.ts
    export const a = asset({ key: "bronze/a", run: () => [] });
    export const b = asset({ key: "silver/b", deps: ["bronze/a", "bronze/x"], run: () => [] });
  `);
  const textDocument = { uri: editor.uri("assets/main.ts") };
  const { data } = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", { textDocument });
  const modifiers = data.filter((_, i) => i % 5 === 4);
  expect(modifiers).toEqual([1, 1, 0, 2]);
});

test("semantic tokens can be declined: VS Code would drop TypeScript's", async () => {
  const editor = await editorOn(CONSTANT, { options: { semanticTokens: false } });
  expect(editor.initialized.capabilities.semanticTokensProvider).toBeUndefined();
});
