// A file in which one statement changes what another has bound is followed as it runs: from its first statement to its last.
import type { Evaluator } from "./evaluate.ts";
import { bindTopLevel, named } from "./bindings.ts";
import { execute } from "./execute.ts";
import type { Site } from "./linked.ts";
import { Frame, type Scope } from "./run.ts";
import { boundBy } from "./scope.ts";
import { unresolved, type Value } from "./values.ts";

/** The id under which `Evaluator.remember` keeps it. */
export const WHOLE_FILE = "whole file";

/** The values that names have when the file has been run. */
export function runWholeFile(evaluator: Evaluator, path: string): (name: string, site: Site) => Value {
  return evaluator.remember(path, WHOLE_FILE, { path, at: 0 }, (run) => {
    const units = evaluator.units(path);
    const names = evaluator.fileScope(path);
    const frame = new Frame(null, 0, true);
    const values = new Map<string, Value>();
    for (const unit of units) {
      const { statement, tag } = unit.shape;
      if (statement.k !== "function") continue;
      const scope: Scope = { ...evaluator.scopeIn(path, unit), frame };
      frame.declare(statement.name, named(evaluator.evaluate(scope, statement.value), statement.name, tag));
    }
    for (const unit of units) {
      const { statement } = unit.shape;
      const scope: Scope = { ...evaluator.scopeIn(path, unit), frame };
      if (statement.k === "variables") {
        for (const index of statement.declarations.keys()) {
          bindTopLevel(evaluator, scope, { unit, index }, (name, value) => frame.declare(name, value));
        }
        for (const { name } of boundBy(statement)) {
          if (names?.changed.get(name) !== true) continue;
          frame.declare(name, unresolved({ path, at: scope.base }, `\`${name}\` is changed by a function`));
        }
        continue;
      }
      const end = execute(evaluator, scope, statement);
      if (end.k === "doubt") run.doubt(end.reason);
    }
    for (const name of [...(names?.locals.keys() ?? []), "export default"]) {
      const value = frame.own(name);
      if (value) values.set(name, value);
    }
    return values;
  });
}
