// The selection language as data: what a parsed expression is, and what is known of assets beyond the graph.
// Dagster's asset selection grammar, plus `layer:`, `stale:`, `file:` and `path(a, b)`.

/** Half-open UTF-16 offsets in the expression. */
export interface SelectionSpan {
  readonly start: number;
  readonly end: number;
}

export type Selection =
  | { readonly type: "all" }
  /** Exactly these keys, no wildcards. Made by code; the parser makes `attribute` nodes. */
  | { readonly type: "keys"; readonly keys: readonly string[] }
  | AttributeSelection
  /** The child with its upstreams and downstreams up to so many edges away; 0 for none, Infinity for all. */
  | { readonly type: "traversal"; readonly child: Selection; readonly up: number; readonly down: number }
  | { readonly type: "not"; readonly child: Selection }
  | { readonly type: "and"; readonly operands: readonly Selection[] }
  | { readonly type: "or"; readonly operands: readonly Selection[] }
  /** Members of the child that have no other member among all their ancestors (roots) or descendants (sinks). */
  | { readonly type: "roots" | "sinks"; readonly child: Selection }
  /** Everything on a way from a member of `from` to a member of `to`, ends included. */
  | { readonly type: "path"; readonly from: Selection; readonly to: Selection };

export interface AttributeSelection {
  readonly type: "attribute";
  readonly attribute: AttributeName;
  /** null is `<null>`: the asset has none. */
  readonly value: string | null;
  /** For `tag:` and `column_tag:` only: the value after `=`; "" when there is none. */
  readonly pair?: string;
  /** Where it stands, when it was parsed. */
  readonly span?: SelectionSpan;
}

export type AttributeName =
  | "key"
  | "tag"
  | "owner"
  | "group"
  | "kind"
  | "is"
  | "layer"
  | "file"
  | "stale"
  | "status"
  | "not_materialized_in_hours"
  | "column"
  | "table_name"
  | "column_tag"
  | "code_location"
  | "changed_in_branch"
  | "partitions"
  | "automation_type"
  | "sensor"
  | "schedule"
  | "job";

/**
 * What is known of an asset beyond the graph. A field that no asset has makes its attribute an error, not an empty answer;
 * an empty list or null is knowledge: the asset has none.
 */
export interface AssetFacts {
  /** All labels that hold, compared without case: `succeeded`, `failed`, `HEALTHY` … */
  readonly status?: readonly string[];
  /** Why it is stale: "missing", "code", "data", "dependencies". Empty: it is fresh. */
  readonly stale?: readonly string[];
  /** Hours since the last materialization; null: never. */
  readonly hoursSinceMaterialization?: number | null;
  readonly columns?: readonly string[];
  readonly columnTags?: Readonly<Record<string, string>>;
  readonly tableName?: string | null;
  /** "location" or "repository@location". */
  readonly codeLocation?: string | null;
  /** What differs from the base branch: "NEW", "CODE_VERSION", "DEPENDENCIES" … */
  readonly changedInBranch?: readonly string[];
  /** "static", "dynamic", "time", "multipartitions"; "none" or null: not partitioned. */
  readonly partitions?: string | null;
  /** "any", "schedule", "sensor", "sensor/standard" …; "none" or an empty list: runs by hand only. */
  readonly automationTypes?: readonly string[];
  readonly sensors?: readonly string[];
  readonly schedules?: readonly string[];
  readonly jobs?: readonly string[];
}

export type FactsOf = (key: string) => AssetFacts | undefined;

/** What is wrong and where (UTF-16 offsets in the expression), in words that name the right thing. */
export interface SelectionFailure {
  readonly ok: false;
  readonly message: string;
  readonly offset: number;
  readonly end: number;
}

export type ParsedSelection = { readonly ok: true; readonly ast: Selection } | SelectionFailure;

/** `keys` are sorted. */
export type SelectionResult = { readonly ok: true; readonly keys: readonly string[] } | SelectionFailure;

/** Members of both; nested `and`s become one. */
export function allOf(...operands: readonly Selection[]): Selection {
  return join("and", operands);
}

/** Members of any; nested `or`s become one. */
export function anyOf(...operands: readonly Selection[]): Selection {
  return join("or", operands);
}

function join(type: "and" | "or", operands: readonly Selection[]): Selection {
  const flat = operands.flatMap((operand) => (operand.type === type ? operand.operands : [operand]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { type, operands: flat };
}
