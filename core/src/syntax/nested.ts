// Calls in code that is not followed (functions, loops, conditions) that may declare an asset. They are recorded so that
// the project can say "dynamic" instead of forgetting them. Factories and loops over constants will be followed here.
import * as ts from "typescript";
import { readExpression } from "./expressions.ts";
import { noteMutation } from "./mutations.ts";
import type { NestedCall } from "./facts.ts";
import type { Reader } from "./reader.ts";
import { DECLARING_FUNCTIONS } from "./vocabulary.ts";

/** Deeper trees are not written by people; walking them could exhaust the stack. */
const MAX_DEPTH = 1_000;

/** `functionName`: what `root` is called, when it is a function without a name of its own. */
export function readNested(reader: Reader, root: ts.Node, functionName = ""): void {
  const visit = (node: ts.Node, place: Place, depth: number): void => {
    if (ts.isCallExpression(node) && mayDeclare(reader, node)) {
      reader.nested.push({ call: readExpression(reader, node), ...place });
      return;
    }
    if (depth > MAX_DEPTH) return;
    noteMutation(reader, node);
    const inside = enter(node, place);
    ts.forEachChild(node, (child) => visit(child, inside, depth + 1));
  };
  const name = reader.declarationName;
  if (functionName === "") visit(root, { within: "code", name }, 0);
  else ts.forEachChild(root, (child) => visit(child, { within: describeFunction(functionName), name }, 1));
}

type Place = Pick<NestedCall, "within" | "name">;

function enter(node: ts.Node, place: Place): Place {
  const functionName = nameOfFunction(node);
  if (functionName !== undefined) {
    return { within: describeFunction(functionName), name: functionName || place.name };
  }
  const block = describeBlock(node);
  return block === undefined ? place : { within: block, name: place.name };
}

/** Called by an imported name that declares, or by any imported name with an object that has a key. */
function mayDeclare(reader: Reader, call: ts.CallExpression): boolean {
  const name = importedName(reader, call.expression);
  if (name === undefined) return false;
  if (DECLARING_FUNCTIONS.has(name)) return true;
  const [options] = call.arguments;
  return (
    options !== undefined &&
    ts.isObjectLiteralExpression(options) &&
    options.properties.some(({ name }) => name && ts.isIdentifier(name) && ts.idText(name) === "key")
  );
}

function importedName(reader: Reader, callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) return reader.imported.get(ts.idText(callee));
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return undefined;
  return reader.imported.has(ts.idText(callee.expression)) ? ts.idText(callee.name) : undefined;
}

/** "" for a function without a name, undefined when it is no function. */
function nameOfFunction(node: ts.Node): string | undefined {
  if (ts.isArrowFunction(node)) return "";
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node))
    return node.name ? ts.idText(node.name) : "";
  if (ts.isMethodDeclaration(node)) return ts.isIdentifier(node.name) ? ts.idText(node.name) : "";
  return undefined;
}

function describeFunction(name: string): string {
  return name === "" ? "a function" : `the function \`${name}\``;
}

function describeBlock(node: ts.Node): string | undefined {
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) return "a loop";
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return "a loop";
  if (ts.isIfStatement(node) || ts.isSwitchStatement(node)) return "a condition";
  if (ts.isTryStatement(node)) return "a `try` block";
  return undefined;
}
