// How a server starts: the file in the editor before the rest, and what an earlier server knew.
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver";
import {
  graphRequest,
  selectRequest,
  type GraphResult,
  type SelectResult,
} from "../../protocol/src/index.ts";
import { has } from "./editor.ts";
import { RICH, startEditor, startEditorIn, type Editor } from "../support/lspClient.ts";

let cacheDirectory = "";
beforeEach(() => {
  cacheDirectory = realpathSync(mkdtempSync(join(tmpdir(), "strataline-cache-")));
});
afterEach(() => rmSync(cacheDirectory, { recursive: true, force: true }));

/** Enough files for reading them to take a while. */
const MANY = 400;
const FIXTURE = `
  //- /assets/orders.ts
  export const orders = asset({ key: "silver/orders", io: "nowhere", deps: ["bronze/gone"], run: () => [] });
  ${Array.from(
    { length: MANY },
    (_, i) => `//- /assets/a${i}.ts
  export const a${i} = asset({ key: "bronze/a${i}", deps: ["bronze/gone"], run: () => [] });`,
  ).join("\n  ")}
`;

const options = () => ({ options: { cacheDirectory, diagnostics: "push" as const, notifications: true } });
const start = (): Promise<Editor> => startEditor(FIXTURE, options());
const keysOf = async (editor: Editor): Promise<readonly string[]> => {
  const result = await editor.ask<GraphResult>(graphRequest, { root: null });
  return result.graph.nodes.map(({ key }) => key);
};
/** Everything is read when this is answered. */
const ready = (editor: Editor): Promise<SelectResult> =>
  editor.ask<SelectResult>(selectRequest, { root: null, expression: "*" });
const published = (editor: Editor): Promise<PublishDiagnosticsParams> =>
  editor.told<PublishDiagnosticsParams>(
    "textDocument/publishDiagnostics",
    ({ uri }) => uri === editor.uri("assets/a7.ts"),
  );

/** A server has run in the folder and has ended. */
async function afterFirst(): Promise<Editor> {
  const first = await start();
  await ready(first);
  await first.findings("assets/orders.ts", has("unknown-io", "missing-upstream"));
  await first.end();
  return first;
}

test("the open file has findings of its own and answers while the rest is being read", async () => {
  const editor = await start();
  const order: string[] = [];
  const note = (what: string) => (): number => order.push(what);
  editor.open("assets/orders.ts");
  const textDocument = { uri: editor.uri("assets/orders.ts") };
  const symbols = editor.ask<{ name: string }[]>("textDocument/documentSymbol", { textDocument });
  await Promise.all([
    ready(editor).then(note("everything")),
    symbols.then(note("symbols")),
    editor.findings("assets/orders.ts", (codes) => codes.join() === "unknown-io").then(note("findings")),
  ]);
  expect(order.at(-1)).toBe("everything");
  expect((await symbols).map(({ name }) => name)).toEqual(["silver/orders"]);
  await editor.findings("assets/orders.ts", has("unknown-io", "missing-upstream"));
  await editor.stop();
});

test("an editor that pulls gets the findings of the open file first, then is told to ask again", async () => {
  const editor = await startEditor(FIXTURE, { capabilities: RICH, options: { cacheDirectory: null } });
  editor.open("assets/orders.ts");
  const pull = async (): Promise<readonly unknown[]> => {
    const textDocument = { uri: editor.uri("assets/orders.ts") };
    const { items } = await editor.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", { textDocument });
    return items.map(({ code }) => code);
  };
  expect(await pull()).toEqual(["unknown-io"]);
  await editor.told("workspace/diagnostic/refresh");
  expect(await pull()).toEqual(expect.arrayContaining(["unknown-io", "missing-upstream"]));
  await editor.stop();
});

test("what is asked about the whole project waits for it", async () => {
  const editor = await start();
  expect(await keysOf(editor)).toContain(`bronze/a${MANY - 1}`);
  await editor.stop();
});

test("a second server tells what the first one knew, before it has read the files", async () => {
  const first = await afterFirst();
  const second = await startEditorIn(first, options());
  let isReady = false;
  const whole = ready(second).then(() => (isReady = true));
  expect(await keysOf(second)).toContain("silver/orders");
  await second.findings("assets/orders.ts", has("unknown-io", "missing-upstream"));
  expect((await published(second)).diagnostics).toEqual((await published(first)).diagnostics);
  expect(isReady).toBe(false);
  second.forget();
  await whole;
  second.open("assets/orders.ts");
  // Nothing is said again but what the editor has opened.
  await second.findings("assets/orders.ts", has("unknown-io"));
  await expect(second.isTold("textDocument/publishDiagnostics", "assets/a7.ts")).resolves.toBe(false);
  await second.stop();
});

test("a file that changed between them is seen", async () => {
  const first = await afterFirst();
  writeFileSync(
    join(first.root, "assets/a7.ts"),
    'import { asset } from "strataline";\nexport const a = asset({ key: "bronze/gone", run: () => [] });\n',
  );
  const second = await startEditorIn(first, options());
  const whole = await second.ask<GraphResult>(graphRequest, { root: null });
  expect(whole.graph.nodes.find(({ key }) => key === "bronze/gone")?.kind).toBe("asset");
  await second.findings("assets/orders.ts", (codes) => codes.join() === "unknown-io");
  await second.stop();
});

test("an editor that has another text than the disk has findings of that text", async () => {
  const first = await afterFirst();
  const second = await startEditorIn(first, options());
  const text =
    'import { asset } from "strataline";\nexport const a = asset({ key: "bronze/gone", run: () => [] });\n';
  second.open("assets/orders.ts", text);
  await second.findings("assets/orders.ts", (codes) => codes.length === 0);
  await ready(second);
  expect(await keysOf(second)).not.toContain("silver/orders");
  await second.stop();
});

test.each(["", "{", "[]", '{"format":0}'])("a broken cache is none: %j", async (text) => {
  const first = await afterFirst();
  const [name = ""] = readdirSync(cacheDirectory);
  writeFileSync(join(cacheDirectory, name), text);
  const second = await startEditorIn(first, options());
  await second.findings("assets/orders.ts", has("unknown-io", "missing-upstream"));
  expect(await keysOf(second)).toContain("silver/orders");
  await second.end();
  expect(readFileSync(join(cacheDirectory, name), "utf8")).toContain("silver/orders");
  rmSync(first.root, { recursive: true, force: true });
});

test("caches that nobody has used for long are removed, other files stay", async () => {
  const old = join(cacheDirectory, `${"0".repeat(32)}.json`);
  const other = join(cacheDirectory, "notes.json");
  const long = new Date(Date.now() - 40 * 86_400_000);
  for (const file of [old, other]) {
    writeFileSync(file, "{}");
    utimesSync(file, long, long);
  }
  const editor = await start();
  await ready(editor);
  await editor.stop();
  expect(readdirSync(cacheDirectory).filter((name) => name.startsWith("0".repeat(32)))).toEqual([]);
  expect(readdirSync(cacheDirectory)).toContain("notes.json");
});
