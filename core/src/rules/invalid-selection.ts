// A schedule selects its assets by an expression that is no selection.
import { parseSelection } from "../graph/index.ts";
import type { FileRule, Finding } from "./model.ts";

export const invalidSelection: FileRule = {
  code: "invalid-selection",
  scope: "file",
  isLocal: true,
  defaultSeverity: "error",
  doc: `The selection of a schedule is not valid, so the schedule would compute nothing.

\`\`\`ts
schedule({ cron: "@daily", select: "layr:gold" }) // ✗ unknown attribute; nearest: layer
schedule({ cron: "@daily", select: "layer:gold" }) // ✓
\`\`\``,

  *check({ schedules }): Iterable<Finding> {
    for (const { name, selection } of schedules) {
      const parsed = selection && parseSelection(selection.text);
      if (!selection || !parsed || parsed.ok) continue;
      const about = `${name ?? "a schedule"}: ${selection.text}`;
      yield { message: `This is no selection: ${parsed.message}`, site: selection.site, about };
    }
  },
};
