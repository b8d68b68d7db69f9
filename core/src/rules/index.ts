// All rules, and the two steps from a project to diagnostics: findings are made once for a linked project, and turned
// into spans, severities and fixes for one file when they are asked for.
import type { Diagnostic } from "../diagnostics/index.ts";
import { keyIndexOf } from "../occurrences/index.ts";
import type { ProjectView } from "../occurrences/index.ts";
import { cycle } from "./cycle.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { dynamicConfig } from "./dynamic-config.ts";
import { dynamicKey } from "./dynamic-key.ts";
import { invalidKey } from "./invalid-key.ts";
import { missingUpstream } from "./missing-upstream.ts";
import type { Finding, Rule } from "./model.ts";
import { noCheckInLayer } from "./no-check-in-layer.ts";
import { noLayers } from "./no-layers.ts";
import { severityOf } from "./severity.ts";
import { skippedLayer } from "./skipped-layer.ts";
import { isSuppressed } from "./suppression.ts";
import { tooManyLayers } from "./too-many-layers.ts";
import { unknownLayer } from "./unknown-layer.ts";
import { unknownRule } from "./unknown-rule.ts";
import { upwardRead } from "./upward-read.ts";

export { removeDep } from "./fixes/removeDep.ts";
export { SETTINGS } from "./severity.ts";
export type { Finding, RelatedSite, Rule, RuleContext } from "./model.ts";

/** In the order of the manual. */
export const allRules: readonly Rule[] = [
  missingUpstream,
  cycle,
  duplicateKey,
  invalidKey,
  dynamicKey,
  upwardRead,
  skippedLayer,
  unknownLayer,
  noCheckInLayer,
  tooManyLayers,
  noLayers,
  dynamicConfig,
  unknownRule,
];

const codes = allRules.map(({ code }) => code);

interface RuleFinding {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** Findings of a whole project by file: valid for as long as the linked project and the graph are. */
export type Findings = ReadonlyMap<string, readonly RuleFinding[]>;

export function hasFinding(findings: Findings, code: string): boolean {
  for (const inFile of findings.values()) if (inFile.some(({ rule }) => rule.code === code)) return true;
  return false;
}

export function findProblems({ linked, graph }: Pick<ProjectView, "linked" | "graph">): Findings {
  const context = { linked, graph, keys: keyIndexOf(linked), codes };
  const byPath = new Map<string, RuleFinding[]>();
  for (const rule of allRules) {
    if (severityOf(rule, linked.config.rules) === null) continue;
    for (const finding of rule.check(context)) {
      const list = byPath.get(finding.site.path);
      if (list === undefined) byPath.set(finding.site.path, [{ rule, finding }]);
      else list.push({ rule, finding });
    }
  }
  return byPath;
}

/** Diagnostics of one file, by position; those that a comment suppresses are left out. */
export function diagnosticsOf(path: string, findings: Findings, view: ProjectView): readonly Diagnostic[] {
  const lines = view.lines(path);
  return (findings.get(path) ?? [])
    .flatMap(({ rule, finding }) => {
      const severity = severityOf(rule, view.linked.config.rules);
      const span = view.span(finding.site);
      if (severity === null || isSuppressed(rule.code, span.start, lines)) return [];
      return [
        {
          code: rule.code,
          severity,
          message: finding.message,
          path,
          span,
          related: (finding.related ?? []).map(({ message, site }) => ({
            message,
            location: { path: site.path, span: view.span(site) },
          })),
          fixes: finding.fixes?.(view) ?? [],
        },
      ];
    })
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

export interface ProjectDiagnostics {
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** All files with diagnostics, by path: for `strataline check`, and for tests. */
export function runRules(view: ProjectView, findings = findProblems(view)): readonly ProjectDiagnostics[] {
  return [...findings.keys()]
    .sort()
    .map((path) => ({ path, diagnostics: diagnosticsOf(path, findings, view) }))
    .filter(({ diagnostics }) => diagnostics.length > 0);
}
