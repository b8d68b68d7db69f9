// An esbuild plugin that lets `import * as ts from "typescript"` be tree-shaken to what is used: about a tenth.
//
// typescript.js is one function around 5,000 statements, which no bundler dares to thin out. This rewrites it to an
// ES module whose initialisers are marked pure. It relies on the shape of exactly this version's file, so the version
// is pinned and test/core/syntax/slimTypescript.test.ts compares the result with the full parser. What is dropped:
// registrations (code fixes, refactorings) and the services' node allocator: nodes have no getText() or getStart(),
// identifiers no `text`.
import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import * as ts from "typescript";

/** Made once for all bundles of a build. */
let shakable: string | undefined;

export const slimTypescript: Plugin = {
  name: "slim-typescript",
  setup(build) {
    build.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, ({ path }) => {
      shakable ??= toShakableModule(readFileSync(path, "utf8"));
      return { contents: shakable, loader: "js" };
    });
  },
};

/** The statements of the file by what has to happen to them. */
interface Parts {
  readonly functions: ts.FunctionDeclaration[];
  readonly variables: ts.VariableDeclaration[];
  /** `((Parser2) => { … })(Parser || (Parser = {}))`, by the name it fills. */
  readonly namespaces: Map<string, ts.ArrowFunction>;
  /** `_Version.zero = …`, by the variable it belongs to. */
  readonly staticFields: Map<string, ts.ExpressionStatement[]>;
  /** The `name: () => local` entries of what the package exports. */
  exports: readonly ts.PropertyAssignment[];
}

function toShakableModule(text: string): string {
  const file = ts.createSourceFile("typescript.js", text, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const parts = sort(bodyOf(file));
  const write = (node: ts.Node): string => node.getText(file);
  const variables = parts.variables.map((variable) => writeVariable(variable, parts, write));
  const exports = parts.exports
    .filter(({ name }) => write(name) !== "Diagnostics")
    .map(({ name, initializer }) => `${write((initializer as ts.ArrowFunction).body)} as ${write(name)}`);
  const module = [...parts.functions.map(write), ...variables, `export { ${exports.join(", ")} };`].join(
    "\n",
  );
  // 2,000 messages, of which a parser uses few: one variable each, not one object.
  return module.replace(/\bDiagnostics\.(\w+)/g, "Diagnostics_$1");
}

/** The body of `((module) => { … })(…)`, the file's second statement. */
function bodyOf(file: ts.SourceFile): readonly ts.Statement[] {
  for (const statement of file.statements) {
    const arrow = ts.isExpressionStatement(statement) ? immediatelyCalled(statement.expression) : undefined;
    if (arrow !== undefined && ts.isBlock(arrow.body)) return arrow.body.statements;
  }
  throw new Error("typescript.js has another shape than expected");
}

function sort(statements: readonly ts.Statement[]): Parts {
  const parts: Parts = {
    functions: [],
    variables: [],
    namespaces: new Map(),
    staticFields: new Map(),
    exports: [],
  };
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement)) parts.functions.push(statement);
    else if (ts.isVariableStatement(statement))
      parts.variables.push(...statement.declarationList.declarations);
    else if (ts.isExpressionStatement(statement)) sortExpression(statement, parts);
    // What remains sets Node-only debugging up.
  }
  return parts;
}

function sortExpression(statement: ts.ExpressionStatement, parts: Parts): void {
  const { expression } = statement;
  if (ts.isCallExpression(expression)) {
    const namespace = immediatelyCalled(expression);
    const [target, members] = expression.arguments;
    if (namespace !== undefined && target !== undefined && ts.isBinaryExpression(target)) {
      parts.namespaces.set((target.left as ts.Identifier).text, namespace);
    } else if (isNamed(target, "typescript_exports") && members !== undefined) {
      parts.exports = (members as ts.ObjectLiteralExpression).properties.filter(ts.isPropertyAssignment);
    }
  } else if (ts.isBinaryExpression(expression) && ts.isPropertyAccessExpression(expression.left)) {
    const owner = (expression.left.expression as ts.Identifier).text;
    parts.staticFields.set(owner, [...(parts.staticFields.get(owner) ?? []), statement]);
  }
}

function writeVariable(
  variable: ts.VariableDeclaration,
  parts: Parts,
  write: (node: ts.Node) => string,
): string {
  const name = write(variable.name);
  const namespace = parts.namespaces.get(name);
  if (namespace !== undefined) {
    return pure(name, `const filled = {}; (${write(namespace)})(filled); return filled;`);
  }
  const { initializer } = variable;
  if (initializer === undefined) return `var ${name};`;
  if (name === "Diagnostics") {
    return (initializer as ts.ObjectLiteralExpression).properties
      .filter(ts.isPropertyAssignment)
      .map(
        (message) =>
          `var Diagnostics_${write(message.name)} = /* @__PURE__ */ ${write(message.initializer)};`,
      )
      .join("\n");
  }
  const fields = parts.staticFields.get(name);
  return fields === undefined
    ? pure(name, `return ${write(initializer)};`)
    : pure(name, `const ${name} = ${write(initializer)}; ${fields.map(write).join(" ")} return ${name};`);
}

/** Evaluated only when something uses the name. */
function pure(name: string, body: string): string {
  return `var ${name} = /* @__PURE__ */ (() => { ${body} })();`;
}

/** The arrow function in `((…) => …)(…)`. */
function immediatelyCalled(expression: ts.Expression): ts.ArrowFunction | undefined {
  if (!ts.isCallExpression(expression) || !ts.isParenthesizedExpression(expression.expression))
    return undefined;
  const arrow = expression.expression.expression;
  return ts.isArrowFunction(arrow) ? arrow : undefined;
}

function isNamed(node: ts.Node | undefined, name: string): boolean {
  return node !== undefined && ts.isIdentifier(node) && node.text === name;
}
