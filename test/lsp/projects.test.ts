// Several projects in one process, none at all, odd ones; and how the server starts and ends.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  graphRequest,
  optionsNotification,
  projectsRequest,
  type GraphResult,
  type ProjectsParams,
} from "../../protocol/src/index.ts";
import { RICH, startEditor, type Editor } from "../support/lspClient.ts";
import { editorOn, has, isEmpty } from "./editor.ts";

const asset = (key: string): string =>
  `import { asset } from "strataline";\nexport const a = asset({ key: "${key}", run: () => [] });\n`;
const CONFIG =
  'import { defineConfig, medallion } from "strataline";\nexport default defineConfig({ layers: medallion(), rules: { "no-check-in-layer": "off" } });\n';

const TWO = `
  //- /shop/strataline.config.ts
  ${CONFIG.split("\n").join("\n  ")}
  //- /shop/assets/a.ts
  import { asset } from "strataline";
  export const a = asset({ key: "bronze/shop", run: () => [] });
  //- /web/strataline.config.ts
  ${CONFIG.split("\n").join("\n  ")}
  //- /web/assets/a.ts
  import { asset } from "strataline";
  export const a = asset({ key: "bronze/web", run: () => [] });
  //- /web/node_modules/other/strataline.config.ts
  export default {};
  //- /strataline.config.ts.md
  not a config
`;

const rootsOf = async (editor: Editor): Promise<string[]> => {
  const { projects } = await editor.ask<ProjectsParams>(projectsRequest, {});
  return projects.map(({ root }) => root.slice(editor.uri("").replace(/\/$/, "").length + 1));
};
const keysOf = async (editor: Editor, root: string | null): Promise<string[]> => {
  const result = await editor.ask<GraphResult | null>(graphRequest, { root });
  return result?.graph.nodes.map(({ key }) => key) ?? [];
};

/** The fixture adds a config at the root, for the short ones. Here it would be a project around the others. */
async function twoProjects(): Promise<Editor> {
  const editor = await editorOn(TWO, {
    capabilities: RICH,
    options: { diagnostics: "push" },
    folders: ["shop", "web"],
  });
  return editor;
}

test("each folder with a config is a project; dependencies are none", async () => {
  const editor = await twoProjects();
  expect(await rootsOf(editor)).toEqual(["shop", "web"]);
  expect(await keysOf(editor, editor.uri("shop"))).toEqual(["bronze/shop"]);
  expect(await keysOf(editor, editor.uri("web"))).toEqual(["bronze/web"]);
});

test("an edit belongs to its project only", async () => {
  const editor = await twoProjects();
  editor.open("shop/assets/a.ts");
  editor.replace("shop/assets/a.ts", "bronze/shop", "bronze/renamed");
  expect(await keysOf(editor, editor.uri("shop"))).toEqual(["bronze/renamed"]);
  expect(await keysOf(editor, editor.uri("web"))).toEqual(["bronze/web"]);
});

test("a project inside a project has its files for itself", async () => {
  const editor = await editorOn(`
    //- /strataline.config.ts
    export default {};
    //- /assets/a.ts
    export const a = asset({ key: "outer/a", run: () => [] });
    //- /assets/inner/strataline.config.ts
    export default {};
    //- /assets/inner/assets/b.ts
    import { asset } from "strataline";
    export const b = asset({ key: "inner/b", run: () => [] });
  `);
  expect(await rootsOf(editor)).toEqual(["", "assets/inner"]);
  expect(await keysOf(editor, editor.uri("").replace(/\/$/, ""))).toEqual(["outer/a"]);
});

test("a project appears with its config and goes with it, and its findings too", async () => {
  const editor = await editorOn("//- /readme.md\n", {
    capabilities: RICH,
    options: { diagnostics: "push" },
    folders: ["work"],
  });
  expect(await rootsOf(editor)).toEqual([]);
  editor.write("work/assets/a.ts", asset("bronze/a").replace("run", 'deps: ["bronze/x"], run'));
  editor.write("work/strataline.config.ts", CONFIG);
  await editor.findings("work/assets/a.ts", has("missing-upstream"));
  editor.forget();
  editor.remove("work/strataline.config.ts");
  await editor.findings("work/assets/a.ts", isEmpty);
  expect(await rootsOf(editor)).toEqual([]);
});

