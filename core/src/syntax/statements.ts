// Statements, at top level and in bodies of functions.
import * as ts from "typescript";
import { noteChangesIn } from "./changes.ts";
import { readExpression, readPropertyName } from "./expressions.ts";
import type { Exported, ExportFact, Expr, ImportFact, ObjectEntry, Statement } from "./facts.ts";
import { readFunction } from "./functions.ts";
import { readPattern } from "./patterns.ts";
import type { Reader } from "./reader.ts";

/** Deeper nesting is not written by people; reading it could exhaust the stack. */
const MAX_DEPTH = 200;

export function readBody(reader: Reader, nodes: readonly ts.Statement[]): readonly Statement[] {
  const body: Statement[] = [];
  for (const node of nodes) {
    const statement = readStatement(reader, node);
    if (statement) body.push(statement);
  }
  // Arrays that grew keep room for many more.
  return body.slice();
}

/** undefined for what does nothing: types, empty statements. */
export function readStatement(reader: Reader, node: ts.Statement): Statement | undefined {
  if (reader.depth > MAX_DEPTH) return unknown(reader, node, "code nested too deeply");
  reader.depth++;
  const statement = readNode(reader, node);
  reader.depth--;
  return statement;
}

function readNode(reader: Reader, node: ts.Statement): Statement | undefined {
  if (ts.isVariableStatement(node)) {
    const exported = hasModifier(node, ts.SyntaxKind.ExportKeyword) ? "named" : "no";
    if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return undefined;
    return readVariables(reader, node, node.declarationList, exported);
  }
  if (ts.isExpressionStatement(node))
    return { k: "expression", value: readExpression(reader, node.expression) };
  if (ts.isReturnStatement(node)) {
    return { k: "return", value: node.expression ? readExpression(reader, node.expression) : null };
  }
  if (ts.isFunctionDeclaration(node)) return readFunctionDeclaration(reader, node);
  if (ts.isIfStatement(node)) {
    const test = readExpression(reader, node.expression);
    const then = readBranch(reader, node.thenStatement);
    return {
      k: "if",
      test,
      then,
      otherwise: node.elseStatement ? readBranch(reader, node.elseStatement) : [],
    };
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return readForOf(reader, node);
  if (ts.isForStatement(node)) return readFor(reader, node);
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) {
    const at = reader.at(node);
    const test = readExpression(reader, node.expression);
    return { k: "while", test, isDo: ts.isDoStatement(node), body: readBranch(reader, node.statement), at };
  }
  if (ts.isBlock(node)) return { k: "block", body: readBody(reader, node.statements) };
  if (ts.isSwitchStatement(node)) {
    const subject = readExpression(reader, node.expression);
    const clauses = node.caseBlock.clauses.map((clause) => ({
      test: ts.isCaseClause(clause) ? readExpression(reader, clause.expression) : null,
      body: readBody(reader, clause.statements),
    }));
    return { k: "switch", subject, clauses };
  }
  if (ts.isTryStatement(node)) {
    // Constants do not throw: what is caught is not followed.
    const body = readBody(reader, node.tryBlock.statements);
    if (node.catchClause) noteChangesIn(reader, node.catchClause);
    return { k: "block", body: [...body, ...readBody(reader, node.finallyBlock?.statements ?? [])] };
  }
  if (ts.isThrowStatement(node)) return { k: "throw", at: reader.at(node) };
  if (ts.isBreakStatement(node) && !node.label) return { k: "break" };
  if (ts.isContinueStatement(node) && !node.label) return { k: "continue" };
  if (ts.isClassDeclaration(node)) return readClass(reader, node);
  if (ts.isEnumDeclaration(node)) return readEnum(reader, node);
  if (ts.isImportDeclaration(node)) return readImport(reader, node);
  if (ts.isExportDeclaration(node)) return readExport(reader, node);
  if (ts.isExportAssignment(node)) {
    const at = reader.at(node);
    return { k: "exportDefault", value: readExpression(reader, node.expression), at };
  }
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return undefined;
  if (node.kind === ts.SyntaxKind.EmptyStatement) return undefined;
  if (ts.isModuleDeclaration(node) && hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return undefined;
  return unknown(reader, node, describe(node));
}

function describe(node: ts.Statement): string {
  if (ts.isLabeledStatement(node)) return "a labelled statement";
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return "a jump to a label";
  if (ts.isModuleDeclaration(node)) return "a namespace";
  return "this statement";
}

/** What may be declared inside is kept: it must not be forgotten. */
function unknown(reader: Reader, node: ts.Statement, reason: string): Statement {
  const at = reader.at(node);
  noteChangesIn(reader, node);
  return { k: "unknown", reason, inside: callsIn(reader, node), at };
}

/** Outermost calls in code that is not followed. */
function callsIn(reader: Reader, root: ts.Node): readonly Expr[] {
  const calls: Expr[] = [];
  let visited = 0;
  const visit = (node: ts.Node): void => {
    // Deeper or larger trees are not written by people; walking them could exhaust the stack.
    if (visited++ > 5_000) return;
    if (ts.isCallExpression(node)) calls.push(readExpression(reader, node));
    else ts.forEachChild(node, visit);
  };
  if (reader.depth <= MAX_DEPTH) ts.forEachChild(root, visit);
  return calls;
}

function readBranch(reader: Reader, node: ts.Statement): readonly Statement[] {
  if (ts.isBlock(node)) return readBody(reader, node.statements);
  return readBody(reader, [node]);
}

function readVariables(
  reader: Reader,
  node: ts.Node,
  list: ts.VariableDeclarationList,
  exported: Exported,
): Statement {
  const at = reader.at(node);
  const declarations = list.declarations.map(({ name, initializer }) => ({
    pattern: readPattern(reader, name),
    value: initializer ? readExpression(reader, initializer) : null,
  }));
  return { k: "variables", kind: kindOf(list), declarations, exported, at };
}

function kindOf({ flags }: ts.VariableDeclarationList): "const" | "let" | "var" {
  if ((flags & ts.NodeFlags.Const) !== 0) return "const";
  return (flags & ts.NodeFlags.Let) === 0 ? "var" : "let";
}

function readForOf(reader: Reader, node: ts.ForOfStatement | ts.ForInStatement): Statement {
  const at = reader.at(node);
  const { initializer } = node;
  const name = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  const isAsync = ts.isForOfStatement(node) && node.awaitModifier !== undefined;
  if (!name || isAsync) return unknown(reader, node, "a loop");
  const pattern = readPattern(reader, name);
  const of = readExpression(reader, node.expression);
  const body = readBranch(reader, node.statement);
  return { k: "forOf", isIn: ts.isForInStatement(node), pattern, of, body, at };
}

function readFor(reader: Reader, node: ts.ForStatement): Statement {
  const at = reader.at(node);
  const { initializer, condition, incrementor } = node;
  let init: readonly Statement[] = [];
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    init = [readVariables(reader, initializer, initializer, "no")];
  } else if (initializer) init = [{ k: "expression", value: readExpression(reader, initializer) }];
  const test = condition ? readExpression(reader, condition) : null;
  const update = incrementor ? readExpression(reader, incrementor) : null;
  return { k: "for", init, test, update, body: readBranch(reader, node.statement), at };
}

