// What calls of the SDK's vocabulary mean statically. The SDK computes the same at run time: the two must agree.
import { cadenceCron, isCadence } from "../graph/index.ts";
import type { CallExpr } from "../syntax/facts.ts";
import { DECLARING_FUNCTIONS, PARTITION_FUNCTIONS } from "../syntax/vocabulary.ts";
import type { Evaluator } from "./evaluate.ts";
import { NO_CALL } from "./functions.ts";
import { siteIn, type Scope } from "./run.ts";
import type { LinkedPartitions, Site, Unresolved } from "./linked.ts";
import {
  asText,
  describeValue,
  text,
  unresolved,
  type Declaration,
  type Entry,
  type Item,
  type Value,
} from "./values.ts";

export function evaluateSdkCall(evaluator: Evaluator, name: string, scope: Scope, call: CallExpr): Value {
  if (DECLARING_FUNCTIONS.has(name)) return declare(evaluator, name as Declaration["kind"], scope, call);
  const site = siteIn(scope, call);
  const args = evaluator.arguments(scope, call).items;
  const [first] = args;
  if (PARTITION_FUNCTIONS.has(name))
    return { k: "partitions", partitions: readPartitions(name, first, site) };
  switch (name) {
    case "defineConfig":
      return first?.value ?? { k: "undefined" };
    case "medallion":
      return layersNamed(["bronze", "silver", "gold"], site);
    case "snowflake":
      return layersNamed(["raw", "conformed", "reference", "modeled"], site);
    case "layers":
      return first ? withNames(first) : unresolved(site, "`layers()` is called without a list");
    case "ref":
      return first ? { k: "ref", target: first } : unresolved(site, "`ref()` is called without a key");
    case "check":
      return check(asText(first?.value) ?? null, args[2]);
    case "check.sql": {
      const query = args[1]?.value;
      return check(asText(first?.value) ?? null, args[2], [], query?.k === "sql" ? query.refs : []);
    }
    case "check.unique":
    case "check.notNull": {
      const last = args.at(-1);
      const options = last?.value.k === "object" ? last : undefined;
      const columns = options ? args.slice(0, -1) : args;
      return check(callName(name, columns), options, columns);
    }
    case "check.accepted":
    case "check.between":
      return check(callName(name, args.slice(0, 1)), args[2], args.slice(0, 1));
    case "check.rowCount":
      return check("rowCount", args[1]);
    default:
      return unresolved(site, `the result of \`${name}()\` is only known when the code runs`);
  }
}

/**
 * Notes that the call declares. At top level its arguments are not evaluated now: assets may read each other. In a function or
 * loop they are: what their names stand for may change.
 */
function declare(evaluator: Evaluator, kind: Declaration["kind"], scope: Scope, call: CallExpr): Value {
  const { run } = evaluator;
  const [argument] = call.args;
  const options = scope.frame && argument ? evaluator.item(scope, argument) : null;
  const factory = (run.isInCall ? run.calls.find((one) => one.call !== NO_CALL) : null) ?? null;
  const order = run.declared.length;
  const declaration: Declaration = { kind, call, scope, factory, uncertain: run.uncertain, options, order };
  run.declared.push(declaration);
  return { k: "declaration", declaration };
}

/** `unique(order_id)`; null when a column is not known. */
function callName(name: string, columns: readonly Item[]): string | null {
  const names = columns.map(({ value }) => asText(value));
  if (names.some((column) => column === undefined)) return null;
  return `${name.slice("check.".length)}(${names.join(", ")})`;
}

function check(
  name: string | null,
  options: Item | undefined,
  columns: readonly Item[] = [],
  refs: readonly Item[] = [],
): Value {
  const blocking = options?.value.k === "object" ? options.value.entries.get("blocking")?.value : undefined;
  return { k: "check", name, blocking: blocking?.k === "boolean" && blocking.value, columns, refs };
}

