// The workspaces that speed is measured on: the same for the same seed, the graph they were made from, and code that compiles.
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import {
  DEFAULT_OPTIONS,
  generateWorkspace,
  keysOf,
  parseGraph,
  shrunk,
  withHub,
  type PipelineGraph,
} from "../../bench/language/workspace/generate.ts";
import { REPEATED_STYLES } from "../../bench/language/workspace/options.ts";
import { createProject, type Snapshot } from "../../core/src/index.ts";
import { createMemoryHost } from "../support/memoryHost.ts";

const graphs = ["syn-200", "real-jaffle", "real-salesforce", "real-squared"].map(readGraph);
const [small] = graphs as [PipelineGraph];

describe("a generated workspace", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(generateWorkspace(small)).toEqual(generateWorkspace(small));
    expect(generateWorkspace(small, { seed: 2 })).not.toEqual(generateWorkspace(small));
  });

  test.for(graphs)("of $name has exactly the graph's keys and edges", (graph) => {
    expectGraph(analyse(generateWorkspace(graph)), graph);
  });

  test.for(Object.keys(DEFAULT_OPTIONS.keyStyles))("in the style %s alone has them too", (style) => {
    const files = generateWorkspace(small, { keyStyles: { [style]: 1 } });
    expectGraph(analyse(files), small);
  });

  test.for(["key", "template", "constant", "value"])("with deps by %s alone has them too", (style) => {
    expectGraph(analyse(generateWorkspace(small, { depStyles: { [style]: 1 } })), small);
  });

  test.for(REPEATED_STYLES)("in the style %s declares assets that are not single calls", (style) => {
    const code = [...generateWorkspace(small, { keyStyles: { [style]: 1 } })]
      .filter(([path]) => path.startsWith("assets/"))
      .map(([, text]) => text)
      .join("\n");
    const mark = {
      list: /TABLES\.map\(/,
      loop: /for \(const \[name, reads\] of/,
      factory: /= silverTable\(/,
    };
    expect(code).toMatch(mark[style as keyof typeof mark]);
    expect(code).not.toMatch(/^export const \w+ = asset\(/m);
  });

  test.for(graphs)("of $name has no syntax errors", (graph) => {
    const errors = [...generateWorkspace(graph)].flatMap(([path, text]) => {
      if (!path.endsWith(".ts")) return [];
      const { diagnostics = [] } = ts.transpileModule(text, { fileName: path, reportDiagnostics: true });
      return diagnostics.map(
        ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    });
    expect(errors).toEqual([]);
  });

  test("compiles", () => {
    const graph = shrunk(small, 90);
    const files = generateWorkspace(graph, { assetsPerFile: { min: 3, max: 8 } });
    expect(typeErrors(files)).toEqual([]);
  });

  test("has bodies of the lines that are wanted, and one to ten assets in a file", () => {
    const files = [...generateWorkspace(small, { keyStyles: { literal: 1 }, queryShare: 0 })];
    const bodies = files.flatMap(([, text]) =>
      [...text.matchAll(/^ {2}run: .*\n((?: {4}.*\n|\n)*) {2}\},$/gm)].map(
        ([, body = ""]) => body.split("\n").length - 1,
      ),
    );
    expect(bodies.length).toBeGreaterThan(100);
    expect(Math.min(...bodies)).toBeGreaterThanOrEqual(15);
    expect(Math.max(...bodies)).toBeLessThanOrEqual(75);
    const counts = files
      .filter(([path]) => path.startsWith("assets/"))
      .map(([, text]) => text.match(/^export const \w+ = (asset|source)\(/gm)?.length ?? 0);
    expect(Math.min(...counts)).toBe(1);
    expect(Math.max(...counts)).toBe(10);
  });

  test("can have a key that many read, written as a literal by all of them", () => {
    const graph = withHub(small, "hub", 100);
    const files = generateWorkspace(graph, { literalOnly: new Set(["hub"]) });
    const snapshot = analyse(files);
    expectGraph(snapshot, graph);
    const [path, text] = [...files].find(([, code]) => code.includes('key: "source/hub"')) ?? ["", ""];
    const renamed = snapshot.rename(path, text.indexOf("source/hub"), "source/center");
    expect(renamed.ok && renamed.edits.length).toBe(101);
  });
});

function readGraph(name: string): PipelineGraph {
  return parseGraph(readFileSync(new URL(`../graphs/${name}.json`, import.meta.url), "utf8"));
}

function analyse(files: ReadonlyMap<string, string>): Snapshot {
  return createProject({ host: createMemoryHost(Object.fromEntries(files)) }).snapshot();
}

function expectGraph({ graph }: Snapshot, { nodes, edges, layers, ...rest }: PipelineGraph): void {
  const keys = keysOf({ nodes, edges, layers, ...rest });
  expect(graph.layers.map(({ name }) => name)).toEqual(layers.slice(1));
  expect(graph.nodes.map(({ key }) => key)).toEqual([...keys.values()].sort());
  const wanted = new Set(edges.map(([from, to]) => `${keys.get(from)} → ${keys.get(to)}`));
  expect(graph.edges.map(({ from, to }) => `${from} → ${to}`).sort()).toEqual([...wanted].sort());
}

/** With the SDK's own sources, and zod as it is installed. */
function typeErrors(files: ReadonlyMap<string, string>): readonly string[] {
  const root = posix.join(process.cwd().replaceAll("\\", "/"), ".cache/bench/virtual");
  const texts = new Map([...files].map(([path, text]) => [`${root}/${path}`, text]));
  const { config } = ts.parseConfigFileTextToJson("tsconfig.json", files.get("tsconfig.json") ?? "") as {
    readonly config: unknown;
  };
  const onlyThese = {
    ...ts.sys,
    readDirectory: () => [...texts.keys()].filter((path) => path.endsWith(".ts")),
  };
  const sources: ts.CompilerOptions = { customConditions: ["@strataline/source"], types: ["node"] };
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    config,
    onlyThese,
    root,
    sources,
    `${root}/tsconfig.json`,
  );
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    directoryExists: (path) => path.startsWith(root) || ts.sys.directoryExists(path),
    getSourceFile: (path, target, ...rest) => {
      const text = texts.get(path);
      return text === undefined
        ? disk.getSourceFile(path, target, ...rest)
        : ts.createSourceFile(path, text, target);
    },
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram(fileNames, options, host))
    .filter(({ file }) => file === undefined || texts.has(file.fileName))
    .map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
}
