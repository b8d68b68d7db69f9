// Where keys lead: definition, references, highlight, hover, symbols, tokens.
import { expect, test } from "vitest";
import type {
  DocumentHighlight,
  DocumentSymbol,
  Hover,
  Location,
  SemanticTokens,
  SymbolInformation,
  WorkspaceSymbol,
} from "vscode-languageserver";
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
