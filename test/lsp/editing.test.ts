// What changes text: rename, completion, quick fixes.
import { expect, test } from "vitest";
import type { CodeAction, CompletionList, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import { RICH, type Editor } from "../support/lspClient.ts";
import { editorOn } from "./editor.ts";

const TWO = `
  //- /assets/bronze/orders.ts
  export const bronze = asset({ key: "bronze/ord$0ers", run: () => [] });
  //- /assets/silver/orders.ts
  export const silver = asset({ key: "silver/orders", deps: { raw: "bronze/orders" }, run: () => [] });
`;

const MISSING = `
  //- /assets/silver/orders.ts
  export const silver = asset({ key: "silver/orders", deps: { raw: "bron$0ze/ordrs" }, run: () => [] });
  //- /assets/bronze/orders.ts
  export const bronze = asset({ key: "bronze/orders", run: () => [] });
`;

async function actionsAt(editor: Editor, only?: readonly string[]): Promise<CodeAction[]> {
  const uri = editor.uri("assets/silver/orders.ts");
  const [finding] = await editor.findings("assets/silver/orders.ts", (codes) =>
    codes.includes("missing-upstream"),
  );
  return editor.ask("textDocument/codeAction", {
    textDocument: { uri },
    range: finding?.range,
    context: { diagnostics: [finding], ...(only === undefined ? {} : { only }) },
  });
}

test("rename edits every file, with the versions of open documents", async () => {
  const editor = await editorOn(TWO, { capabilities: RICH });
  editor.open("assets/bronze/orders.ts");
  const { documentChanges } = await editor.askAt<WorkspaceEdit>("textDocument/rename", {
    newName: "bronze/sales",
  });
  expect(documentChanges).toMatchObject([
    { textDocument: { uri: editor.uri("assets/bronze/orders.ts"), version: 1 } },
    { textDocument: { uri: editor.uri("assets/silver/orders.ts"), version: null } },
  ]);
});

test("rename speaks the old form to an editor that knows no other", async () => {
  const editor = await editorOn(TWO);
  const { changes, documentChanges } = await editor.askAt<WorkspaceEdit>("textDocument/rename", {
    newName: "bronze/sales",
  });
  expect(documentChanges).toBeUndefined();
  expect(Object.keys(changes ?? {})).toHaveLength(2);
});

test("rename refuses a key that is taken, and says so", async () => {
  const editor = await editorOn(TWO);
  await expect(editor.askAt("textDocument/rename", { newName: "silver/orders" })).rejects.toThrow(
    /silver\/orders/,
  );
});

test("prepareRename gives the key, and nothing where there is none", async () => {
  const editor = await editorOn(TWO);
  expect(await editor.askAt("textDocument/prepareRename")).toMatchObject({ placeholder: "bronze/orders" });
  const nowhere = { path: "assets/bronze/orders.ts", text: "export" };
  expect(await editor.askAt("textDocument/prepareRename", {}, nowhere)).toBeNull();
});

test("a quote in deps completes keys, replacing what is typed", async () => {
  const editor = await editorOn(`
    //- /assets/bronze/orders.ts
    export const bronze = asset({ key: "bronze/orders", run: () => [] });
    //- /assets/silver/orders.ts
    export const silver = asset({ key: "silver/orders", deps: { raw: "bro$0" }, run: () => [] });
  `);
  expect(editor.initialized.capabilities.completionProvider?.triggerCharacters).toContain('"');
  const { items } = await editor.askAt<CompletionList>("textDocument/completion");
  const item = items.find(({ label }) => label === "bronze/orders");
  expect(item).toMatchObject({ detail: "Bronze" });
  expect(item).not.toHaveProperty("labelDetails");
  const { range } = item?.textEdit as { range: { start: { character: number }; end: { character: number } } };
  expect(range.end.character - range.start.character).toBe("bro".length);
});

test("a completion says the layer once: right of the label where the editor can show it there", async () => {
  const editor = await editorOn(
    `
    //- /assets/bronze/orders.ts
    export const bronze = asset({ key: "bronze/orders", run: () => [] });
    export const silver = asset({ key: "silver/orders", deps: ["$0"], run: () => [] });
  `,
    { capabilities: { textDocument: { completion: { completionItem: { labelDetailsSupport: true } } } } },
  );
  const { items } = await editor.askAt<CompletionList>("textDocument/completion");
  expect(items[0]).toMatchObject({ label: "bronze/orders", labelDetails: { description: "Bronze" } });
  expect(items[0]).not.toHaveProperty("detail");
});

test("the quick fix of a misspelt key is preferred and names the finding it mends", async () => {
  const editor = await editorOn(MISSING, { capabilities: RICH });
  const editorThatIsTold = await editorOn(MISSING, { capabilities: RICH, options: { diagnostics: "push" } });
  expect(editor.initialized.capabilities.codeActionProvider).toBeDefined();
  const action = (await actionsAt(editorThatIsTold)).find(({ isPreferred }) => isPreferred === true);
  expect(action?.title).toContain("bronze/orders");
  expect(action?.diagnostics).toMatchObject([{ code: "missing-upstream" }]);
  const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  expect(change?.edits).toMatchObject([{ newText: "bronze/orders" }]);
});

test("the fix that creates the asset makes a file and fills it", async () => {
  const editor = await editorOn(MISSING, { capabilities: RICH, options: { diagnostics: "push" } });
  const changes = (await actionsAt(editor))
    .map(({ edit }) => edit?.documentChanges ?? [])
    .find(([first]) => first !== undefined && "kind" in first);
  const uri = editor.uri("assets/bronze/ordrs.ts");
  expect(changes).toMatchObject([
    { kind: "create", uri, options: { overwrite: false } },
    { textDocument: { uri, version: null } },
  ]);
  expect(JSON.stringify(changes)).toContain('key: \\"bronze/ordrs\\"');
});

test("an editor that cannot make files is not offered it", async () => {
  const editor = await editorOn(MISSING);
  const actions = await actionsAt(editor);
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.every(({ edit }) => edit?.changes !== undefined)).toBe(true);
});

test("only what is asked for is answered", async () => {
  const editor = await editorOn(MISSING);
  expect(await actionsAt(editor, ["source.organizeImports"])).toEqual([]);
  expect((await actionsAt(editor, ["quickfix"])).length).toBeGreaterThan(0);
});
