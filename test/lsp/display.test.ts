// What is shown beside the text: hints, signatures, folds, links, lenses of schedules, tokens that follow edits.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type {
  CodeLens,
  DocumentLink,
  FoldingRange,
  Hover,
  InlayHint,
  SemanticTokens,
  SemanticTokensDelta,
  SignatureHelp,
} from "vscode-languageserver";
import { LENS_COMMANDS } from "../../server/src/lenses.ts";
import { RICH, type Editor } from "../support/lspClient.ts";
import { editorOn } from "./editor.ts";

const TEMPLATE = `
  //- /assets/main.ts
  const L = "silver";
  export const a = asset({ key: \`\${L}/a\`, run: () => [] });
  export const b = asset({ key: "b", layer: "gold", deps: ["silver/a"], run: () => [] });
`;
const MAIN = "assets/main.ts";

const documentOf = (editor: Editor, path = MAIN) => ({ textDocument: { uri: editor.uri(path) } });
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

const hintsOf = (editor: Editor, path = MAIN): Promise<InlayHint[]> =>
  editor.ask<InlayHint[]>("textDocument/inlayHint", { ...documentOf(editor, path), range: WHOLE });

test("inlay hints show what the text does not, and say where it comes from", async () => {
  const editor = await editorOn(TEMPLATE);
  const hints = await hintsOf(editor);
  expect(hints.map(({ position, label }) => [position.line, label])).toEqual([
    [2, '⟶ "silver/a"'],
    [3, "Gold"],
  ]);
  const resolved = await editor.ask<InlayHint>("inlayHint/resolve", hints[0] ?? {});
  expect(resolved.tooltip).toMatchObject({ value: expect.stringContaining("`assets/main.ts:2`") as string });
});

test("each inlay hint can be switched off, at the start and while the server runs", async () => {
  const editor = await editorOn(TEMPLATE, {
    capabilities: { ...RICH, workspace: { ...RICH.workspace, inlayHint: { refreshSupport: true } } },
    options: { inlayHints: { keys: false } },
  });
  expect((await hintsOf(editor)).map(({ label }) => label)).toEqual(["Gold"]);
  editor.forget();
  editor.notify("strataline/options", { inlayHints: { layers: false } });
  await editor.told("workspace/inlayHint/refresh");
  expect((await hintsOf(editor)).map(({ label }) => label)).toEqual(['⟶ "silver/a"']);
});

test("hints in every kind of file", async () => {
  const kinds = ["ts", "tsx", "mts", "cts", "js", "mjs"];
  const files = kinds.map(
    (kind) => `
  //- /assets/a.${kind}
  import { asset } from "strataline";
  const K = "silver/${kind}";
  export const a = asset({ key: K, run: () => [] });`,
  );
  const editor = await editorOn(`
  //- /strataline.config.ts
  import { defineConfig, medallion } from "strataline";
  export default defineConfig({ layers: medallion(), assets: ["assets/**/*"] });${files.join("")}
  `);
  for (const kind of kinds) {
    const hints = await hintsOf(editor, `assets/a.${kind}`);
    expect(hints.map(({ label }) => label)).toEqual([`⟶ "silver/${kind}"`]);
  }
});

