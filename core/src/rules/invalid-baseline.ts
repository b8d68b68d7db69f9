// The baseline cannot be read, so that nothing is adopted.
import type { TextRule } from "./model.ts";

export const invalidBaseline: TextRule = {
  code: "invalid-baseline",
  scope: "text",
  defaultSeverity: "error",
  doc: `\`strataline.baseline.json\` cannot be read, so that all findings are shown.

\`\`\`ts
// strataline.baseline.json
{ "version": 1, "findings": [{ "code": "skipped-layer", "file": "assets/old.ts", "about": "gold/a ← bronze/b", "count": 1 }] } // ✓
\`\`\`

\`strataline check --update-baseline\` writes the file anew.`,
};
