// A key or dep that cannot be known without running the code.
import { narrow, siteId } from "../occurrences/index.ts";
import type { Finding, Rule, RuleContext } from "./model.ts";

const HELP = "Write it as a literal, or from constants that can be read here.";

export const dynamicKey: Rule = {
  code: "dynamic-key",
  defaultSeverity: "information",
  doc: `A key or a dep cannot be known without running the code, so it is drawn dashed and left out of navigation, rename and
the other rules. Nothing is guessed.

\`\`\`ts
asset({ key: \`silver/\${process.env.NAME}\`, … }) // dynamic: only known when the code runs
const NAME = "orders";
asset({ key: \`silver/\${NAME}\`, … }) // ✓ "silver/orders"
\`\`\`

Literals, templates, concatenation, \`as const\` objects, enums and constants of other files can be read.`,

  *check({ linked }: RuleContext): Iterable<Finding> {
    const told = new Set<string>();
    for (const definition of linked.definitions) {
      const { keyUnresolved, keySite, unresolvedDeps, id, binding, key } = definition;
      const name = key === null ? (binding ?? "this declaration") : id;
      if (keyUnresolved !== null && keyUnresolved.isMistake !== true) {
        const { site, reason } = keyUnresolved;
        const elsewhere = site.path === keySite.path ? [] : [{ message: "This expression stopped it", site }];
        yield {
          message: `The key of ${name} cannot be known without running the code, because ${reason}. ${HELP}`,
          site: narrow(site.path === keySite.path ? site : keySite, definition),
          related: elsewhere,
        };
      }
      for (const { site, reason, isMistake } of unresolvedDeps) {
        if (isMistake === true || told.has(siteId(site))) continue;
        told.add(siteId(site));
        const message = `A dep of ${name} cannot be known without running the code, because ${reason}. ${HELP}`;
        yield { message, site };
      }
    }
  },
};
