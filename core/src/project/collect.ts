// What one file declares when it is loaded: each call of the SDK's declaring functions, also those that factories, loops and
// callbacks make.
import type { Unit } from "../syntax/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import { execute } from "./execute.ts";
import { Frame } from "./run.ts";
import { boundBy } from "./scope.ts";
import { runWholeFile } from "./sequential.ts";
import type { Declaration, Value } from "./values.ts";

export interface Found {
  readonly declaration: Declaration;
  /** Name of the binding it is the value of. */
  readonly binding: string | null;
  /** Name of the top-level declaration it comes from, for want of a key: "" when it has none. */
  readonly name: string;
  readonly exportName: string | null;
  readonly doc: string | null;
  /** Its text cannot be read at the moment. */
  readonly isOlder: boolean;
  /** Which of the file's statements it comes from. */
  readonly unitIndex: number;
}

/** In the order in which they happen. */
export function collectDeclarations(evaluator: Evaluator, path: string): readonly Found[] {
  const names = evaluator.fileScope(path);
  if (!names) return [];
  const units = evaluator.units(path);
  if (evaluator.isSequential(path)) runWholeFile(evaluator, path);
  // Running it may have shown that it takes too long.
  if (evaluator.isSequential(path)) return collectSequential(evaluator, path, units);
  const found: Found[] = [];
  for (const [unitIndex, unit] of units.entries()) {
    const declared = declaredBy(evaluator, path, unit);
    if (declared.length > 0) found.push(...describe(evaluator, path, unit, unitIndex, declared));
  }
  return found;
}

function declaredBy(evaluator: Evaluator, path: string, unit: Unit): readonly Declaration[] {
  const { statement } = unit.shape;
  const { k } = statement;
  // Nothing happens when these are loaded.
  if (k === "function" || k === "import" || k === "export") return [];
  if (k === "variables" || k === "members") {
    const count = k === "members" ? 1 : statement.declarations.length;
    const declared: Declaration[] = [];
    for (let index = 0; index < count; index++) {
      evaluator.bindings.declaration(path, { unit, index });
      declared.push(...evaluator.declaredBy(path, `${unit.id}\n${index}`));
    }
    return declared;
  }
  if (k === "exportDefault") {
    evaluator.exported(path, "default");
    return evaluator.declaredBy(path, "export default");
  }
  const id = `${unit.id}\n`;
  const outside = evaluator.scopeIn(path, unit);
  evaluator.remember(path, id, { path, at: outside.base }, (run) => {
    // `asset({…})` alone stands at top level; loops and conditions have names of their own.
    if (k === "expression") evaluator.evaluate(outside, statement.value);
    else execute(evaluator, { ...outside, frame: new Frame(null, run.doubts, true) }, statement);
    return new Map();
  });
  return evaluator.declaredBy(path, id);
}

function collectSequential(evaluator: Evaluator, path: string, units: readonly Unit[]): readonly Found[] {
  const { declaredInOrder } = evaluator.memory.of(path);
  return units.flatMap((unit, unitIndex) => {
    const declared = declaredInOrder.get(unit.id);
    return declared ? describe(evaluator, path, unit, unitIndex, declared) : [];
  });
}

/** Where it stands in the code that is loaded: the call of its factory, or itself. */
export function placeOf({
  factory,
  call,
  scope,
}: Declaration): Declaration["scope"] & { readonly at: number } {
  return factory ? { ...factory.scope, at: factory.call.at } : { ...scope, at: call.at };
}

function describe(
  evaluator: Evaluator,
  path: string,
  unit: Unit,
  unitIndex: number,
  declared: readonly Declaration[],
): readonly Found[] {
  const { statement, doc } = unit.shape;
  const names = boundBy(statement);
  const bindings = new Map<Declaration, string>();
  for (const { name } of names) {
    const value: Value = evaluator.bindings.value(path, name, { path, at: 0 });
    if (value.k === "declaration" && !bindings.has(value.declaration)) bindings.set(value.declaration, name);
  }
  const name = names[0]?.name ?? (statement.k === "exportDefault" ? "default" : "");
  return declared.map((declaration): Found => {
    const binding = bindings.get(declaration) ?? null;
    const isDefault = statement.k === "exportDefault" && isWhole(statement.value, declaration);
    return {
      declaration,
      binding,
      name,
      exportName: binding !== null ? exportNameOf(evaluator, path, binding) : isDefault ? "default" : null,
      doc: binding !== null || isDefault ? (doc ?? null) : null,
      isOlder: unit.isOlder === true,
      unitIndex,
    };
  });
}

function isWhole(value: unknown, { call, factory }: Declaration): boolean {
  return value === call || value === factory?.call;
}

function exportNameOf(evaluator: Evaluator, path: string, binding: string): string | null {
  for (const [name, { local, from }] of evaluator.fileScope(path)?.exports ?? []) {
    if (local === binding && from === null) return name;
  }
  return null;
}
