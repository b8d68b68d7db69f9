// The baseline holds findings that are not there any more.
import type { TextRule } from "./model.ts";

export const staleBaseline: TextRule = {
  code: "stale-baseline",
  scope: "text",
  defaultSeverity: "hint",
  doc: `\`strataline.baseline.json\` adopts findings that the project had when it was written: they are not shown. This one of them
is not there any more, so the entry would only hide it when it comes back.

\`\`\`ts
// strataline.baseline.json
{ "code": "skipped-layer", "file": "assets/old.ts", "about": "gold/a ← bronze/b", "count": 1 } // ✗ mended since
\`\`\`

\`strataline check --update-baseline\` writes the file anew.`,
};