test("folders come and go", async () => {
  const editor = await twoProjects();
  const folder = (name: string) => ({ uri: editor.uri(name), name });
  editor.notify("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [folder("shop")] } });
  expect(await rootsOf(editor)).toEqual(["web"]);
  editor.notify("workspace/didChangeWorkspaceFolders", { event: { added: [folder("shop")], removed: [] } });
  expect(await rootsOf(editor)).toEqual(["shop", "web"]);
});

test("a folder that is deleted takes its assets along", async () => {
  const editor = await editorOn(`
    //- /assets/bronze/a.ts
    export const a = asset({ key: "bronze/a", run: () => [] });
    //- /assets/silver/b.ts
    export const b = asset({ key: "silver/b", deps: ["bronze/a"], run: () => [] });
  `);
  await keysOf(editor, null);
  rmSync(join(editor.root, "assets/bronze"), { recursive: true });
  editor.notify("workspace/didDeleteFiles", { files: [{ uri: editor.uri("assets/bronze") }] });
  await editor.findings("assets/silver/b.ts", has("missing-upstream"));
});

test("a file of no project that an asset imports is followed while it is edited", async () => {
  const editor = await editorOn(
    `
    //- /strataline.config.md
    //- /shared/keys.ts
    export const KEY = "bronze/a";
    //- /shop/strataline.config.ts
    export default {};
    //- /shop/assets/a.ts
    import { asset } from "strataline";
    import { KEY } from "../../shared/keys.ts";
    export const a = asset({ key: KEY, run: () => [] });
  `,
    { folders: ["shop"] },
  );
  expect(await keysOf(editor, null)).toEqual(["bronze/a"]);
  editor.open("shared/keys.ts");
  editor.replace("shared/keys.ts", "bronze/a", "bronze/z");
  expect(await keysOf(editor, null)).toEqual(["bronze/z"]);
});

test("the key registry is written only when it may be", async () => {
  const editor = await editorOn(
    '//- /assets/a.ts\nexport const a = asset({ key: "bronze/a", run: () => [] });',
  );
  await rootsOf(editor);
  const file = join(editor.root, ".strataline/keys.d.ts");
  expect(existsSync(file)).toBe(false);
  editor.notify(optionsNotification, { writeKeyRegistry: true });
  await rootsOf(editor);
  expect(readFileSync(file, "utf8")).toContain('"bronze/a": typeof import("../assets/a.ts").a;');
  expect(readFileSync(join(editor.root, ".strataline/.gitignore"), "utf8")).toBe("*\n");
});

test("half-written code and broken JSON keep the other assets", async () => {
  const editor = await editorOn(`
    //- /tsconfig.json
    { "compilerOptions": { "paths": 
    //- /assets/a.ts
    export const a = asset({ key: "bronze/a", run: () => [] });
    export const b = asset({ key: "silver/b", deps: ["bronze/a"
    //- /assets/c.ts
    export const c = asset({ key: "bronze/c", run: () => [] });
  `);
  expect(await keysOf(editor, null)).toEqual(expect.arrayContaining(["bronze/a", "bronze/c"]));
});

test("an alias that a tsconfig on disk gains or loses is known at once", async () => {
  const editor = await editorOn(`
    //- /lib/keys.ts
    export const KEY = "bronze/a";
    //- /assets/a.ts
    import { KEY } from "@lib/keys";
    export const a = asset({ key: KEY, run: () => [] });
  `);
  expect(await keysOf(editor, null)).not.toContain("bronze/a");
  const paths = { "@lib/*": ["./lib/*"] };
  editor.write("tsconfig.json", JSON.stringify({ compilerOptions: { paths } }));
  expect(await keysOf(editor, null)).toContain("bronze/a");
  editor.remove("tsconfig.json");
  expect(await keysOf(editor, null)).not.toContain("bronze/a");
});

test("it ends cleanly when asked", async () => {
  const editor = await startEditor("//- /assets/a.ts\n");
  expect(await editor.stop()).toBe(0);
});
