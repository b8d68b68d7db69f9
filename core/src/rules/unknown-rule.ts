// The config sets a rule, or a severity, that does not exist.
import { nearestName } from "../keys/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import type { Fix } from "../diagnostics/index.ts";
import type { Site } from "../project/linked.ts";
import type { Finding, ProjectRule, ProjectContext } from "./model.ts";
import { SETTINGS, isSetting } from "./severity.ts";
import { isUserCode } from "./userCode.ts";

export const unknownRule: ProjectRule = {
  code: "unknown-rule",
  scope: "project",
  defaultSeverity: "warning",
  doc: `\`rules\` in the config names a rule or a severity that does not exist, so the setting does nothing.

\`\`\`ts
rules: { "skiped-layer": "off" }, // ✗ did you mean "skipped-layer"?
rules: { "skipped-layer": "of" }, // ✗ did you mean "off"?
rules: { "skipped-layer": "off" }, // ✓
\`\`\`

Severities: ${SETTINGS.map((setting) => `\`${setting}\``).join(", ")}.`,

  *check({ linked: { config }, codes }: ProjectContext): Iterable<Finding> {
    for (const [code, setting] of Object.entries(config.rules)) {
      const site = config.ruleSites[code] ?? config.layersSite;
      if (site === null) continue;
      if (!codes.includes(code) && !isUserCode(code))
        yield finding(`There is no rule "${code}".`, site, code, codes);
      else if (!isSetting(setting)) {
        yield finding(`"${setting}" is not a severity (${SETTINGS.join(", ")}).`, site, setting, SETTINGS);
      }
    }
  },
};

function finding(what: string, site: Site, wrong: string, known: readonly string[]): Finding {
  const nearest = nearestName(wrong, known);
  return {
    message: nearest === null ? what : `${what} Did you mean "${nearest}"?`,
    site,
    about: wrong,
    fixes: (view) => (nearest === null ? [] : changeWord(view, site, wrong, nearest)),
  };
}

function changeWord(view: ProjectView, site: Site, wrong: string, right: string): readonly Fix[] {
  const { start, end } = view.span(site);
  const at = view.text(site.path)?.slice(start, end).lastIndexOf(wrong) ?? -1;
  if (at < 0) return [];
  const span = { start: start + at, end: start + at + wrong.length };
  return [
    { title: `Change to "${right}"`, edits: [{ path: site.path, span, newText: right }], preferred: true },
  ];
}
