// Texts to read in both ways: everything in this repository that is TypeScript, and what generators write.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { generateWorkspace, parseGraph } from "../../../../bench/language/workspace/generate.ts";
import { generateProject } from "../../../agreement/random/generate.ts";
import { CORPUS } from "../../../fuzz/corpus.ts";

export interface Source {
  readonly name: string;
  readonly text: string;
}

const SOURCE = /\.[cm]?[jt]s$/;
const SKIPPED = new Set(["node_modules", ".strataline", ".cache", ".git", "dist"]);

/** Modules of the examples and of the agreement fixtures. */
export const projectSources: readonly Source[] = CORPUS.flatMap(({ name, files }) =>
  [...files].map(([path, text]) => ({ name: `${name}/${path}`, text })),
).filter(({ name }) => SOURCE.test(name));

export const exampleSources: readonly Source[] = readFolder("examples");

/** Every module of this repository. */
export const repositorySources: readonly Source[] = readFolder(".");

function readFolder(root: string): readonly Source[] {
  return readdirSync(root, { withFileTypes: true }).flatMap((entry): readonly Source[] => {
    const path = join(root, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : readFolder(path);
    return SOURCE.test(entry.name) && !entry.name.startsWith(".")
      ? [{ name: path, text: readFileSync(path, "utf8") }]
      : [];
  });
}

/** The TypeScript in the tests of `core`: their literals, cut where a fixture names another file. */
export function fixtureSources(): readonly Source[] {
  return repositorySources
    .filter(({ name }) => name.startsWith(join("test", "core")))
    .flatMap(({ name, text }) =>
      literalsOf(text)
        .flatMap((literal) => literal.split(/^\/\/- .*$/m))
        .map((fixture, index) => ({ name: `${name} #${index}`, text: fixture })),
    );
}

function literalsOf(text: string): readonly string[] {
  const literals: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && node.text.length > 10) literals.push(node.text);
    else if (ts.isTemplateExpression(node)) {
      literals.push(node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join(""));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("test.ts", text, ts.ScriptTarget.Latest));
  return literals;
}

/** What `npm run bench` measures, from a small graph. */
export function workspaceSources(): readonly Source[] {
  const graph = parseGraph(readFileSync("test/graphs/syn-200.json", "utf8"));
  return [...generateWorkspace(graph)]
    .map(([name, text]) => ({ name, text }))
    .filter(({ name }) => SOURCE.test(name));
}

export function randomSources(seed: string): readonly Source[] {
  return [...generateProject(seed, { unknowable: seed.length % 2 === 0 }).files]
    .map(([path, pieces]) => ({ name: `${seed}: ${path}`, text: pieces.join("\n") }))
    .filter(({ name }) => SOURCE.test(name));
}
