// The stdio server under random typing and nonsense: it lives, answers everything, and ends with the findings of a server
// that has only seen the last texts.
import { expect, test } from "vitest";
import type { Diagnostic, Position } from "vscode-languageserver";
import { RICH, type Editor } from "../support/lspClient.ts";
import { Random, countOfRun, seedOfRun } from "../support/random.ts";
import { someChanges } from "../fuzz/changes.ts";
import { editorOn } from "./editor.ts";

const seed = seedOfRun();
const PATHS = ["assets/bronze.ts", "assets/silver.ts", "lib/keys.ts"];
const FIXTURE = `
  //- /lib/keys.ts
  export const BRONZE = "bronze";
  export const ORDERS = \`\${BRONZE}/orders\`;
  //- /assets/bronze.ts
  import { asset } from "strataline";
  import { ORDERS } from "../lib/keys.ts";
  export const orders = asset({ key: ORDERS, run: () => [] });
  export const users = asset({ key: "bronze/users", deps: ["bronze/nobody"], run: () => [] });
  //- /assets/silver.ts
  import { asset, ref, sql } from "strataline";
  import { orders } from "./bronze.ts";
  export const joined = asset({ key: "silver/joined", deps: { orders }, query: sql\`select * from \${ref("bronze/users")}\` });
`;

const PLACE_REQUESTS = [
  "definition",
  "hover",
  "completion",
  "references",
  "documentHighlight",
  "prepareRename",
];
const FILE_REQUESTS = ["documentSymbol", "codeLens", "diagnostic"];

/** Open documents, changed by the smallest range that differs, with lines as the protocol counts them. */
class Typist {
  readonly texts: Map<string, string>;
  readonly #editor: Editor;
  #version = 1;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.texts = new Map(PATHS.map((path) => [path, editor.text(path)]));
    for (const path of PATHS) editor.open(path);
  }

  type(path: string, text: string): void {
    const before = this.texts.get(path) ?? "";
    let start = 0;
    while (start < before.length && before[start] === text[start]) start++;
    // Between the two characters of a line end there is no position.
    if (before[start - 1] === "\r") start--;
    const range = { start: positionAt(before, start), end: positionAt(before, before.length) };
    this.texts.set(path, text);
    this.#editor.notify("textDocument/didChange", {
      textDocument: { uri: this.#editor.uri(path), version: ++this.#version },
      contentChanges: [{ range, text: text.slice(start) }],
    });
  }
}

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** Whatever is asked, an answer or an error comes. */
async function answered(request: Promise<unknown>): Promise<void> {
  await request.then(
    () => undefined,
    (error: unknown) => expect(String(error)).not.toMatch(/crash|disposed|closed/i),
  );
}

async function pulled(editor: Editor, path: string): Promise<readonly Diagnostic[]> {
  const report = await editor.ask<{ readonly items: readonly Diagnostic[] }>("textDocument/diagnostic", {
    textDocument: { uri: editor.uri(path) },
  });
  return report.items.map(({ code, range, message }) => ({ code, range, message }) as Diagnostic);
}

test(`the server survives typing, seed ${seed}`, { timeout: 600_000 }, async () => {
  const random = new Random(seed);
  const editor = await editorOn(FIXTURE, { capabilities: RICH });
  const typist = new Typist(editor);
  const start = new Map(typist.texts);
  for (let round = countOfRun("STRATALINE_SERVER_EDITS", 150); round > 0; round--) {
    for (const { path, text } of someChanges(random, typist.texts, start)) {
      if (PATHS.includes(path)) typist.type(path, text ?? " ");
    }
    const path = random.pick(PATHS);
    const uri = editor.uri(random.chance(0.05) ? "assets/nowhere.ts" : path);
    const position = { line: random.below(12), character: random.pick([0, 5, 40, 1e6]) };
    const asked = [
      ...PLACE_REQUESTS.map((name) => [name, { textDocument: { uri }, position, context: {} }] as const),
      ...FILE_REQUESTS.map((name) => [name, { textDocument: { uri } }] as const),
    ];
    await Promise.all(
      random.some(asked, 3).map(([name, params]) => answered(editor.ask(`textDocument/${name}`, params))),
    );
  }
  // Texts that can be read, so that nothing older is remembered.
  for (const path of PATHS) typist.type(path, `${start.get(path) ?? ""}// ${random.below(1e9)}\n`);
  const fresh = await editorOn(FIXTURE, { capabilities: RICH });
  for (const path of PATHS) fresh.open(path, typist.texts.get(path));
  for (const path of PATHS) expect(await pulled(editor, path), path).toEqual(await pulled(fresh, path));
  expect((await pulled(editor, "assets/bronze.ts")).map(({ code }) => code)).toContain("missing-upstream");
});

test("the server answers nonsense with an error, and lives", async () => {
  const editor = await editorOn(FIXTURE);
  const nonsense: readonly object[] = [
    {},
    { textDocument: {} },
    { textDocument: { uri: "untitled:x" }, position: { line: 0, character: 0 } },
    { textDocument: { uri: "not a uri at all" }, position: { line: -1, character: -1 } },
    { textDocument: { uri: "file:///../..%2F%00" }, position: { line: 1e9, character: 1e9 } },
    { textDocument: { uri: editor.uri("assets/bronze.ts") } },
    { textDocument: { uri: editor.uri("assets/bronze.ts") }, position: { line: "x", character: null } },
  ];
  for (const params of nonsense) {
    for (const name of [...PLACE_REQUESTS, ...FILE_REQUESTS, "rename", "codeAction", "noSuchRequest"])
      await answered(editor.ask(`textDocument/${name}`, params));
    editor.notify("textDocument/didChange", { ...params, contentChanges: [] });
    editor.notify("textDocument/didClose", params);
    editor.notify("workspace/didChangeWatchedFiles", { changes: [params] });
  }
  editor.notify("noSuchNotification", {});
  const users = { path: "assets/silver.ts", text: "bronze/users" };
  expect(await editor.askAt("textDocument/definition", {}, users)).not.toEqual([]);
});
