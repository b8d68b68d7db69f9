// A check names a column that the schema does not have.
import type { FileRule, Finding } from "./model.ts";
import { unknownName } from "./named.ts";

export const unknownColumn: FileRule = {
  code: "unknown-column",
  scope: "file",
  isLocal: true,
  defaultSeverity: "error",
  doc: `A check names a column that the asset's schema does not have, so it would fail at every run. Only schemas that can be read
are compared.

\`\`\`ts
schema: z.object({ order_id: z.string() }),
checks: [check.unique("orderid")], // ✗ did you mean "order_id"?
checks: [check.unique("order_id")], // ✓
\`\`\``,

  *check({ definitions }): Iterable<Finding> {
    for (const { id, checks, columns } of definitions) {
      if (columns === null) continue;
      const known = columns.map(({ text }) => text);
      for (const column of checks.flatMap((check) => check.columns)) {
        if (known.includes(column.text)) continue;
        const what = `The schema of "${id}" has no column "${column.text}".`;
        yield unknownName(what, column, known, "columns", `${id}: ${column.text}`);
      }
    }
  },
};
