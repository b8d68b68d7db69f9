// What the code of one file is, for code versions: each top-level declaration as a hash of its syntax tree and the names
// it uses. Comments, formatting, types, `export` and trailing commas do not reach the hash.
import * as ts from "typescript";
import { hashText } from "../text/hash.ts";
import { namesDeclaredBy, patternNames, type Scope } from "./localNames.ts";
import { parseTolerant } from "./tolerant.ts";
import { skipTrivia } from "./trivia.ts";
import { DESCRIPTIVE_OPTIONS } from "./vocabulary.ts";

export interface CodeFact {
  readonly hash: string;
  /** Names that are not bound inside, in order of appearance; with the member for `name.member`. */
  readonly uses: readonly { readonly name: string; readonly member: string | null }[];
  /** Offsets of the declaring calls in it. They have facts of their own and are not part of this one. */
  readonly declares: readonly number[];
}

export interface FileCode {
  /** By name; "default" for `export default`. */
  readonly declarations: ReadonlyMap<string, CodeFact>;
  /** By offset of the declaring call. */
  readonly calls: ReadonlyMap<number, CodeFact>;
  /** By offset of the top-level statement. */
  readonly statements: ReadonlyMap<number, CodeFact>;
}

/** Offsets of calls that declare assets. */
export interface DeclaringCalls {
  /** At top level: each has code of its own, apart from the statement around it. */
  readonly own: ReadonlySet<number>;
  /** In functions and loops: they belong to the code around them. */
  readonly inside: ReadonlySet<number>;
}

export function readCode(path: string, text: string, calls: DeclaringCalls): FileCode {
  const declarations = new Map<string, CodeFact>();
  const facts = new Map<number, CodeFact>();
  const statements = new Map<number, CodeFact>();
  for (const chunk of parseTolerant(path, text).chunks) {
    const file: FileContext = { text: chunk.text, base: chunk.base, calls, facts };
    for (const statement of chunk.statements) {
      if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) continue;
      const reader = new CodeReader(file);
      reader.visit(statement, undefined);
      const fact = reader.finish();
      statements.set(chunk.base + skipTrivia(chunk.text, statement.pos), fact);
      for (const name of topLevelNames(statement)) if (!declarations.has(name)) declarations.set(name, fact);
    }
  }
  return { declarations, calls: facts, statements };
}

interface FileContext {
  readonly text: string;
  readonly base: number;
  readonly calls: DeclaringCalls;
  readonly facts: Map<number, CodeFact>;
}

/** Deeper trees are hashed as text. */
const MAX_DEPTH = 400;

class CodeReader {
  readonly #file: FileContext;
  readonly #words: string[] = [];
  readonly #uses = new Map<string, CodeFact["uses"][number]>();
  readonly #declares: number[] = [];
  #depth = 0;

  constructor(file: FileContext) {
    this.#file = file;
  }

  finish(): CodeFact {
    return {
      hash: hashText(this.#words.join("\n")),
      uses: [...this.#uses.values()],
      declares: this.#declares,
    };
  }

  visit(node: ts.Node, scope: Scope | undefined): void {
    if (isWithoutEffect(node)) return;
    const inner = unwrap(node);
    if (inner) {
      this.visit(inner, scope);
      return;
    }
    if (ts.isCallExpression(node) && this.#isDeclaring(node)) {
      this.#readDeclaringCall(node, scope);
      return;
    }
    this.#words.push(`${node.kind}${detailOf(node)}`);
    if (ts.isIdentifier(node)) this.#use(ts.idText(node), null, scope);
    else if (ts.isShorthandPropertyAssignment(node)) this.#use(ts.idText(node.name), null, scope);
    else if (ts.isCallExpression(node) && this.#file.calls.inside.has(this.#offset(node))) {
      this.#visitArguments(node, (child) => this.visit(child, scope));
    } else if (this.#depth >= MAX_DEPTH) this.#words.push(this.#file.text.slice(node.pos, node.end));
    else {
      this.#depth++;
      this.#visitChildren(node, extend(scope, node));
      this.#depth--;
    }
    this.#words.push(")");
  }

  #visitChildren(node: ts.Node, scope: Scope | undefined): void {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      this.#words.push(ts.idText(node.expression), node.questionDotToken ? "?." : ".", ts.idText(node.name));
      this.#use(ts.idText(node.expression), ts.idText(node.name), scope);
      return;
    }
    ts.forEachChild(node, (child) => {
      if (isPlainName(node, child)) this.#words.push(ts.idText(child));
      else this.visit(child, scope);
    });
  }

  #use(name: string, member: string | null, scope: Scope | undefined): void {
    for (let at = scope; at; at = at.parent) if (at.names.has(name)) return;
    const id = member === null ? name : `${name}.${member}`;
    if (!this.#uses.has(id)) this.#uses.set(id, { name, member });
  }

  #offset(node: ts.Node): number {
    return this.#file.base + skipTrivia(this.#file.text, node.pos);
  }

