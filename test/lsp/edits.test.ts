// The editing requests over the wire: the forms that editors can take, and steps that are asked for later.
import { expect, test } from "vitest";
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { RICH, type Editor } from "../support/lspClient.ts";
import { editorOn } from "./editor.ts";

const PROJECT = `
  //- /assets/bronze/orders.ts
  export const orders = asset({ key: "bronze/orders", description: "As delivered.", run: () => [] });
  //- /assets/silver/orders.ts
  export const silver = asset({ key: "silver/orders", deps: { raw: "bronze/or$0d" }, run: () => [] });
`;

/** What VS Code can. */
const EVERYTHING: ClientCapabilities = {
  ...RICH,
  workspace: {
    ...RICH.workspace,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create", "rename", "delete"],
      changeAnnotationSupport: { groupsOnLabel: true },
      snippetEditSupport: true,
    },
  },
  textDocument: {
    ...RICH.textDocument,
    completion: {
      completionItem: { insertReplaceSupport: true, resolveSupport: { properties: ["documentation"] } },
      completionList: { itemDefaults: ["editRange", "data"] },
    },
    codeAction: {
      dataSupport: true,
      disabledSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
  },
};

const list = (editor: Editor): Promise<CompletionList> => editor.askAt("textDocument/completion");

/** The actions on the first place of a text. */
function actionsOn(editor: Editor, path: string, text: string, context: object = {}): Promise<CodeAction[]> {
  const before = editor.text(path).slice(0, editor.text(path).indexOf(text)).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return editor.ask("textDocument/codeAction", {
    textDocument: { uri: editor.uri(path) },
    range: { start: position, end: position },
    context: { diagnostics: [], ...context },
  });
}

test("completion inserts before the cursor or replaces the word, once for the whole list where that is known", async () => {
  const rich = await list(await editorOn(PROJECT, { capabilities: EVERYTHING }));
  const { editRange } = rich.itemDefaults ?? {};
  const lengths = (range: unknown): number => {
    const { start, end } = range as { start: { character: number }; end: { character: number } };
    return end.character - start.character;
  };
  const { insert, replace } = editRange as { insert: unknown; replace: unknown };
  expect([lengths(insert), lengths(replace)]).toEqual(["bronze/or".length, "bronze/ord".length]);
  expect(rich.items[0]).toMatchObject({ label: "bronze/orders", textEditText: "bronze/orders" });
  const plain = await list(await editorOn(PROJECT));
  expect(plain.itemDefaults).toBeUndefined();
  expect(plain.items[0]?.textEdit).toMatchObject({ newText: "bronze/orders" });
});

test("completion documents an item when it is looked at", async () => {
  const editor = await editorOn(PROJECT, { capabilities: EVERYTHING });
  const [item] = (await list(editor)).items;
  expect(item?.documentation).toBeUndefined();
  const resolved = await editor.ask<CompletionItem>("completionItem/resolve", item ?? {});
  expect(JSON.stringify(resolved.documentation)).toContain("As delivered.");
  expect(JSON.stringify(resolved.documentation)).toContain("Bronze");
});

test("completion follows unsaved text, and a value brings its import", async () => {
  const editor = await editorOn(PROJECT, { capabilities: EVERYTHING });
  editor.open("assets/bronze/orders.ts");
  editor.replace("assets/bronze/orders.ts", "bronze/orders", "bronze/sales");
  editor.open("assets/silver/orders.ts");
  editor.replace("assets/silver/orders.ts", '"bronze/ord"', "ord");
  const { items } = await editor.askAt<CompletionList>(
    "textDocument/completion",
    {},
    {
      path: "assets/silver/orders.ts",
      text: "ord }",
    },
  );
  expect(items.map(({ label }) => label)).toEqual(["bronze/sales", "orders"]);
  expect(items[1]?.additionalTextEdits?.[0]?.newText).toContain('import { orders } from "../bronze/orders";');
});

test("completion in the second folder of a workspace knows its own project", async () => {
  const editor = await editorOn(
    `
    //- /one/strataline.config.ts
    import { defineConfig, medallion } from "strataline";
    export default defineConfig({ layers: medallion() });
    //- /one/assets/a.ts
    import { asset } from "strataline";
    export const a = asset({ key: "bronze/one", run });
    //- /two/strataline.config.ts
    import { defineConfig, medallion } from "strataline";
    export default defineConfig({ layers: medallion() });
    //- /two/assets/a.mts
    import { asset } from "strataline";
    export const a = asset({ key: "bronze/two", run });
    export const b = asset({ key: "silver/two", deps: ["$0"], run });
  `,
    { folders: ["one", "two"] },
  );
  editor.open("two/assets/a.mts");
  expect((await list(editor)).items.map(({ label }) => label)).not.toContain("bronze/one");
});

