// Which cells of a file (see memory.ts) say something else in its new text.
import type { Expr } from "../syntax/facts.ts";
import { isEqual } from "./equality.ts";
import { valueOf, type FileScope, type LocalName } from "./scope.ts";

export function changedCells(path: string, before: FileScope, after: FileScope): ReadonlySet<string> {
  const cells = new Set<string>([`${path}\n*`]);
  const names = new Set([...before.locals.keys(), ...after.locals.keys()]);
  for (const name of names) {
    const old = before.locals.get(name);
    const now = after.locals.get(name);
    const wasChanged = before.changed.get(name);
    if (wasChanged !== after.changed.get(name) || before.isSequential || after.isSequential) {
      addWhole(cells, `${path}\n${name}`, old, now);
    } else if (!isSameLocal(old, now)) {
      addChanged(cells, `${path}\n${name}`, old, now);
    }
  }
  for (const name of new Set([...before.exports.keys(), ...after.exports.keys()])) {
    const old = before.exports.get(name);
    const now = after.exports.get(name);
    const isSame = old?.local === now?.local && old?.from === now?.from;
    // Its site is where something that cannot be known is shown.
    const isMoved = old?.unit.id !== now?.unit.id;
    if (!isSame || isMoved || old?.at !== now?.at) cells.add(`${path}\nexport ${name}`);
    if (old?.local === null && now?.local === null && !isMoved && old.unit.shape !== now.unit.shape) {
      addParts(cells, `${path}\nexport default`, defaultValue(old.unit), defaultValue(now.unit));
    } else if (old?.local === null || now?.local === null) {
      if (!isSame || isMoved) {
        for (const one of [old, now])
          addExpr(cells, `${path}\nexport default`, one && defaultValue(one.unit));
      }
    }
  }
  if (!isEqual(before.stars, after.stars)) cells.add(`${path}\nexport *`);
  return cells;
}

function isSameLocal(old: LocalName | undefined, now: LocalName | undefined): boolean {
  if (old?.k === "binding" && now?.k === "binding") {
    // Sites of a unit under another id are others, though it says the same.
    return (
      old.unit.id === now.unit.id &&
      old.index === now.index &&
      old.unit.shape === now.unit.shape &&
      old.unit.isOlder === now.unit.isOlder
    );
  }
  if (old?.k !== "import" || now?.k !== "import") return old === now;
  const [a, b] = [old.fact, now.fact];
  return old.specifier === now.specifier && a.imported === b.imported && a.typeOnly === b.typeOnly;
}

function defaultValue({ shape: { statement } }: LocalName["unit"]): Expr | undefined {
  return statement.k === "exportDefault" ? statement.value : undefined;
}

function addChanged(
  cells: Set<string>,
  cell: string,
  old: LocalName | undefined,
  now: LocalName | undefined,
): void {
  const isOther = old?.unit.id !== now?.unit.id || old?.unit.shape.tag !== now?.unit.shape.tag;
  const [before, after] = [old, now].map((local) => (local?.k === "binding" ? valueOf(local) : undefined));
  // A name inside of a pattern has no expression of its own.
  if (isOther || !before || !after) addWhole(cells, cell, old, now);
  else addParts(cells, cell, before, after);
}

/** Every part of it may be another. */
function addWhole(
  cells: Set<string>,
  cell: string,
  old: LocalName | undefined,
  now: LocalName | undefined,
): void {
  for (const local of [old, now]) addExpr(cells, cell, local?.k === "binding" ? valueOf(local) : undefined);
}

/** With all parts of all parts. */
function addExpr(cells: Set<string>, cell: string, expr: Expr | undefined): void {
  cells.add(cell).add(`${cell}@`);
  for (const [name, part] of partsOf(expr) ?? []) addExpr(cells, `${cell}.${name}`, part);
}

function addParts(cells: Set<string>, cell: string, old: Expr | undefined, now: Expr | undefined): void {
  if (isEqual(old, now)) return;
  cells.add(cell);
  const before = partsOf(old);
  const after = partsOf(now);
  if (!before || !after || !isEqual(headOf(old), headOf(now))) cells.add(`${cell}@`);
  for (const name of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    addParts(cells, `${cell}.${name}`, before?.get(name), after?.get(name));
  }
}

/** Properties of an object literal, or of the options of a call: what can be read one by one. */
function partsOf(expr: Expr | undefined): ReadonlyMap<string, Expr> | undefined {
  const object = expr?.k === "call" ? expr.args[0] : expr;
  if (object?.k !== "object") return undefined;
  const parts = new Map<string, Expr>();
  for (const entry of object.entries) {
    if (entry.k === "spread" || entry.name.k !== "string") return undefined;
    parts.set(entry.name.value, entry.value);
  }
  return parts;
}

/** What is left of it without those parts. */
function headOf(expr: Expr | undefined): unknown {
  if (expr?.k !== "call") return expr?.k;
  return [expr.k, expr.callee, expr.args.slice(1), expr.isNew];
}
