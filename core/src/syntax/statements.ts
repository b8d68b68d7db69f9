// Top-level statements → imports, exports, bindings and calls of a file.
import * as ts from "typescript";
import { readExpression, readPropertyName } from "./expressions.ts";
import type { BindingFact, ExportFact, Expr, FileShape, ImportFact, ObjectEntry } from "./facts.ts";
import { readNested } from "./nested.ts";
import type { Reader } from "./reader.ts";
import { docComment } from "./trivia.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };
export type ShapeBuilder = Mutable<Omit<FileShape, "nested">>;

export function readImport(reader: Reader, node: ts.ImportDeclaration): ImportFact[] {
  if (!ts.isStringLiteral(node.moduleSpecifier)) return [];
  const specifier = node.moduleSpecifier.text;
  const specifierAt = reader.at(node.moduleSpecifier);
  const clause = node.importClause;
  const clauseTypeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const fact = (local: string, imported: string, at: number, typeOnly = clauseTypeOnly): ImportFact => ({
    specifier,
    specifierAt,
    local,
    imported,
    at,
    typeOnly,
  });
  if (!clause) return [fact("", "", reader.at(node))];
  const facts: ImportFact[] = [];
  if (clause.name) facts.push(fact(ts.idText(clause.name), "default", reader.at(clause.name)));
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) {
    facts.push(fact(ts.idText(bindings.name), "*", reader.at(bindings)));
  } else if (bindings) {
    for (const element of bindings.elements) {
      const imported = moduleName(element.propertyName ?? element.name);
      const typeOnly = clauseTypeOnly || element.isTypeOnly;
      facts.push(fact(ts.idText(element.name), imported, reader.at(element), typeOnly));
    }
  }
  return facts;
}

export function readStatement(reader: Reader, node: ts.Statement, shape: ShapeBuilder): void {
  reader.declarationName = "";
  if (ts.isVariableStatement(node)) readVariables(reader, node, shape);
  else if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))
    readFunctionOrClass(reader, node, shape);
  else if (ts.isEnumDeclaration(node)) {
    if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return;
    addBinding(reader, shape, { node, id: node.name, kind: "enum" }, () => readEnum(reader, node));
  } else if (ts.isExportDeclaration(node)) readExportDeclaration(reader, node, shape);
  else if (ts.isExportAssignment(node)) {
    const at = reader.at(node);
    shape.exports.push({ name: "default", local: "", value: readExpression(reader, node.expression), at });
  } else if (ts.isExpressionStatement(node)) shape.statements.push(readExpression(reader, node.expression));
  else if (
    !ts.isInterfaceDeclaration(node) &&
    !ts.isTypeAliasDeclaration(node) &&
    !ts.isImportDeclaration(node)
  ) {
    readNested(reader, node);
  }
}

function readVariables(reader: Reader, node: ts.VariableStatement, shape: ShapeBuilder): void {
  const isConst = (node.declarationList.flags & ts.NodeFlags.Const) !== 0;
  const isExported = hasModifier(node, ts.SyntaxKind.ExportKeyword);
  const declarationAt = reader.at(node);
  const doc = docComment(reader.text, node.pos, reader.start(node));
  for (const { name, initializer } of node.declarationList.declarations) {
    const add = (id: ts.Identifier, value: Expr): void => {
      const at = reader.at(id);
      const binding = {
        name: ts.idText(id),
        at,
        kind: isConst ? "const" : "let",
        value,
        declarationAt,
      } as const;
      shape.bindings.push(doc === undefined ? binding : { ...binding, doc });
      if (isExported) shape.exports.push({ name: binding.name, local: binding.name, at });
    };
    if (ts.isIdentifier(name)) reader.declarationName = ts.idText(name);
    const value: Expr = initializer
      ? readExpression(reader, initializer)
      : { k: "unknown", reason: "a declaration without a value", at: reader.at(name) };
    readPattern(reader, name, value, add);
  }
}

/** Every name bound by a pattern, with the expression that gives its value. */
function readPattern(
  reader: Reader,
  name: ts.BindingName,
  value: Expr,
  add: (id: ts.Identifier, value: Expr) => void,
): void {
  if (ts.isIdentifier(name)) {
    if (ts.idText(name) !== "") add(name, value);
    return;
  }
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const at = reader.at(element);
    if (element.dotDotDotToken) {
      readPattern(reader, element.name, { k: "unknown", reason: "a rest pattern", at }, add);
      return;
    }
    const property = ts.isArrayBindingPattern(name)
      ? ({ k: "number", value: index, at } as const)
      : propertyOf(reader, element);
    const member: Expr = { k: "member", object: value, property, at, propertyAt: property.at };
    const bound: Expr = element.initializer
      ? { k: "binary", op: "??", left: member, right: readExpression(reader, element.initializer), at }
      : member;
    readPattern(reader, element.name, bound, add);
  });
}

