// A key that the runtime would refuse.
import { keyProblem, nearestValidKey, shortKey } from "../keys/index.ts";
import { narrow, rekey } from "../occurrences/index.ts";
import type { LinkedDefinition, LinkedFile } from "../project/linked.ts";
import type { Finding, FileRule } from "./model.ts";

export const invalidKey: FileRule = {
  code: "invalid-key",
  scope: "file",
  isLocal: true,
  defaultSeverity: "error",
  doc: `A key is not valid. Keys name folders and tables, so they are components of letters, digits, \`_\`, \`.\` and \`-\` (beginning
with a letter, digit or \`_\`), joined by \`/\`, at most 200 characters.

\`\`\`ts
asset({ key: "silver/daily orders", … }) // ✗ contains a space
asset({ key: "silver/daily_orders", … }) // ✓
\`\`\``,

  *check({ definitions, schedules }: LinkedFile): Iterable<Finding> {
    for (const definition of definitions) {
      yield* neverKeys(definition);
      const key = definition.key?.key ?? null;
      const problem = key === null ? null : keyProblem(key);
      if (key !== null && problem !== null) yield invalid(definition, key, problem);
    }
    for (const { unresolvedTargets, name } of schedules) {
      const schedule = name === null ? "this schedule" : `the schedule "${name}"`;
      for (const { site, reason, isMistake } of unresolvedTargets) {
        if (isMistake !== true) continue;
        yield {
          message: `A target of ${schedule} is not valid: ${reason}.`,
          site,
          about: `${name ?? ""}: ${reason}`,
        };
      }
    }
  },
};

function invalid(definition: LinkedDefinition, key: string, problem: string): Finding {
  const valid = nearestValidKey(key);
  const hint = valid === null ? "" : ` Nearest valid key: "${shortKey(valid)}".`;
  return {
    message: `The key ${key === "" ? "" : `"${shortKey(key)}" `}${problem}.${hint}`,
    site: definition.keySite,
    about: key,
    fixes: (view, keys) => {
      if (valid === null || keys.definition(valid) !== undefined) return [];
      const rekeyed = rekey(view, keys, key, valid);
      if (!rekeyed.ok) return [];
      return [{ title: `Change to "${shortKey(valid)}"`, edits: rekeyed.edits, preferred: true }];
    },
  };
}

/** A number, null or nothing at all where a key is wanted. */
function* neverKeys(definition: LinkedDefinition): Iterable<Finding> {
  const { keyUnresolved, unresolvedDeps, id, binding, kind } = definition;
  const name = keyUnresolved === null ? id : (binding ?? `this ${kind}`);
  if (keyUnresolved?.isMistake === true) {
    yield {
      message: `The key of ${name} is not valid: ${keyUnresolved.reason}.`,
      site: narrow(keyUnresolved.site, definition),
      about: `${name}: ${keyUnresolved.reason}`,
    };
  }
  for (const { site, reason, isMistake } of unresolvedDeps) {
    if (isMistake === true) {
      yield { message: `A dep of ${name} is not valid: ${reason}.`, site, about: `${name}: ${reason}` };
    }
  }
}