test("signature help tells the options of a call that is being typed", async () => {
  const editor = await editorOn(`
    //- /assets/main.ts
    import { asset } from "strataline";
    export const a = asset({ key: "silver/a", io: $0
  `);
  const help = await editor.askAt<SignatureHelp>("textDocument/signatureHelp");
  const [signature] = help.signatures;
  expect(signature?.label).toMatch(/^asset\(\{ key, /);
  expect(signature?.parameters?.[help.activeParameter ?? -1]?.label).toBe("io?");
  editor.open(MAIN);
  editor.replace(MAIN, "asset({", "other({");
  expect(await editor.askAt("textDocument/signatureHelp")).toBeNull();
});

test("folds keep the line that closes", async () => {
  const editor = await editorOn(`
    //- /assets/main.ts
    export const a = asset({
      key: "silver/a",
      deps: [
        "bronze/b",
      ],
      run: () => [],
    });
  `);
  const folds = await editor.ask<FoldingRange[]>("textDocument/foldingRange", documentOf(editor));
  expect(folds).toEqual([
    { startLine: 1, endLine: 6 },
    { startLine: 3, endLine: 4 },
  ]);
});

test("links lead to the files of sources that exist, also in packages", async () => {
  const editor = await editorOn(`
    //- /assets/main.ts
    export const a = source({ key: "a", file: "data/a.csv" });
    export const b = source({ key: "b", file: "data/gone.csv" });
    export const c = source({ key: "c", file: "npm:@data/sets/cars.json" });
    export const d = source({ key: "d", file: "npm:@data/sets/../../secret.json" });
  `);
  for (const file of ["data/a.csv", "node_modules/@data/sets/cars.json"]) {
    const path = join(editor.root, file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, "");
  }
  const links = await editor.ask<DocumentLink[]>("textDocument/documentLink", documentOf(editor));
  const resolved = await Promise.all(
    links.map((link) => editor.ask<DocumentLink>("documentLink/resolve", link)),
  );
  expect(resolved.map(({ range, target }) => [range.start.line, target])).toEqual([
    [1, editor.uri("data/a.csv")],
    [3, editor.uri("node_modules/@data/sets/cars.json")],
  ]);
});

test("the lens of a schedule counts its assets and leads to them", async () => {
  const editor = await editorOn(
    `
    //- /assets/main.ts
    import { asset, schedule } from "strataline";
    export const a = asset({ key: "bronze/a", run: () => [] });
    export const b = asset({ key: "bronze/b", run: () => [] });
    export const s = schedule({ name: "nightly", cron: "0 1 * * *", select: "layer:bronze" });
  `,
    { options: { commands: [LENS_COMMANDS.schedule] } },
  );
  const lenses = await editor.ask<CodeLens[]>("textDocument/codeLens", documentOf(editor));
  const last = await editor.ask<CodeLens>("codeLens/resolve", lenses.at(-1) ?? {});
  expect(last.command).toMatchObject({
    title: "2 assets",
    command: LENS_COMMANDS.schedule,
    arguments: [
      { uri: editor.uri(MAIN) },
      [{ range: { start: { line: 1 } } }, { range: { start: { line: 2 } } }],
    ],
  });
});

test("hover links to the neighbours' declarations", async () => {
  const editor = await editorOn(TEMPLATE);
  const hover = await editor.askAt<Hover>("textDocument/hover", {}, { path: MAIN, text: '"b"' });
  expect(hover.contents).toMatchObject({
    value: expect.stringContaining(`[\`silver/a\`](<${editor.uri(MAIN)}#L3>)`) as string,
  });
});

test("semantic tokens of a range, and what changed since the last ones", async () => {
  const editor = await editorOn(`
    //- /assets/main.ts
    export const a = asset({ key: "bronze/a", run: () => [] });
    export const b = asset({ key: "silver/b", deps: ["bronze/a"], run: () => [] });
  `);
  editor.open(MAIN);
  const full = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", documentOf(editor));
  expect(full.data).toHaveLength(15);
  const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
  const part = await editor.ask<SemanticTokens>("textDocument/semanticTokens/range", {
    ...documentOf(editor),
    range,
  });
  expect(part.data).toHaveLength(10);

  editor.replace(MAIN, "silver/b", "silver/longer");
  const since = { ...documentOf(editor), previousResultId: full.resultId };
  const delta = await editor.ask<SemanticTokensDelta>("textDocument/semanticTokens/full/delta", since);
  expect(delta.edits).toHaveLength(1);
  const data = [...full.data];
  for (const { start, deleteCount, data: added = [] } of delta.edits)
    data.splice(start, deleteCount, ...added);
  const again = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", documentOf(editor));
  expect(data).toEqual(again.data);
  const unknown = { ...documentOf(editor), previousResultId: "of another server" };
  expect(await editor.ask("textDocument/semanticTokens/full/delta", unknown)).toMatchObject({
    data: again.data,
  });
});
