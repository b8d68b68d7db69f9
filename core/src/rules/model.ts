// What a rule is. Rules speak of sites, not offsets: their findings stay valid while only positions move.
import type { Fix, Severity } from "../diagnostics/index.ts";
import type { AssetGraph } from "../graph/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedProject, Site } from "../project/linked.ts";

export interface Rule {
  /** Kebab-case, an API: never renamed. */
  readonly code: string;
  readonly defaultSeverity: Severity;
  /** Markdown for docs/diagnostics.md: what, why, an example before and after. */
  readonly doc: string;
  check(context: RuleContext): Iterable<Finding>;
}

export interface RuleContext {
  readonly linked: LinkedProject;
  readonly graph: AssetGraph;
  readonly keys: KeyIndex;
  /** Codes of all rules. */
  readonly codes: readonly string[];
}

export interface Finding {
  readonly message: string;
  readonly site: Site;
  readonly related?: readonly RelatedSite[];
  /** Called when the findings of the file are shown, with the texts of that moment. */
  readonly fixes?: (view: ProjectView) => readonly Fix[];
}

export interface RelatedSite {
  readonly message: string;
  readonly site: Site;
}
