// The dependency rule of ARCHITECTURE.md and the habits of CONTRIBUTING.md, checked against the real sources.
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/**
 * Folder → what it may import besides itself. A line added here is a decision about the design.
 * Folders of core may only name folders that stand before them, so that core has no cycles.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "core/src/text": [],
  "core/src/keys": [],
  "core/src/cron": ["core/src/keys"],
  "core/src/partitions": ["core/src/keys", "core/src/cron"],
  "core/src/graph": ["core/src/keys"],
  "core/src/staleness": ["core/src/text"],
  "core/src/diagnostics": ["core/src/text"],
  "core/src/syntax": ["core/src/text", "core/src/keys", "core/src/diagnostics", "typescript"],
  // The features' model is the shape of a snapshot's answers: types only.
  "core/src/project": [...coreFoldersUntil("syntax"), "core/src/features/model"],
  "core/src/occurrences": coreFoldersUntil("project"),
  "core/src/rules": coreFoldersUntil("occurrences"),
  "core/src/features": coreFoldersUntil("rules"),
  protocol: ["core"],
  sdk: ["core", "protocol", "@duckdb/node-api", "tsx", "node:"],
  server: ["core", "protocol", "vscode-languageserver", "vscode-languageserver-textdocument", "node:"],
  client: ["core", "protocol", "vscode", "vscode-languageclient", "node:"],
  webview: ["core", "protocol", "d3"],
};

function coreFoldersUntil(last: string): string[] {
  const order = [
    "text",
    "keys",
    "cron",
    "partitions",
    "graph",
    "staleness",
    "diagnostics",
    "syntax",
    "project",
    "occurrences",
    "rules",
  ];
  return order.slice(0, order.indexOf(last) + 1).map((name) => `core/src/${name}`);
}

interface Import {
  /** A file of ours without its extension, or a package. */
  readonly target: string;
  readonly isTypeOnly: boolean;
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const workspaces = ["core", "protocol", "sdk", "server", "client", "webview"];
const sources = workspaces.flatMap((folder) => typescriptFiles(`${folder}/src`)).map(readSource);

describe("the dependency rule", () => {
  test.for(Object.entries(mayImport))("%s imports only what it may", ([folder, allowed]) => {
    const places = [folder, ...allowed];
    expect(strayImports(folder, ({ target }) => !places.some((place) => isWithin(target, place)))).toEqual(
      [],
    );
  });

  test("every folder of core has a line in the rule", () => {
    const names = readdirSync("core/src", { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `core/src/${name}`);
    expect(names.filter((name) => !(name in mayImport))).toEqual([]);
  });

  test("folders of core only name folders before them", () => {
    const order = Object.keys(mayImport).filter((name) => name.startsWith("core/"));
    const late = order.filter((name, i) =>
      mayImport[name]?.some((other) => other in mayImport && !order.slice(0, i).includes(other)),
    );
    expect(late).toEqual([]);
  });

  test.for(["protocol", "client", "webview"])("%s takes no code of core but the graph's", (folder) => {
    const isCode = ({ target, isTypeOnly }: Import) =>
      isWithin(target, "core") && !isWithin(target, "core/src/graph") && !isTypeOnly;
    expect(strayImports(folder, isCode)).toEqual([]);
  });
});

describe("house rules", () => {
  test("every file that decides something says so in its first line", () => {
    const silent = sources.filter(({ text }) => !/^(\/\/ |\/\*\*)/.test(text) && !isBarrel(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  test("no rule of the linter or the compiler is switched off inline", () => {
    const switchedOff = sources.filter(({ text }) =>
      /eslint-disable|@ts-(ignore|expect-error|nocheck)/.test(text),
    );
    expect(switchedOff.map(({ path }) => path)).toEqual([]);
  });
});

/** A file of nothing but re-exports. */
function isBarrel(text: string): boolean {
  const tree = ts.createSourceFile("barrel.ts", text, ts.ScriptTarget.Latest);
  return tree.statements.every(ts.isExportDeclaration);
}

function strayImports(folder: string, isStray: (found: Import) => boolean): string[] {
  return sources
    .filter(({ path }) => isWithin(path, folder))
    .flatMap(({ path, imports }) => imports.filter(isStray).map(({ target }) => `${path} imports ${target}`));
}

function typescriptFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .sort();
}

function readSource(path: string): Source {
  const text = readFileSync(path, "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found !== undefined) imports.push({ ...found, target: resolve(path, found.target) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, text, imports };
}

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    const isTypeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return specifier(node.moduleSpecifier, isTypeOnly);
  }
  if (ts.isExportDeclaration(node)) return specifier(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return specifier(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return specifier(node.arguments[0], false);
  }
  return undefined;
}

function specifier(node: ts.Node | undefined, isTypeOnly: boolean): Import | undefined {
  return node !== undefined && ts.isStringLiteral(node) ? { target: node.text, isTypeOnly } : undefined;
}

/** `./x.ts` and `@strataline/core/graph` become paths of the repository without extension. */
function resolve(from: string, target: string): string {
  if (target.startsWith(".")) return withoutExtension(posix.join(posix.dirname(from), target));
  const [, workspace, folder] = /^@strataline\/([^/]+)(?:\/(.+))?$/.exec(target) ?? [];
  if (workspace === undefined) return target;
  return folder === undefined ? `${workspace}/src/index` : `${workspace}/src/${folder}/index`;
}

function withoutExtension(path: string): string {
  return path.replace(/\.ts$/, "");
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(place.endsWith(":") ? place : `${place}/`);
}
