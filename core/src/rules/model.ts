// What a rule is. Rules speak of sites, not offsets: their findings stay valid while only positions move.
import type { Fix, Severity } from "../diagnostics/index.ts";
import type { AssetGraph } from "../graph/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedConfig, LinkedFile, LinkedProject, LinkedSchedule, Site } from "../project/linked.ts";

interface RuleManual {
  /** Kebab-case, an API: never renamed. */
  readonly code: string;
  readonly defaultSeverity: Severity;
  /** Markdown for docs/diagnostics.md: what, why, an example before and after. */
  readonly doc: string;
}

/**
 * Judges what one file declares. It may ask about the config, and about keys that the file declares, reads or mentions: of
 * their other declarations what `isSameFromOutside` compares, of their readers and schedules anything. After an edit only
 * files for which one of these has changed are judged again. Places in other files are looked up when the finding is told.
 */
export interface FileRule extends RuleManual {
  readonly scope: "file";
  /** It judges what the file says and the config: no other file could change its findings. */
  readonly isLocal?: true;
  /** Its messages also say how much of the project cannot be read. */
  readonly tellsDoubt?: true;
  check(file: LinkedFile, context: FileContext): Iterable<Finding>;
}

/** Judges the project as a whole, after each edit that changes what files say: has to be quick. */
export interface ProjectRule extends RuleManual {
  readonly scope: "project";
  check(context: ProjectContext): Iterable<Finding>;
}

/** Judges the text, or the other findings: its findings are made where diagnostics are. */
export interface TextRule extends RuleManual {
  readonly scope: "text";
}

export type Rule = FileRule | ProjectRule | TextRule;

export interface FileContext {
  readonly config: LinkedConfig;
  readonly keys: KeyIndex;
  /** The schedules that compute an asset, by its key. */
  readonly schedules: ReadonlyMap<string, readonly LinkedSchedule[]>;
}

export interface ProjectContext {
  readonly linked: LinkedProject;
  readonly graph: AssetGraph;
  readonly keys: KeyIndex;
  /** Codes of all rules. */
  readonly codes: readonly string[];
  /** It is known that nothing reads itself. */
  readonly isAcyclic: boolean;
}

/** Functions are called when the finding is told, with what holds then. */
export interface Finding {
  readonly site: Site;
  /** What it is about, the same while the text around it moves and other things change: keys and names. */
  readonly about: string;
  readonly message: string | ((keys: KeyIndex) => string);
  readonly related?: (keys: KeyIndex) => readonly RelatedSite[];
  readonly fixes?: (view: ProjectView, keys: KeyIndex) => readonly Fix[];
  /** What it marks has no effect: editors fade it. */
  readonly unnecessary?: true;
}

export interface RelatedSite {
  readonly message: string;
  readonly site: Site;
}
