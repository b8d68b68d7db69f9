// A declared key that the runtime would refuse.
import { keyProblem, nearestValidKey, shortKey } from "../keys/index.ts";
import { rekey } from "../occurrences/index.ts";
import type { Finding, Rule, RuleContext } from "./model.ts";

export const invalidKey: Rule = {
  code: "invalid-key",
  defaultSeverity: "error",
  doc: `A key is not valid. Keys name folders and tables, so they are components of letters, digits, \`_\`, \`.\` and \`-\` (beginning
with a letter, digit or \`_\`), joined by \`/\`, at most 200 characters.

\`\`\`ts
asset({ key: "silver/daily orders", … }) // ✗ contains a space
asset({ key: "silver/daily_orders", … }) // ✓
\`\`\``,

  *check({ linked, keys }: RuleContext): Iterable<Finding> {
    for (const definition of linked.definitions) {
      if (definition.key === null) continue;
      const { key } = definition.key;
      const problem = keyProblem(key);
      if (problem === null) continue;
      const valid = nearestValidKey(key);
      const hint = valid === null ? "" : ` Nearest valid key: "${shortKey(valid)}".`;
      yield {
        message: `The key ${key === "" ? "" : `"${shortKey(key)}" `}${problem}.${hint}`,
        site: definition.keySite,
        fixes: (view) => {
          if (valid === null || keys.definition(valid) !== undefined) return [];
          const rekeyed = rekey(view, keys, key, valid);
          if (!rekeyed.ok) return [];
          return [{ title: `Change to "${shortKey(valid)}"`, edits: rekeyed.edits, preferred: true }];
        },
      };
    }
  },
};