function readFunctionDeclaration(reader: Reader, node: ts.FunctionDeclaration): Statement | undefined {
  if (!node.body) return undefined; // An overload.
  const at = reader.at(node);
  const nameAt = node.name ? reader.at(node.name) : at;
  const value = readFunction(reader, node);
  if (!node.name) return { k: "exportDefault", value, at };
  return { k: "function", name: ts.idText(node.name), nameAt, value, exported: exportedBy(node), at };
}

function exportedBy(node: ts.Node): Exported {
  if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) return "no";
  return hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? "default" : "named";
}

/** `static` properties and methods of a class are those of an object. */
function readClass(reader: Reader, node: ts.ClassDeclaration): Statement | undefined {
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return undefined;
  const at = reader.at(node);
  const nameAt = node.name ? reader.at(node.name) : at;
  const entries: ObjectEntry[] = [];
  const outer = reader.thisName;
  reader.thisName = node.name && ts.idText(node.name);
  for (const member of node.members) {
    const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
    const isRead = ts.isPropertyDeclaration(member) || (ts.isMethodDeclaration(member) && member.body);
    if (!isStatic || !isRead) {
      noteChangesIn(reader, member);
      continue;
    }
    const memberAt = reader.at(member);
    const name = readPropertyName(reader, member.name);
    entries.push({ k: "property", name, value: readStatic(reader, member), at: memberAt, shorthand: false });
  }
  reader.thisName = outer;
  const value: Expr = { k: "object", entries, at };
  if (!node.name) return { k: "exportDefault", value, at };
  return {
    k: "members",
    kind: "class",
    name: ts.idText(node.name),
    nameAt,
    value,
    exported: exportedBy(node),
    at,
  };
}

