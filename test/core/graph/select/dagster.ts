// Dagster's forms of a selection (its syntax tree and ANTLR's parse tree) beside ours, for the conformance cases.
import {
  allOf,
  anyOf,
  type AssetFacts,
  type AssetGraph,
  type GraphNode,
  type Selection,
} from "@strataline/core/graph";

export type DagsterTree = { readonly type: string } & Readonly<Record<string, unknown>>;

interface CaseNode {
  readonly deps: readonly string[];
  readonly materializable: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  readonly owners?: readonly string[];
  readonly kinds?: readonly string[];
  readonly group?: string | null;
  readonly code_location?: string | null;
  readonly partitions?: string;
  readonly automation_types?: readonly string[];
  readonly schedules?: readonly string[];
  readonly sensors?: readonly string[];
  readonly jobs?: readonly string[];
}
export type CaseGraph = Readonly<Record<string, CaseNode>>;

export function graphOf(nodes: CaseGraph): AssetGraph {
  const keys = Object.keys(nodes).sort();
  const edges = keys.flatMap((to) =>
    (nodes[to]?.deps ?? []).map((from) => ({ from, to, kind: "data" as const })),
  );
  return {
    layers: [],
    nodes: keys.map((key): GraphNode => {
      const node = nodes[key];
      return {
        key,
        kind: node?.materializable ? "asset" : "source",
        layer: null,
        file: null,
        ...(node?.group == null ? {} : { group: node.group }),
        owners: node?.owners ?? [],
        tags: node?.tags ?? {},
        kinds: node?.kinds ?? [],
      };
    }),
    edges: edges.sort((a, b) => (a.from < b.from || (a.from === b.from && a.to < b.to) ? -1 : 1)),
  };
}

export function factsOf(nodes: CaseGraph): (key: string) => AssetFacts {
  return (key) => {
    const node = nodes[key];
    return {
      ...(node?.partitions === undefined ? {} : { partitions: node.partitions }),
      ...(node?.automation_types === undefined ? {} : { automationTypes: node.automation_types }),
      ...(node?.schedules === undefined ? {} : { schedules: node.schedules }),
      ...(node?.sensors === undefined ? {} : { sensors: node.sensors }),
      ...(node?.jobs === undefined ? {} : { jobs: node.jobs }),
      ...(node?.code_location === undefined ? {} : { codeLocation: node.code_location }),
    };
  };
}

const MATERIALIZABLE: Selection = { type: "attribute", attribute: "is", value: "materializable" };

/** A Dagster tree as ours. Its Python-only switches (`include_sources`, `include_self` …) are spelt out with `and` and `not`. */
export function fromDagster(tree: DagsterTree): Selection {
  const child = (): Selection => fromDagster(tree.child as DagsterTree);
  const text = (name: string): string => tree[name] as string;
  const value = (name: string): string | null => (tree[name] ?? null) as string | null;
  const whole = (selection: Selection): Selection =>
    tree.include_sources === false ? allOf(selection, MATERIALIZABLE) : selection;
  const attribute = (name: Selection & { type: "attribute" }): Selection => whole(name);
  switch (tree.type) {
    case "All":
      return whole({ type: "all" });
    case "Keys":
      return { type: "keys", keys: tree.keys as string[] };
    case "KeyWildcard":
      return attribute({ type: "attribute", attribute: "key", value: text("wildcard") });
    case "KeyPrefixes": {
      const prefixes = (tree.prefixes as string[][]).map((parts) => parts.join("/"));
      return whole(anyOf(...prefixes.map((prefix) => ({ ...KEY, value: `${prefix}/*` }))));
    }
    case "KeySubstring":
      return whole({ ...KEY, value: `*${text("substring")}*` });
    case "And":
      return { type: "and", operands: (tree.operands as DagsterTree[]).map(fromDagster) };
    case "Or":
      return { type: "or", operands: (tree.operands as DagsterTree[]).map(fromDagster) };
    case "Subtract": {
      const left = fromDagster(tree.left as DagsterTree);
      const right: Selection = { type: "not", child: fromDagster(tree.right as DagsterTree) };
      return left.type === "all" ? right : { type: "and", operands: [left, right] };
    }
    case "Upstream":
    case "Downstream": {
      const depth = typeof tree.depth === "number" ? tree.depth : Number.POSITIVE_INFINITY;
      const isUp = tree.type === "Upstream";
      const reached: Selection = {
        type: "traversal",
        child: child(),
        up: isUp ? depth : 0,
        down: isUp ? 0 : depth,
      };
      if (tree.include_self !== false) return reached;
      const others = allOf(reached, { type: "not", child: child() });
      return isUp ? allOf(others, MATERIALIZABLE) : others;
    }
    case "Roots":
      return { type: "roots", child: child() };
    case "Sinks":
      return { type: "sinks", child: child() };
    case "Materializable":
      return allOf(child(), MATERIALIZABLE);
    case "Tag":
      return attribute({ type: "attribute", attribute: "tag", value: text("key"), pair: text("value") });
    case "ColumnTag":
      return attribute({
        type: "attribute",
        attribute: "column_tag",
        value: text("key"),
        pair: text("value"),
      });
    case "Groups": {
      const groups = tree.groups as string[];
      if (groups.length === 0) return attribute({ type: "attribute", attribute: "group", value: null });
      return whole(
        anyOf(...groups.map((group): Selection => ({ type: "attribute", attribute: "group", value: group }))),
      );
    }
    case "GroupWildcard":
      return attribute({ type: "attribute", attribute: "group", value: text("wildcard") });
    case "Owner":
      return attribute({ type: "attribute", attribute: "owner", value: value("owner") });
    case "Kind":
      return attribute({ type: "attribute", attribute: "kind", value: value("kind") });
    case "Is":
      return attribute({ type: "attribute", attribute: "is", value: text("attribute") });
    default: {
      const name = VALUE_ATTRIBUTES[tree.type];
      if (name === undefined) throw new Error(`no form for Dagster's ${tree.type}`);
      return attribute({ type: "attribute", attribute: name, value: value("value") });
    }
  }
}

