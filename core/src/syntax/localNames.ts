// The names a piece of syntax binds for its inside: parameters, block declarations, loop and catch variables.
import * as ts from "typescript";

export interface Scope {
  readonly names: ReadonlySet<string>;
  readonly parent: Scope | undefined;
}

const NONE: ReadonlySet<string> = new Set();

export function namesDeclaredBy(node: ts.Node): ReadonlySet<string> {
  if (ts.isFunctionLike(node)) {
    const own = ts.isFunctionExpression(node) && node.name ? [ts.idText(node.name)] : [];
    return new Set([...own, ...node.parameters.flatMap(({ name }) => patternNames(name))]);
  }
  if (ts.isBlock(node)) return new Set(node.statements.flatMap(statementNames));
  if (ts.isCaseBlock(node)) {
    return new Set(node.clauses.flatMap(({ statements }) => statements.flatMap(statementNames)));
  }
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const { initializer } = node;
    return initializer && ts.isVariableDeclarationList(initializer) ? new Set(listNames(initializer)) : NONE;
  }
  if (ts.isCatchClause(node))
    return new Set(node.variableDeclaration ? patternNames(node.variableDeclaration.name) : []);
  if (ts.isClassExpression(node) && node.name) return new Set([ts.idText(node.name)]);
  return NONE;
}

/** All names a binding pattern binds. */
export function patternNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [ts.idText(name)];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : patternNames(element.name),
  );
}

function statementNames(node: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(node)) return listNames(node.declarationList);
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) {
    return node.name ? [ts.idText(node.name)] : [];
  }
  return [];
}

function listNames(list: ts.VariableDeclarationList): readonly string[] {
  return list.declarations.flatMap(({ name }) => patternNames(name));
}
