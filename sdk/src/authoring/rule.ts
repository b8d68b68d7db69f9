// rule(): a check of the project's own over its graph. It sees what the text says, never data; it runs in a process of its own,
// when `strataline check` or a trusted editor asks.

export const RULE: unique symbol = Symbol.for("strataline.rule");

export type RuleSeverity = "error" | "warning" | "information" | "hint";

/** What is declared, as far as it can be read without running it. What cannot be known is null. */
export interface RuleDefinition {
  /** The asset key; `?<file>#<name>` when it is only known at run time. */
  readonly key: string;
  readonly kind: "asset" | "source" | "dataProduct";
  readonly hasDynamicKey: boolean;
  readonly layer: string | null;
  /** Relative to the project. */
  readonly file: string;
  readonly description: string | null;
  readonly group: string | null;
  readonly owners: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly kinds: readonly string[];
  /** `name`: under which it is passed to `run`. `kind` "order": it only runs after. */
  readonly deps: readonly {
    readonly key: string;
    readonly kind: "data" | "order";
    readonly name: string | null;
  }[];
  /** Some of its deps are only known at run time. */
  readonly hasDynamicDeps: boolean;
  readonly checks: readonly { readonly name: string | null; readonly blocking: boolean }[];
  readonly io: string | null;
  readonly resources: readonly string[];
  /** Of its schema. */
  readonly columns: readonly string[] | null;
  readonly partitions: "timeWindow" | "static" | "dynamic" | "multi" | null;
}

export interface RuleSchedule {
  readonly name: string | null;
  readonly cron: string | null;
  readonly timezone: string | null;
  /** Keys it names. */
  readonly assets: readonly string[];
  readonly select: string | null;
}

export interface RuleGraph {
  /** As the data flows. */
  readonly layers: readonly { readonly name: string; readonly title: string }[];
  /** Sorted by key. `missing`: read, but declared nowhere. `dynamic`: its key is only known at run time. */
  readonly nodes: readonly {
    readonly key: string;
    readonly kind: "asset" | "source" | "dataProduct" | "missing" | "dynamic";
    readonly layer: string | null;
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly kind: "data" | "order" }[];
}

/** Everything in it is read-only, and the same for all rules. */
export interface RuleContext {
  readonly graph: RuleGraph;
  /** By file and position. */
  readonly definitions: readonly RuleDefinition[];
  readonly schedules: readonly RuleSchedule[];
  /** The first of a key. */
  readonly definition: (key: string) => RuleDefinition | undefined;
  /** Keys that it reads. */
  readonly upstream: (key: string) => readonly string[];
  /** Keys that read it. */
  readonly downstream: (key: string) => readonly string[];
}

export interface RuleFinding {
  /** What is wrong, and the nearest right thing. */
  readonly message: string;
  /** The asset, source or data product it is about. Without it the finding is about the project. */
  readonly key?: string;
  /** Which dep of `key` it is about. */
  readonly dep?: string;
  readonly related?: readonly { readonly key: string; readonly message: string }[];
}

export interface RuleOptions {
  /** Yours and the rule's name: "acme/owner-required". For severities in the config and `// strataline-ignore acme/…`. */
  readonly code: `${string}/${string}`;
  /** Default "warning"; the config's `rules` may say otherwise. */
  readonly severity?: RuleSeverity;
  /** Markdown: what and why. */
  readonly doc?: string;
  readonly check: (context: RuleContext) => Iterable<RuleFinding> | Promise<Iterable<RuleFinding>>;
}

export interface Rule extends RuleOptions {
  readonly [RULE]: true;
}

/** Export it from a file that `userRules` of the config names. */
export function rule(options: RuleOptions): Rule {
  return Object.freeze({ ...options, [RULE]: true as const });
}

export function isRule(value: unknown): value is Rule {
  return typeof value === "object" && value !== null && RULE in value;
}
