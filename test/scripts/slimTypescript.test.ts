// The tree-shaken TypeScript parser of the bundles must agree with the full one, on whole and on broken code.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import * as full from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFacts, type FactsBefore } from "../../core/src/syntax/parse.ts";
import { slimTypescript } from "../../scripts/slimTypescript.ts";

type Parser = Pick<typeof full, "createSourceFile" | "forEachChild" | "idText">;

const folder = mkdtempSync(join(tmpdir(), "slim-typescript-"));
let slim: Parser & { readFacts: typeof readFacts };
let size = 0;
const OPEN: FactsBefore = { text: "", facts: { units: [], starts: [], unused: [], syntaxErrors: [] } };

beforeAll(async () => {
  const outfile = join(folder, "slim.mjs");
  const contents = `
    export { createSourceFile, forEachChild, idText } from "typescript";
    export { readFacts } from "../../core/src/syntax/parse.ts";`;
  const { metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    metafile: true,
    plugins: [slimTypescript],
  });
  size = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([path]) => path.includes("typescript"))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  slim = (await import(pathToFileURL(outfile).href)) as typeof slim;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the slim TypeScript parser", () => {
  test("is about a tenth of the full one", () => {
    expect(size).toBeGreaterThan(100_000);
    expect(size).toBeLessThan(400_000);
  });

  test("reads every source of this repository as the full one does", () => {
    for (const [path, text] of sources) expect(tree(slim, text), path).toBe(tree(full, text));
  });

  test("gives the same facts of whole and broken code", () => {
    const random = generator(42);
    for (const [path, text] of sources) {
      for (const variant of [text, mutate(text, random)]) {
        // As of a file that is open: others are mostly read without a parser.
        expect(JSON.stringify(slim.readFacts(path, variant, OPEN)), variant).toBe(
          JSON.stringify(readFacts(path, variant, OPEN)),
        );
      }
    }
  });

  test("reads broken code as the full one does", () => {
    const random = generator(20_261_122);
    for (let round = 0; round < 400; round++) {
      const [path, text] = sources[Math.floor(random() * sources.length)] ?? ["", ""];
      const broken = mutate(text.slice(0, 4_000), random);
      expect(tree(slim, broken), `${path}, round ${round}:\n${broken}`).toBe(tree(full, broken));
    }
  });
});

const sources = ["core", "protocol", "sdk", "server", "client", "webview", "examples", "scripts", "test"]
  .flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
      .map((name) => join(root, name)),
  )
  .sort()
  .map((path) => [path, readFileSync(path, "utf8")] as const);

/** Kinds, positions, flags and names of all nodes, and what the parser complains about. */
function tree(parser: Parser, text: string): string {
  const file = parser.createSourceFile("file.ts", text, full.ScriptTarget.Latest, false);
  const nodes: string[] = [];
  const visit = (node: full.Node): void => {
    const name = node.kind === full.SyntaxKind.Identifier ? parser.idText(node as full.Identifier) : "";
    nodes.push(`${node.kind} ${node.pos} ${node.end} ${node.flags} ${name}`);
    parser.forEachChild(node, visit);
  };
  visit(file);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: full.DiagnosticWithLocation[] };
  const complaints = parseDiagnostics.map(({ code, start, length, messageText }) => ({
    code,
    start,
    length,
    messageText,
  }));
  return [...nodes, JSON.stringify(complaints)].join("\n");
}

/** Cuts, doubles or replaces a few characters, as half-typed code does. */
function mutate(text: string, random: () => number): string {
  let result = text;
  for (let edits = 1 + Math.floor(random() * 3); edits > 0; edits--) {
    const at = Math.floor(random() * result.length);
    const length = Math.floor(random() * 12);
    const inserted = ["", "{", "}", "(", "`", "${", '"', "/*", "<", "=>", "export const x = "];
    result =
      result.slice(0, at) +
      (inserted[Math.floor(random() * inserted.length)] ?? "") +
      result.slice(at + length);
  }
  return result;
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
