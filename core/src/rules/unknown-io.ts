// An asset is stored by an IO manager that the config does not have.
import type { FileRule, Finding } from "./model.ts";
import { unknownName } from "./named.ts";

export const unknownIo: FileRule = {
  code: "unknown-io",
  scope: "file",
  isLocal: true,
  defaultSeverity: "error",
  doc: `An asset names an IO manager that the config does not have, so it could not be stored.

\`\`\`ts
defineConfig({ io: { default: lake(), warehouse: postgres(…) } });
asset({ key: "gold/revenue", io: "warehose", … }); // ✗ did you mean "warehouse"?
asset({ key: "gold/revenue", io: "warehouse", … }); // ✓
\`\`\``,

  *check({ definitions }, { config: { ioNames } }): Iterable<Finding> {
    if (ioNames === null) return;
    for (const { io, id } of definitions) {
      if (io === null || ioNames.includes(io.text)) continue;
      const what = `The config has no IO manager "${io.text}".`;
      yield unknownName(what, io, ioNames, "IO managers", `${id}: ${io.text}`);
    }
  },
};