function propertyOf(reader: Reader, element: ts.BindingElement): Expr {
  const name = element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined);
  if (!name) return { k: "unknown", reason: "a pattern without a property", at: reader.at(element) };
  return readPropertyName(reader, name, (child) => readExpression(reader, child));
}

function readFunctionOrClass(
  reader: Reader,
  node: ts.FunctionDeclaration | ts.ClassDeclaration,
  shape: ShapeBuilder,
): void {
  const kind = ts.isClassDeclaration(node) ? "class" : "function";
  const isDefault = hasModifier(node, ts.SyntaxKind.DefaultKeyword);
  if (!node.name) {
    const at = reader.at(node);
    readNested(reader, node);
    if (isDefault)
      shape.exports.push({ name: "default", local: "", value: { k: "function", name: "", at }, at });
    return;
  }
  const name = ts.idText(node.name);
  addBinding(reader, shape, { node, id: node.name, kind }, () => {
    const at = reader.at(node);
    readNested(reader, node);
    return ts.isClassDeclaration(node) ? readStatics(reader, node, at) : { k: "function", name, at };
  });
}

/** `static readonly` properties of a class are constants like those of an object. */
function readStatics(reader: Reader, node: ts.ClassDeclaration, at: number): Expr {
  const entries: ObjectEntry[] = [];
  for (const member of node.members) {
    if (!ts.isPropertyDeclaration(member) || !member.initializer) continue;
    if (
      !hasModifier(member, ts.SyntaxKind.StaticKeyword) ||
      !hasModifier(member, ts.SyntaxKind.ReadonlyKeyword)
    )
      continue;
    const memberAt = reader.at(member);
    const name = readPropertyName(reader, member.name, (child) => readExpression(reader, child));
    const value = readExpression(reader, member.initializer);
    entries.push({ k: "property", name, value, at: memberAt, shorthand: false });
  }
  return { k: "object", entries, at };
}

function readEnum(reader: Reader, node: ts.EnumDeclaration): Expr {
  const at = reader.at(node);
  let next: number | undefined = 0;
  const entries = node.members.map((member): ObjectEntry => {
    const memberAt = reader.at(member);
    const name = readPropertyName(reader, member.name, (child) => readExpression(reader, child));
    let value: Expr;
    if (member.initializer) value = readExpression(reader, member.initializer);
    else if (next !== undefined) value = { k: "number", value: next, at: memberAt };
    else value = { k: "unknown", reason: "an enum member without a value", at: memberAt };
    next = value.k === "number" ? value.value + 1 : undefined;
    return { k: "property", name, value, at: memberAt, shorthand: false };
  });
  return { k: "object", entries, at };
}

interface NamedDeclaration {
  readonly node: ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration;
  readonly id: ts.Identifier;
  readonly kind: BindingFact["kind"];
}

function addBinding(
  reader: Reader,
  shape: ShapeBuilder,
  { node, id, kind }: NamedDeclaration,
  readValue: () => Expr,
): void {
  const name = ts.idText(id);
  reader.declarationName = name;
  const at = reader.at(id);
  const declarationAt = reader.at(node);
  const doc = docComment(reader.text, node.pos, reader.start(node));
  const binding: BindingFact = { name, at, kind, value: readValue(), declarationAt };
  shape.bindings.push(doc === undefined ? binding : { ...binding, doc });
  if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) return;
  const exported = hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? "default" : name;
  shape.exports.push({ name: exported, local: name, at });
}

function readExportDeclaration(reader: Reader, node: ts.ExportDeclaration, shape: ShapeBuilder): void {
  if (node.isTypeOnly) return;
  const from =
    node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  const add = (name: string, local: string, at: number): void => {
    const fact: ExportFact = { name, local, at };
    shape.exports.push(from === undefined ? fact : { ...fact, from });
  };
  const clause = node.exportClause;
  if (!clause) {
    if (from !== undefined) add("*", "*", reader.at(node));
    return;
  }
  if (ts.isNamespaceExport(clause)) {
    add(moduleName(clause.name), "*", reader.at(clause));
    return;
  }
  for (const element of clause.elements) {
    if (element.isTypeOnly) continue;
    add(moduleName(element.name), moduleName(element.propertyName ?? element.name), reader.at(element));
  }
}

/** `import { "a name" as b }` is allowed too. */
function moduleName(node: ts.ModuleExportName): string {
  return ts.isIdentifier(node) ? ts.idText(node) : node.text;
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers?.some((modifier) => modifier.kind === kind) ?? false);
}