function readStatic(reader: Reader, member: ts.PropertyDeclaration | ts.MethodDeclaration): Expr {
  if (ts.isMethodDeclaration(member)) return readFunction(reader, member);
  if (!member.initializer) return { k: "undefined", at: reader.at(member) };
  return readExpression(reader, member.initializer);
}

function readEnum(reader: Reader, node: ts.EnumDeclaration): Statement | undefined {
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return undefined;
  const at = reader.at(node);
  const nameAt = reader.at(node.name);
  let next: number | undefined = 0;
  const entries = node.members.map((member): ObjectEntry => {
    const memberAt = reader.at(member);
    const name = readPropertyName(reader, member.name);
    let value: Expr;
    if (member.initializer) value = readExpression(reader, member.initializer);
    else if (next !== undefined) value = { k: "number", value: next, at: memberAt };
    else value = { k: "unknown", reason: "an enum member without a value", at: memberAt };
    next = value.k === "number" ? value.value + 1 : undefined;
    return { k: "property", name, value, at: memberAt, shorthand: false };
  });
  const value: Expr = { k: "object", entries, at };
  return {
    k: "members",
    kind: "enum",
    name: ts.idText(node.name),
    nameAt,
    value,
    exported: exportedBy(node),
    at,
  };
}

function readImport(reader: Reader, node: ts.ImportDeclaration): Statement | undefined {
  if (!ts.isStringLiteral(node.moduleSpecifier)) return undefined;
  const specifierAt = reader.at(node.moduleSpecifier);
  const clause = node.importClause;
  const clauseTypeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const names: ImportFact[] = [];
  const add = (local: string, imported: string, at: number, typeOnly = clauseTypeOnly): void => {
    names.push({ local, imported, at, typeOnly });
  };
  if (!clause) add("", "", reader.at(node));
  if (clause?.name) add(ts.idText(clause.name), "default", reader.at(clause.name));
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) add(ts.idText(bindings.name), "*", reader.at(bindings));
  else if (bindings) {
    for (const element of bindings.elements) {
      const imported = moduleName(element.propertyName ?? element.name);
      add(ts.idText(element.name), imported, reader.at(element), clauseTypeOnly || element.isTypeOnly);
    }
  }
  return { k: "import", specifier: node.moduleSpecifier.text, specifierAt, names: names.slice() };
}

function readExport(reader: Reader, node: ts.ExportDeclaration): Statement | undefined {
  if (node.isTypeOnly) return undefined;
  const { moduleSpecifier, exportClause: clause } = node;
  const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : null;
  const fromAt = reader.at(moduleSpecifier ?? node);
  const names: ExportFact[] = [];
  if (!clause) {
    if (from === null) return undefined;
    names.push({ name: "*", local: "*", at: reader.at(node) });
  } else if (ts.isNamespaceExport(clause)) {
    names.push({ name: moduleName(clause.name), local: "*", at: reader.at(clause) });
  } else {
    for (const element of clause.elements) {
      if (element.isTypeOnly) continue;
      const name = moduleName(element.name);
      names.push({ name, local: moduleName(element.propertyName ?? element.name), at: reader.at(element) });
    }
  }
  return { k: "export", names: names.slice(), from, fromAt };
}

/** `import { "a name" as b }` is allowed too. */
function moduleName(node: ts.ModuleExportName): string {
  return ts.isIdentifier(node) ? ts.idText(node) : node.text;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers?.some((modifier) => modifier.kind === kind) ?? false);
}