/** null when an offset is not known. */
function cronOf(name: string, entries: ReadonlyMap<string, Entry> | undefined): string | null {
  if (!isCadence(name)) return asText(entries?.get("cron")?.value) ?? null;
  const offsets: { minute?: number; hour?: number; day?: number } = {};
  for (const part of ["minute", "hour", "day"] as const) {
    const value = entries?.get(`${part}Offset`)?.value;
    if (value?.k === "number") offsets[part] = value.value;
    else if (value !== undefined && value.k !== "undefined") return null;
  }
  return cadenceCron(name, offsets);
}

function readPartitions(name: string, first: Item | undefined, site: Site): LinkedPartitions {
  const entries = first?.value.k === "object" ? first.value.entries : undefined;
  const option = (key: string): string | null => asText(entries?.get(key)?.value) ?? null;
  const partitions: LinkedPartitions = {
    kind: "timeWindow",
    site,
    cron: cronOf(name, entries),
    start: option("start"),
    end: option("end"),
    timezone: option("timezone"),
    keys: null,
    name: null,
    dimensions: {},
  };
  switch (name) {
    case "staticPartitions":
      return { ...partitions, kind: "static", keys: first ? textsOf(first.value) : null };
    case "dynamicPartitions":
      return { ...partitions, kind: "dynamic", name: asText(first?.value) ?? null };
    case "multiPartitions": {
      const dimensions = [...(entries ?? [])].flatMap(([dimension, { value }]) =>
        value.k === "partitions" ? [[dimension, value.partitions] as const] : [],
      );
      return { ...partitions, kind: "multi", dimensions: Object.fromEntries(dimensions) };
    }
    default:
      return partitions;
  }
}

/** null when any of them is not known. */
function textsOf(value: Value): readonly string[] | null {
  if (value.k !== "array" || !value.complete) return null;
  const texts = value.items.map((item) => asText(item.value));
  return texts.every((one) => one !== undefined) ? texts : null;
}

/** The values between the texts of a SQL template; other queries among them bring their own refs. */
export function evaluateSql(values: readonly Item[]): Value {
  const refs: Item[] = [];
  const unknown: Unresolved[] = [];
  const add = ({ value, site }: Item): void => {
    switch (value.k) {
      case "ref":
        refs.push(value.target);
        break;
      case "sql":
        refs.push(...value.refs);
        unknown.push(...value.unresolved);
        break;
      case "array":
        value.items.forEach(add);
        break;
      case "unresolved":
        unknown.push(value.unresolved);
        break;
      case "object":
      case "declaration":
      case "function":
      case "namespace":
        unknown.push({ site, reason: `${describeValue(value)} stands in a SQL query` });
        break;
      // Scalars become parameters of the query: no dep.
      case "boolean":
      case "check":
      case "global":
      case "null":
      case "number":
      case "partitions":
      case "sdk":
      case "sdkNamespace":
      case "text":
      case "undefined":
        break;
    }
  };
  values.forEach(add);
  return { k: "sql", refs, unresolved: unknown };
}

function layersNamed(names: readonly string[], site: Site): Value {
  return {
    k: "array",
    items: names.map((name) => ({ value: layerNamed(text(name), site), site })),
    complete: true,
    site,
    owner: null,
  };
}

/** `{ name }`, as the SDK makes it of a bare name. */
function layerNamed(name: Value, site: Site): Value {
  const entry = { value: name, site, nameSite: null, maybeReplaced: null };
  return { k: "object", entries: new Map([["name", entry]]), unknown: [], site, owner: null };
}

function withNames({ value, site }: Item): Value {
  if (value.k === "unresolved") return value;
  if (value.k !== "array") return unresolved(site, `${describeValue(value)} is no list of layers`);
  const items = value.items.map((item) =>
    item.value.k === "text" ? { value: layerNamed(item.value, item.site), site: item.site } : item,
  );
  return { ...value, items };
}
