// What rules reported, as findings like all others: at the place of the asset they name, with the severity of the config, and
// silent where a comment says so. What a rule did wrong is a finding on the rule's file. Pure.
import {
  findSuppressions,
  nearestKeys,
  severityOf,
  suppressionOf,
  type Diagnostic,
  type LinkedDefinition,
  type Location,
  type RuleInfo,
  type Site,
  type Snapshot,
} from "@strataline/core";
import { MOST_FINDINGS, type Report, type RuleHead } from "./messages.ts";

/** On rule files, and on patterns that no file matches. */
export const USER_RULE_FAILED: RuleInfo = {
  code: "user-rule-failed",
  defaultSeverity: "error",
  doc: "A rule of this project could not be evaluated, or what it returned cannot be understood. It has no setting: it stands on the file of the rule.",
};
const LONGEST_MESSAGE = 2_000;

export interface UserFindings {
  readonly diagnostics: readonly Diagnostic[];
  readonly rules: readonly RuleInfo[];
}

export function toDiagnostics(reports: readonly Report[], snapshot: Snapshot): UserFindings {
  const owners = new Map<string, string>();
  const rules: RuleInfo[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const report of reports) {
    if (report.kind === "failed") {
      const what = report.code === null ? report.file : `The rule "${report.code}"`;
      const { message, location } = report.error;
      diagnostics.push(...failed(`${what} failed: ${message}`, report.file, snapshot, location));
    } else if (report.kind === "found") {
      const { rule, file, findings } = report;
      const owner = owners.get(rule.code);
      if (owner !== undefined) {
        const where = owner === file ? "this file" : owner;
        diagnostics.push(...failed(`Another rule in ${where} has the code "${rule.code}".`, file, snapshot));
        continue;
      }
      owners.set(rule.code, file);
      rules.push(infoOf(rule));
      diagnostics.push(...diagnosticsOf(rule, file, findings, snapshot));
    }
  }
  return { diagnostics: sorted(diagnostics), rules: [...rules, USER_RULE_FAILED] };
}

/** A finding on a rule's file, or on the config. */
function failed(
  message: string,
  file: string,
  snapshot: Snapshot,
  place?: { readonly file: string; readonly line: number; readonly character: number },
): readonly Diagnostic[] {
  const path = place?.file ?? file;
  const lines = snapshot.lines(path);
  const start = place === undefined ? 0 : lines.offset(place);
  const location = { path, span: { start, end: start } };
  return present(infoOf(USER_RULE_FAILED), { location, message, about: message, related: [] }, snapshot);
}

export function failedAt(message: string, site: Site, snapshot: Snapshot): readonly Diagnostic[] {
  const location = locationOf(site, snapshot);
  return present(infoOf(USER_RULE_FAILED), { location, message, about: message, related: [] }, snapshot);
}

function infoOf(rule: RuleHead | RuleInfo): RuleInfo {
  return "severity" in rule ? { code: rule.code, defaultSeverity: rule.severity, doc: rule.doc } : rule;
}

function diagnosticsOf(
  rule: RuleHead,
  file: string,
  findings: readonly unknown[],
  snapshot: Snapshot,
): readonly Diagnostic[] {
  const info = infoOf(rule);
  if (severityOf(info, snapshot.linked.config.rules) === null) return [];
  const definitions = new Map(snapshot.linked.definitions.toReversed().map((one) => [one.id, one]));
  const found = findings.slice(0, MOST_FINDINGS).flatMap((given) => {
    const judged = judge(given, definitions);
    if (typeof judged === "string") return failed(`The rule "${rule.code}" ${judged}`, file, snapshot);
    const { message, about, site } = judged;
    const location = site === null ? configPlace(snapshot, file) : locationOf(site, snapshot);
    const related = judged.related.map((one) => ({
      message: one.message,
      location: locationOf(one.site, snapshot),
    }));
    return present(info, { location, message, about, related }, snapshot);
  });
  if (findings.length <= MOST_FINDINGS) return found;
  const most = `The rule "${rule.code}" has more than ${MOST_FINDINGS} findings: only the first are shown.`;
  return [...found, ...failed(most, file, snapshot)];
}

interface Judged {
  readonly message: string;
  /** For the baseline: keys, or the message when there are none. */
  readonly about: string;
  readonly site: Site | null;
  readonly related: readonly { readonly message: string; readonly site: Site }[];
}

/** The finding, or what is wrong with it, to go after "The rule …". */
function judge(given: unknown, definitions: ReadonlyMap<string, LinkedDefinition>): Judged | string {
  if (typeof given !== "object" || given === null) return "returned a finding that is no object.";
  const { message, key, dep, related = [] } = given as Readonly<Record<string, unknown>>;
  if (typeof message !== "string" || message.trim() === "") return "returned a finding without a `message`.";
  const definition = definitionOf(key, definitions);
  if (typeof definition === "string") return definition;
  const places: { message: string; site: Site }[] = [];
  for (const one of Array.isArray(related) ? (related as readonly unknown[]) : []) {
    const { key: other, message: text } = (one ?? {}) as Readonly<Record<string, unknown>>;
    const target = definitionOf(other, definitions);
    if (typeof target === "string") return target;
    if (target !== null)
      places.push({ message: typeof text === "string" ? text : target.id, site: target.keySite });
  }
  const read = definition?.deps.find((one) => one.key.key === dep);
  if (dep !== undefined && read === undefined) {
    return `returned a finding about the dep ${JSON.stringify(dep)} of ${JSON.stringify(key)}, which it does not have.`;
  }
  return {
    message: message.slice(0, LONGEST_MESSAGE),
    about: aboutOf(definition, read?.key.key) ?? message,
    site: read?.site ?? definition?.keySite ?? null,
    related: places,
  };
}

function aboutOf(definition: LinkedDefinition | null, dep: string | undefined): string | undefined {
  return dep === undefined ? definition?.id : `${definition?.id ?? ""} ← ${dep}`;
}

/** null: it names none. */
function definitionOf(
  key: unknown,
  definitions: ReadonlyMap<string, LinkedDefinition>,
): LinkedDefinition | null | string {
  if (key === undefined || key === null) return null;
  const found = typeof key === "string" ? definitions.get(key) : undefined;
  if (found !== undefined) return found;
  const near = typeof key === "string" ? nearestKeys(key, definitions.keys(), 1)[0] : undefined;
  const hint = near === undefined ? "" : ` Did it mean "${near}"?`;
  return `returned a finding about ${JSON.stringify(key)}, which is declared nowhere.${hint}`;
}

function present(
  info: RuleInfo,
  found: Pick<Diagnostic, "message" | "about" | "related"> & { readonly location: Location },
  snapshot: Snapshot,
): readonly Diagnostic[] {
  const { location, message, about, related } = found;
  const severity = severityOf(info, snapshot.linked.config.rules);
  if (severity === null || isSuppressed(info.code, location, snapshot)) return [];
  return [{ code: info.code, severity, message, about, ...location, related, fixes: [] }];
}

function isSuppressed(code: string, { path, span }: Location, snapshot: Snapshot): boolean {
  const lines = snapshot.lines(path);
  const suppressions = findSuppressions(snapshot.text(path) ?? "", lines);
  return suppressionOf(code, lines.position(span.start).line, suppressions) !== undefined;
}

function locationOf(site: Site, snapshot: Snapshot): Location {
  return { path: site.path, span: snapshot.span(site) };
}

function configPlace({ linked }: Snapshot, file: string): Location {
  return { path: linked.config.path ?? file, span: { start: 0, end: 0 } };
}

function sorted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.span.start - b.span.start,
  );
}
