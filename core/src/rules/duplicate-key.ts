// Two declarations claim one key.
import { shortKey } from "../keys/index.ts";
import type { Finding, FileRule } from "./model.ts";

export const duplicateKey: FileRule = {
  code: "duplicate-key",
  scope: "file",
  defaultSeverity: "error",
  doc: `Two declarations have the same key. A key names one table: only one of them could be stored and read.

\`\`\`ts
export const orders = asset({ key: "silver/orders", … });
export const clean = asset({ key: "silver/orders", … }); // ✗ "silver/orders" is declared twice
export const clean = asset({ key: "silver/clean_orders", … }); // ✓
\`\`\``,

  *check({ definitions }, { keys }): Iterable<Finding> {
    for (const definition of definitions) {
      const key = definition.key?.key;
      const count = key === undefined ? 0 : keys.definitions(key).length;
      if (key === undefined || count < 2) continue;
      const times = count === 2 ? "twice" : `${count} times`;
      yield {
        message: `"${shortKey(key)}" is declared ${times}. Give one of them another key.`,
        site: definition.keySite,
        about: key,
        related: (now) =>
          now
            .definitions(key)
            .filter((other) => other !== definition)
            .slice(0, 20)
            .map((other) => ({ message: `"${shortKey(key)}" is also declared here`, site: other.keySite })),
      };
    }
  },
};