const KEY = { type: "attribute", attribute: "key" } as const;
const VALUE_ATTRIBUTES: Readonly<Record<string, (Selection & { type: "attribute" })["attribute"]>> = {
  Column: "column",
  TableName: "table_name",
  CodeLocation: "code_location",
  ChangedInBranch: "changed_in_branch",
  Status: "status",
  Sensor: "sensor",
  Schedule: "schedule",
  Job: "job",
  Partitions: "partitions",
  AutomationType: "automation_type",
};

/** Our tree without offsets, and with a traversal both ways as Dagster has it: two joined by `or`, in any order. */
export function normalForm(selection: Selection): unknown {
  switch (selection.type) {
    case "all":
      return { type: "all" };
    case "keys":
      return { ...selection };
    case "attribute":
      return { ...selection, span: undefined };
    case "not":
    case "roots":
    case "sinks":
      return { type: selection.type, child: normalForm(selection.child) };
    case "path":
      return { type: "path", from: normalForm(selection.from), to: normalForm(selection.to) };
    case "and":
      return { type: "and", operands: selection.operands.map(normalForm) };
    case "or":
      return {
        type: "or",
        operands: selection.operands.map((operand) => JSON.stringify(normalForm(operand))).sort(),
      };
    case "traversal": {
      const { up, down, child } = selection;
      if (up > 0 && down > 0) return normalForm(anyOf({ ...selection, down: 0 }, { ...selection, up: 0 }));
      return { type: "traversal", up: `${up}`, down: `${down}`, child: normalForm(child) };
    }
  }
}

/** ANTLR's `toStringTree` of the grammar's rules, written from our tree and the text it came from. */
export function parseTreeOf(text: string, ast: Selection): string {
  return `(start ${expr(text, ast)} <EOF>)`;
}

function expr(text: string, ast: Selection): string {
  switch (ast.type) {
    case "all":
      return "(expr *)";
    case "not":
      return `(expr not ${expr(text, ast.child)})`;
    case "and":
    case "or":
      return ast.operands
        .map((operand) => expr(text, operand))
        .reduce((left, right) => `(expr ${left} ${ast.type} ${right})`);
    case "traversal": {
      const up = ast.up === 0 ? "" : `(upTraversal ${Number.isFinite(ast.up) ? `${ast.up} ` : ""}+) `;
      const down =
        ast.down === 0 ? "" : ` (downTraversal +${Number.isFinite(ast.down) ? ` ${ast.down}` : ""})`;
      return `(expr ${up}${traversable(text, ast.child)}${down})`;
    }
    case "attribute":
    case "keys":
    case "roots":
    case "sinks":
    case "path":
      return `(expr ${traversable(text, ast)})`;
  }
}

function traversable(text: string, ast: Selection): string {
  if (ast.type === "roots" || ast.type === "sinks") {
    return `(traversalAllowedExpr (functionName ${ast.type}) ( ${expr(text, ast.child)} ))`;
  }
  if (ast.type !== "attribute") return `(traversalAllowedExpr ( ${expr(text, ast)} ))`;
  const written = text.slice(ast.span?.start, ast.span?.end);
  const [name = "", values = ""] = written.split(/\s*:\s*/, 2);
  const rule = name === "key" ? "keyValue" : "value";
  const parts = values.split("=").map((part) => `(${rule} ${part})`);
  return `(traversalAllowedExpr (attributeExpr ${name} : ${parts.join(" = ")}))`;
}