test("a refactoring is listed without its edits, and gives them when it is chosen, for the text of then", async () => {
  const editor = await editorOn(PROJECT, { capabilities: EVERYTHING });
  editor.open("assets/bronze/orders.ts");
  const moves = await actionsOn(editor, "assets/bronze/orders.ts", "bronze/orders", {
    only: ["refactor.move"],
  });
  const move = moves.find(({ title }) => title.includes("its file to gold"));
  expect(move).toMatchObject({ kind: "refactor.move" });
  expect(move?.edit).toBeUndefined();
  editor.replace("assets/bronze/orders.ts", "As delivered.", "As it came.");
  const { edit } = await editor.ask<CodeAction>("codeAction/resolve", move ?? {});
  const last = edit?.documentChanges?.at(-1);
  expect(last).toMatchObject({ kind: "rename", newUri: editor.uri("assets/gold/orders.ts") });
  expect((edit?.documentChanges?.[0] as TextDocumentEdit).textDocument.version).toBe(2);
});

test("an action that is gone when it is chosen says that the text has changed", async () => {
  const editor = await editorOn(PROJECT, { capabilities: EVERYTHING });
  editor.open("assets/bronze/orders.ts");
  const moves = await actionsOn(editor, "assets/bronze/orders.ts", "bronze/orders", {
    only: ["refactor.move"],
  });
  const move = moves.find(({ disabled }) => disabled === undefined);
  editor.replace("assets/bronze/orders.ts", "bronze/orders", "gold/other");
  await expect(editor.ask("codeAction/resolve", move ?? {})).rejects.toThrow("changed");
});

test("an editor that cannot ask later gets the edits at once, and no files to move when it cannot move them", async () => {
  const editor = await editorOn(PROJECT);
  const moves = await actionsOn(editor, "assets/bronze/orders.ts", "bronze/orders", {
    only: ["refactor.move"],
  });
  expect(moves.map(({ title }) => title)).toEqual(['Move "bronze/orders" to gold']);
  expect(Object.keys(moves[0]?.edit?.changes ?? {})).toEqual([editor.uri("assets/bronze/orders.ts")]);
});

test("what cannot be done is told to somebody who asks for refactorings, and not beside a light bulb", async () => {
  const editor = await editorOn(PROJECT, { capabilities: EVERYTHING });
  const reasons = async (context: object): Promise<(string | undefined)[]> =>
    (await actionsOn(editor, "assets/bronze/orders.ts", "bronze/orders", context)).map(
      ({ disabled }) => disabled?.reason,
    );
  expect((await reasons({ only: ["refactor"], triggerKind: 1 })).join()).toContain("exists already");
  expect((await reasons({ only: ["refactor"], triggerKind: 2 })).join("")).toBe("");
  expect((await reasons({})).join("")).toBe("");
});

test("the reason of an ignored finding is selected, where the editor can", async () => {
  const editor = await editorOn(PROJECT, { capabilities: EVERYTHING });
  const ignoreIn = async (one: Editor): Promise<string> => {
    const actions = await actionsOn(one, "assets/silver/orders.ts", '"bronze/ord"', { only: ["quickfix"] });
    return JSON.stringify(actions.find(({ title }) => title.startsWith("Ignore"))?.edit);
  };
  expect(await ignoreIn(editor)).toContain("// strataline-ignore missing-upstream: ${0:reason}");
  expect(await ignoreIn(await editorOn(PROJECT, { capabilities: RICH }))).toContain(
    "// strataline-ignore missing-upstream: reason",
  );
});

test("fixing a whole file is offered when it is asked for", async () => {
  const editor = await editorOn(PROJECT.replace("bronze/or$0d", "bronze/ordrs"), { capabilities: RICH });
  const context = { only: ["source.fixAll"] };
  const [fix] = await actionsOn(editor, "assets/silver/orders.ts", "import", context);
  expect(fix).toMatchObject({ kind: "source.fixAll.strataline" });
  expect(JSON.stringify(fix?.edit)).toContain('"newText":"bronze/orders"');
});

test("a file that moves asks whether its key follows", async () => {
  const editor = await editorOn(PROJECT.replace("bronze/or$0d", "bronze/orders"), {
    capabilities: EVERYTHING,
  });
  expect(editor.initialized.capabilities.workspace?.fileOperations?.willRename).toBeDefined();
  const oldUri = editor.uri("assets/bronze/orders.ts");
  const files = [{ oldUri, newUri: editor.uri("assets/gold/orders.ts") }];
  const edit = await editor.ask<WorkspaceEdit>("workspace/willRenameFiles", { files });
  const [annotation] = Object.values(edit.changeAnnotations ?? {});
  expect(annotation).toMatchObject({
    label: 'Rename "bronze/orders" to "gold/orders"',
    needsConfirmation: true,
  });
  const uris = edit.documentChanges?.map((change) => (change as TextDocumentEdit).textDocument.uri);
  expect(uris).toEqual([oldUri, editor.uri("assets/silver/orders.ts")]);
});

test("a folder that moves takes its keys along, without questions where the editor has none", async () => {
  const editor = await editorOn(PROJECT.replace("bronze/or$0d", "bronze/orders"));
  const files = [{ oldUri: editor.uri("assets/bronze"), newUri: editor.uri("assets/raw") }];
  const edit = await editor.ask<WorkspaceEdit>("workspace/willRenameFiles", { files });
  expect(Object.keys(edit.changes ?? {})).toHaveLength(2);
  const elsewhere = [{ oldUri: editor.uri("docs/a.md"), newUri: editor.uri("docs/b.md") }];
  expect(await editor.ask("workspace/willRenameFiles", { files: elsewhere })).toBeNull();
});