  #isDeclaring(node: ts.CallExpression): boolean {
    return this.#file.calls.own.has(this.#offset(node));
  }

  #readDeclaringCall(node: ts.CallExpression, scope: Scope | undefined): void {
    const offset = this.#offset(node);
    this.#declares.push(offset);
    this.#words.push("declaration");
    const reader = new CodeReader(this.#file);
    reader.#visitArguments(node, (child) => reader.visit(child, scope));
    this.#file.facts.set(offset, reader.finish());
  }

  /** Without the options that only describe. */
  #visitArguments(node: ts.CallExpression, visit: (child: ts.Node) => void): void {
    visit(node.expression);
    for (const argument of node.arguments) {
      if (!ts.isObjectLiteralExpression(argument)) visit(argument);
      else argument.properties.filter((property) => !isDescriptive(property)).forEach(visit);
    }
  }
}

function extend(scope: Scope | undefined, node: ts.Node): Scope | undefined {
  const names = namesDeclaredBy(node);
  return names.size === 0 ? scope : { names, parent: scope };
}

function isDescriptive({ name }: ts.ObjectLiteralElementLike): boolean {
  return name !== undefined && ts.isIdentifier(name) && DESCRIPTIVE_OPTIONS.has(ts.idText(name));
}

const WITHOUT_EFFECT: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.TypeParameter,
  ts.SyntaxKind.ExportKeyword,
  ts.SyntaxKind.DefaultKeyword,
  ts.SyntaxKind.DeclareKeyword,
  ts.SyntaxKind.PublicKeyword,
  ts.SyntaxKind.PrivateKeyword,
  ts.SyntaxKind.ProtectedKeyword,
  ts.SyntaxKind.ReadonlyKeyword,
  ts.SyntaxKind.EmptyStatement,
]);

/** Types, and words that only say who may see a declaration. */
function isWithoutEffect(node: ts.Node): boolean {
  return WITHOUT_EFFECT.has(node.kind) || (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node));
}

/** The expression inside of parentheses, casts and heritage clauses. */
function unwrap(node: ts.Node): ts.Expression | undefined {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return node.expression;
  }
  if (ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node)) return node.expression;
  return ts.isExpressionWithTypeArguments(node) ? node.expression : undefined;
}

/** What a node says by itself, beside its kind and children. */
function detailOf(node: ts.Node): string {
  if (ts.isIdentifier(node)) return ts.idText(node);
  if (ts.isShorthandPropertyAssignment(node)) return ts.idText(node.name);
  if (ts.isPrivateIdentifier(node)) return ts.idText(node);
  if (ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node)) {
    return JSON.stringify(node.text);
  }
  if (ts.isJsxText(node)) return JSON.stringify(node.text);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return `u${node.operator}`;
  if (ts.isVariableDeclarationList(node)) return `v${node.flags & ts.NodeFlags.BlockScoped}`;
  return "";
}

/** A name that is no reference: of a property, a declaration, a label. */
function isPlainName(parent: ts.Node, child: ts.Node): child is ts.Identifier {
  if (!ts.isIdentifier(child)) return false;
  const { name, propertyName, label } = parent as Partial<Record<"name" | "propertyName" | "label", ts.Node>>;
  return child === name || child === propertyName || child === label;
}

function topLevelNames(node: ts.Statement): readonly string[] {
  if (ts.isExportAssignment(node)) return ["default"];
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap(({ name }) => patternNames(name));
  }
  if (!ts.isFunctionDeclaration(node) && !ts.isClassDeclaration(node) && !ts.isEnumDeclaration(node))
    return [];
  const isDefault = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
  return [...(node.name ? [ts.idText(node.name)] : []), ...(isDefault ? ["default"] : [])];
}
