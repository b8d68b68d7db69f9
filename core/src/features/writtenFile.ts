// A file as it is written, for edits that need more of it than analysis keeps: imports, names, calls, with their offsets.
import { scopeOf } from "../project/scope.ts";
import { optionExpr } from "../project/written.ts";
import type { LinkedDefinition, Site } from "../project/linked.ts";
import type { CallExpr, Expr, Statement, Unit } from "../syntax/facts.ts";
import type { Span } from "../text/index.ts";
import type { EditView } from "./editView.ts";

/** One imported name. */
export interface WrittenImport {
  readonly specifier: string;
  readonly specifierSpan: Span;
  readonly local: string;
  /** "default", or "*" for a namespace. */
  readonly imported: string;
  readonly typeOnly: boolean;
}

export function importsOf(view: EditView, path: string): readonly WrittenImport[] {
  const facts = view.facts(path);
  return (facts?.units ?? []).flatMap((unit, at) => {
    const { statement } = unit.shape;
    if (statement.k !== "import") return [];
    const { specifier, specifierAt, names } = statement;
    const specifierSpan = spanIn(unit, facts?.starts[at] ?? 0, specifierAt);
    return names.map(({ local, imported, typeOnly }) => ({
      specifier,
      specifierSpan,
      local,
      imported,
      typeOnly,
    }));
  });
}

/** Everything that is bound at its top level, imports too. */
export function namesIn(view: EditView, path: string): ReadonlySet<string> {
  const facts = view.facts(path);
  return new Set(facts === undefined ? [] : scopeOf(facts).locals.keys());
}

/** Modules that are loaded with it. */
export function loadedBy(view: EditView, path: string): readonly string[] {
  const facts = view.facts(path);
  return facts === undefined ? [] : scopeOf(facts).loads;
}

/** An expression, and how its indexes become offsets. */
export interface Written<E extends Expr = Expr> {
  readonly expr: E;
  readonly path: string;
  span(at: number): Span;
}

/** An option of a declaration. undefined: it is not written, or where it is written is not known. */
export function optionOf(view: EditView, definition: LinkedDefinition, name: string): Written | undefined {
  const options = optionsOf(view, definition);
  const expr = options && optionExpr(options.expr, name);
  return expr && { ...options, expr };
}

/** The first argument of the call that declares. */
export function optionsOf(view: EditView, { declarationSite }: LinkedDefinition): Written | undefined {
  const call = callAt(view, declarationSite);
  const [expr] = call?.expr.args ?? [];
  return call && expr && { ...call, expr };
}

/** The options of the config. */
export function configOptions(view: EditView, path: string): Written | undefined {
  for (const { unit, written } of unitsOf(view, path)) {
    const { statement } = unit.shape;
    if (statement.k !== "exportDefault") continue;
    const value = statement.value.k === "name" ? constantNamed(view, path, statement.value.name) : undefined;
    const root = value ?? written(statement.value);
    const [options] = root.expr.k === "call" ? root.expr.args : [root.expr];
    return options && { ...root, expr: options };
  }
  return undefined;
}

function constantNamed(view: EditView, path: string, name: string): Written | undefined {
  for (const { unit, written } of unitsOf(view, path)) {
    const { statement } = unit.shape;
    if (statement.k !== "variables") continue;
    const value = statement.declarations.find(
      ({ pattern }) => pattern.k === "name" && pattern.name === name,
    )?.value;
    if (value != null) return written(value);
  }
  return undefined;
}

interface WrittenUnit {
  readonly unit: Unit;
  readonly start: number;
  readonly written: <E extends Expr>(expr: E) => Written<E>;
}

function unitsOf(view: EditView, path: string): readonly WrittenUnit[] {
  const facts = view.facts(path);
  return (facts?.units ?? []).map((unit, at) => {
    const start = facts?.starts[at] ?? 0;
    return {
      unit,
      start,
      written: (expr) => ({ expr, path, span: (index) => spanIn(unit, start, index) }),
    };
  });
}

function spanIn({ spans }: Unit, unitStart: number, at: number): Span {
  return { start: unitStart + (spans[2 * at] ?? 0), end: unitStart + (spans[2 * at + 1] ?? 0) };
}

function callAt(view: EditView, site: Site): Written<CallExpr> | undefined {
  const wanted = view.span(site);
  for (const { unit, start, written } of unitsOf(view, site.path)) {
    if (wanted.start < start || start + unit.length < wanted.end) continue;
    const isIt = (call: CallExpr): boolean => {
      const found = spanIn(unit, start, call.at);
      return found.start === wanted.start && found.end === wanted.end;
    };
    const call = callInStatement(unit.shape.statement, isIt);
    if (call !== undefined) return written(call);
  }
  return undefined;
}

type IsIt = (call: CallExpr) => boolean;

/** Where a declaration can be edited in place: as a value at top level, in a list or object, or in the body of a function. */
function callInStatement(statement: Statement, isIt: IsIt): CallExpr | undefined {
  switch (statement.k) {
    case "variables":
      return first(statement.declarations, ({ value }) => callIn(value, isIt));
    case "function":
    case "members":
    case "expression":
    case "exportDefault":
    case "return":
      return callIn(statement.value, isIt);
    case "block":
    case "forOf":
    case "for":
    case "while":
      return first(statement.body, (one) => callInStatement(one, isIt));
    case "if":
      return first([...statement.then, ...statement.otherwise], (one) => callInStatement(one, isIt));
    default:
      return undefined;
  }
}

function callIn(expr: Expr | null, isIt: IsIt): CallExpr | undefined {
  switch (expr?.k) {
    case "call":
      return isIt(expr) ? expr : first([expr.callee, ...expr.args], (one) => callIn(one, isIt));
    case "array":
      return first(expr.items, (one) => callIn(one, isIt));
    case "object":
      return first(expr.entries, ({ value }) => callIn(value, isIt));
    case "spread":
      return callIn(expr.value, isIt);
    case "member":
      return callIn(expr.object, isIt);
    case "function": {
      const { body } = expr;
      if (body === null) return undefined;
      return isStatements(body) ? first(body, (one) => callInStatement(one, isIt)) : callIn(body, isIt);
    }
    default:
      return undefined;
  }
}

function isStatements(body: readonly Statement[] | Expr): body is readonly Statement[] {
  return Array.isArray(body);
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
