// The conformance file, typed. Read as text: as a module its type would be a literal of 3,000 lines.
import { readFileSync } from "node:fs";
import type { CaseGraph, DagsterTree } from "./dagster.ts";

interface Cases {
  readonly parse_tree_cases: readonly { readonly input: string; readonly tree: string }[];
  readonly invalid_cases: readonly { readonly input: string }[];
  readonly ast_cases: readonly { readonly input: string; readonly ast: DagsterTree }[];
  readonly graphs: Readonly<Record<string, { readonly nodes: CaseGraph }>>;
  readonly evaluation_cases: readonly {
    readonly graph: string;
    readonly selection: string;
    readonly expected: readonly string[];
  }[];
  readonly api_evaluation_cases: readonly {
    readonly graph: string;
    readonly ast: DagsterTree;
    readonly expected: readonly string[];
    readonly test: string;
  }[];
  readonly unresolvable_in_user_code: readonly { readonly ast_type: string }[];
  readonly to_string_cases: readonly { readonly ast: DagsterTree; readonly expected_string: string }[];
  readonly from_string_to_string_cases: readonly {
    readonly input: string;
    readonly expected_string: string;
  }[];
  readonly flattening_cases: readonly { readonly normal_form: DagsterTree }[];
  readonly legacy_string_cases: readonly { readonly input: string; readonly ast: DagsterTree }[];
  readonly syntax_upgrade_cases: readonly {
    readonly input: string;
    readonly attribute: string;
    readonly expected: string;
  }[];
  readonly attribute_value_lists: Readonly<
    Record<
      "is" | "partitions" | "automation_type" | "not_materialized_in_hours" | "status_top_level",
      readonly string[]
    >
  >;
}

const file = new URL("../../../conformance/selection-cases.json", import.meta.url);
export const cases = JSON.parse(readFileSync(file, "utf8")) as Cases;
