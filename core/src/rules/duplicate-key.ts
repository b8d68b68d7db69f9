// Two declarations claim one key.
import { shortKey } from "../keys/index.ts";
import type { Finding, Rule } from "./model.ts";

export const duplicateKey: Rule = {
  code: "duplicate-key",
  defaultSeverity: "error",
  doc: `Two declarations have the same key. A key names one table: only one of them could be stored and read.

\`\`\`ts
export const orders = asset({ key: "silver/orders", … });
export const clean = asset({ key: "silver/orders", … }); // ✗ "silver/orders" is declared twice
export const clean = asset({ key: "silver/clean_orders", … }); // ✓
\`\`\``,

  *check({ keys }): Iterable<Finding> {
    for (const key of keys.keys) {
      const all = keys.definitions(key);
      if (all.length < 2) continue;
      for (const definition of all) {
        const others = all.filter((other) => other !== definition);
        const times = all.length === 2 ? "twice" : `${all.length} times`;
        yield {
          message: `"${shortKey(key)}" is declared ${times}. Give one of them another key.`,
          site: definition.keySite,
          related: others
            .slice(0, 20)
            .map((other) => ({ message: `"${shortKey(key)}" is also declared here`, site: other.keySite })),
        };
      }
    }
  },
};
