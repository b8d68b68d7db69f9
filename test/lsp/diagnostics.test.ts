// Findings over the wire: pushed and pulled, of unsaved text, of files that are not open.
import { expect, test } from "vitest";
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from "vscode-languageserver";
import { RICH } from "../support/lspClient.ts";
import { editorOn, has, isEmpty } from "./editor.ts";

const ORDERS = `
  //- /assets/bronze/orders.ts
  export const bronze = asset({ key: "bronze/orders", run: () => [] });
  //- /assets/silver/orders.ts
  export const silver = asset({ key: "silver/orders", deps: { raw: "bronze/orders" }, run: () => [] });
`;

test("a misspelt upstream is pushed while one types, before saving, and goes when it is mended", async () => {
  const editor = await editorOn(ORDERS);
  editor.open("assets/silver/orders.ts");
  editor.replace("assets/silver/orders.ts", '"bronze/orders"', '"bronze/ordrs"');
  const [finding] = await editor.findings("assets/silver/orders.ts", has("missing-upstream"));
  expect(finding).toMatchObject({ source: "strataline", severity: 1 });
  expect(finding?.message).toContain("bronze/orders");
  editor.replace("assets/silver/orders.ts", '"bronze/ordrs"', '"bronze/orders"');
  await editor.findings("assets/silver/orders.ts", isEmpty);
});

test("opening a file says its findings, also that there are none", async () => {
  const editor = await editorOn(ORDERS);
  editor.open("assets/silver/orders.ts");
  await editor.findings("assets/silver/orders.ts", isEmpty);
});

test("an edit marks a file that is not open", async () => {
  const editor = await editorOn(ORDERS);
  editor.open("assets/bronze/orders.ts");
  editor.replace("assets/bronze/orders.ts", '"bronze/orders"', '"bronze/renamed"');
  await editor.findings("assets/silver/orders.ts", has("missing-upstream"));
});

test("closing without saving brings the text on disk back", async () => {
  const editor = await editorOn(ORDERS);
  editor.open("assets/bronze/orders.ts");
  editor.replace("assets/bronze/orders.ts", '"bronze/orders"', '"bronze/renamed"');
  await editor.findings("assets/silver/orders.ts", has("missing-upstream"));
  editor.close("assets/bronze/orders.ts");
  await editor.findings("assets/silver/orders.ts", isEmpty);
});

test("a file made and deleted on disk is seen", async () => {
  const editor = await editorOn(`
    //- /assets/silver/orders.ts
    export const silver = asset({ key: "silver/orders", deps: { raw: "bronze/orders" }, run: () => [] });
  `);
  await editor.findings("assets/silver/orders.ts", has("missing-upstream"));
  const declaration =
    'import { asset } from "strataline";\nexport const a = asset({ key: "bronze/orders", run: () => [] });\n';
  editor.write("assets/bronze/orders.ts", declaration);
  await editor.findings("assets/silver/orders.ts", isEmpty);
  editor.forget();
  editor.remove("assets/bronze/orders.ts");
  await editor.findings("assets/silver/orders.ts", has("missing-upstream"));
});

test("the version of the text goes with its findings", async () => {
  const editor = await editorOn(ORDERS);
  editor.open("assets/silver/orders.ts");
  editor.replace("assets/silver/orders.ts", '"bronze/orders"', '"bronze/ordrs"');
  const pushed = await editor.told<{ uri: string; version?: number; diagnostics: unknown[] }>(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics }) => uri === editor.uri("assets/silver/orders.ts") && diagnostics.length > 0,
  );
  expect(pushed.version).toBe(2);
});

test("an editor that can pull is asked to pull, and gets unchanged for what it has", async () => {
  const editor = await editorOn(ORDERS, { capabilities: RICH });
  expect(editor.initialized.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
  editor.open("assets/silver/orders.ts");
  editor.replace("assets/silver/orders.ts", '"bronze/orders"', '"bronze/ordrs"');
  await editor.told("workspace/diagnostic/refresh");
  const textDocument = { uri: editor.uri("assets/silver/orders.ts") };
  const first = await editor.ask<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument });
  expect(first).toMatchObject({ kind: "full", items: [{ code: "missing-upstream" }] });
  const again = await editor.ask<DocumentDiagnosticReport>("textDocument/diagnostic", {
    textDocument,
    previousResultId: first.resultId,
  });
  expect(again).toEqual({ kind: "unchanged", resultId: first.resultId });
});

test("pulling the workspace names the files with findings, and clears those that had some", async () => {
  const editor = await editorOn(ORDERS, { capabilities: RICH });
  editor.open("assets/bronze/orders.ts");
  editor.replace("assets/bronze/orders.ts", '"bronze/orders"', '"bronze/renamed"');
  const ask = (previousResultIds: object[]) =>
    editor.ask<WorkspaceDiagnosticReport>("workspace/diagnostic", { previousResultIds });
  const broken = await ask([]);
  const uri = editor.uri("assets/silver/orders.ts");
  expect(broken.items).toMatchObject([{ uri, kind: "full", items: [{ code: "missing-upstream" }] }]);
  editor.replace("assets/bronze/orders.ts", '"bronze/renamed"', '"bronze/orders"');
  const mended = await ask([{ uri, value: broken.items[0]?.resultId }]);
  expect(mended.items).toEqual([{ kind: "full", uri, version: null, items: [] }]);
});

test("an editor may insist on being told", async () => {
  const editor = await editorOn(ORDERS, { capabilities: RICH, options: { diagnostics: "push" } });
  expect(editor.initialized.capabilities.diagnosticProvider).toBeUndefined();
  editor.open("assets/silver/orders.ts");
  editor.replace("assets/silver/orders.ts", '"bronze/orders"', '"bronze/ordrs"');
  await editor.findings("assets/silver/orders.ts", has("missing-upstream"));
});

test("a cycle carries each edge as related information", async () => {
  const editor = await editorOn(`
    //- /assets/silver/a.ts
    export const a = asset({ key: "silver/a", deps: ["silver/b"], run: () => [] });
    //- /assets/silver/b.ts
    export const b = asset({ key: "silver/b", deps: ["silver/a"], run: () => [] });
  `);
  const [finding] = await editor.findings("assets/silver/a.ts", has("cycle"));
  expect(finding?.relatedInformation?.map(({ location }) => location.uri)).toContain(
    editor.uri("assets/silver/b.ts"),
  );
});

test("a baseline written on disk hides what it adopts, and shows it again when it goes", async () => {
  const editor = await editorOn(`
    //- /assets/silver/orders.ts
    export const silver = asset({ key: "silver/orders", deps: { raw: "bronze/orders" }, run: () => [] });
  `);
  await editor.findings("assets/silver/orders.ts", has("missing-upstream"));
  const entry = {
    code: "missing-upstream",
    file: "assets/silver/orders.ts",
    about: "silver/orders ← bronze/orders",
    count: 1,
  };
  editor.write("strataline.baseline.json", JSON.stringify({ version: 1, findings: [entry] }));
  await editor.findings("assets/silver/orders.ts", (codes) => !codes.includes("missing-upstream"));
  editor.forget();
  editor.remove("strataline.baseline.json");
  await editor.findings("assets/silver/orders.ts", has("missing-upstream"));
});
