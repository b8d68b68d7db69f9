// A file in which one statement changes what another has bound is followed as it runs: from its first statement to its last.
import type { Unit } from "../syntax/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import { bindTopLevel, named } from "./bindings.ts";
import { execute } from "./execute.ts";
import type { Site } from "./linked.ts";
import { Frame, type Run, type Scope } from "./run.ts";
import { boundBy } from "./scope.ts";
import { unresolved, type Declaration, type Value } from "./values.ts";

/** The id under which `Evaluator.remember` keeps it. */
export const WHOLE_FILE = "whole file";

/** The values that names have when the file has been run. */
export function runWholeFile(evaluator: Evaluator, path: string): (name: string, site: Site) => Value {
  return evaluator.remember(path, WHOLE_FILE, { path, at: 0 }, (run) => {
    const units = evaluator.units(path);
    const frame = new Frame(null, 0, true);
    const declaredInOrder = new Map<string, readonly Declaration[]>();
    evaluator.memory.of(path).declaredInOrder = declaredInOrder;
    for (const unit of units) {
      const { statement, tag } = unit.shape;
      if (statement.k !== "function") continue;
      const scope: Scope = { ...evaluator.scopeIn(path, unit), frame };
      frame.declare(statement.name, named(evaluator.evaluate(scope, statement.value), statement.name, tag));
    }
    for (const unit of units) {
      const before = run.declared.length;
      follow(evaluator, { ...evaluator.scopeIn(path, unit), frame }, unit, run);
      if (run.declared.length > before) declaredInOrder.set(unit.id, run.declared.slice(before));
    }
    const values = new Map<string, Value>();
    for (const name of [...(evaluator.fileScope(path)?.locals.keys() ?? []), "export default"]) {
      const value = frame.own(name);
      if (value) values.set(name, value);
    }
    return values;
  });
}

function follow(evaluator: Evaluator, scope: Scope & { frame: Frame }, unit: Unit, run: Run): void {
  const { statement } = unit.shape;
  const { path, base, frame } = scope;
  if (statement.k !== "variables") {
    const end = execute(evaluator, scope, statement);
    if (end.k === "doubt") run.doubt(end.reason);
    return;
  }
  for (const index of statement.declarations.keys()) {
    bindTopLevel(evaluator, scope, { unit, index }, (name, value) => frame.declare(name, value));
  }
  const names = evaluator.fileScope(path);
  for (const { name } of boundBy(statement)) {
    if (names?.changed.get(name) !== true) continue;
    frame.declare(name, unresolved({ path, at: base }, `\`${name}\` is changed by a function`));
  }
}
