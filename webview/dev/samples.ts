// Sample graphs of the development page: an aviation pipeline, its troubles, a run, and larger made-up ones.
import { findCycles, type AssetGraph, type AssetStatus, type GraphNode } from "@strataline/core";
import type { GraphResult } from "@strataline/protocol";

const LAYERS = ["bronze", "silver", "gold"].map((name) => ({
  name,
  title: name.replace(/^./, (first) => first.toUpperCase()),
}));

type Reads = readonly string[];

function asset(key: string, reads: Reads, extra: Partial<GraphNode> = {}): [GraphNode, Reads] {
  const [first = ""] = key.split("/");
  const layer = LAYERS.some(({ name }) => name === first) ? first : null;
  return [{ key, kind: "asset", layer, file: `assets/${key}.ts`, kinds: ["typescript"], ...extra }, reads];
}

const sql = { kinds: ["sql", "duckdb"] };
const source = (key: string, kind: string) => asset(key, [], { kind: "source", layer: null, kinds: [kind] });

const AVIATION: readonly [GraphNode, Reads][] = [
  source("vega/flights_3m", "parquet"),
  source("vega/airports", "csv"),
  source("vega/birdstrikes", "csv"),
  source("vega/seattle_weather", "csv"),
  asset("bronze/flights", ["vega/flights_3m"], { ...sql, checks: ["rowCount"] }),
  asset("bronze/airports", ["vega/airports"], { checks: ["unique(iata)", "notNull(iata)"] }),
  asset("bronze/strikes", ["vega/birdstrikes"], { checks: ["notNull(flight_date)"] }),
  asset("bronze/weather", ["vega/seattle_weather"], { checks: ["rowCount"] }),
  asset("silver/flights", ["bronze/flights", "silver/airports"], {
    ...sql,
    checks: ["notNull(origin)", "between(delay)", "rowCount"],
  }),
  asset("silver/airports", ["bronze/airports"], { checks: ["unique(iata)"] }),
  asset("silver/strikes", ["bronze/strikes", "silver/airports"], {
    checks: ["accepted(phase)", "notNull(airport)"],
  }),
  asset("silver/weather", ["bronze/weather"], { ...sql, checks: ["unique(day)"] }),
  asset("silver/aviation/route_calendar", ["silver/flights"], sql),
  asset("gold/delay_by_route", ["silver/flights", "silver/airports"], {
    ...sql,
    checks: ["rowCount", "between(delay)"],
  }),
  asset("gold/delay_by_month", ["silver/flights"], { ...sql, checks: ["rowCount"] }),
  asset("gold/strikes_per_10k_flights", ["silver/strikes", "silver/flights"], {
    ...sql,
    checks: ["between(rate)"],
  }),
  asset("gold/weather_and_delay", ["silver/weather", "silver/flights"], { ...sql, checks: ["rowCount"] }),
  asset("gold/busiest_airports", ["silver/aviation/route_calendar", "silver/airports"], {
    ...sql,
    checks: ["rowCount"],
  }),
  asset("operations_report", ["gold/delay_by_route", "gold/delay_by_month", "gold/busiest_airports"], {
    kind: "dataProduct",
    kinds: [],
    owners: ["operations"],
    description: "Weekly report to the operations team",
  }),
  asset("safety_dashboard", ["gold/strikes_per_10k_flights", "gold/weather_and_delay"], {
    kind: "dataProduct",
    kinds: [],
    owners: ["safety"],
  }),
];

function graphOf(nodes: readonly [GraphNode, Reads][], order: readonly string[] = []): AssetGraph {
  const edges = nodes.flatMap(([node, reads]) =>
    reads.map((from) => ({
      from,
      to: node.key,
      kind: order.includes(`${from} ${node.key}`) ? ("order" as const) : ("data" as const),
    })),
  );
  const sorted = nodes.map(([node]) => node).sort((a, b) => (a.key < b.key ? -1 : 1));
  return { layers: LAYERS, nodes: sorted, edges };
}

function result(name: string, graph: AssetGraph, more: Partial<GraphResult> = {}): GraphResult {
  const project = { root: `file:///samples/${name}`, name };
  return { project, revision: 1, graph, cycles: findCycles(graph), problems: {}, statuses: [], ...more };
}

const succeeded = (key: string, rows: number, minutes: number, now: number, checks = 1): AssetStatus => ({
  key,
  state: "succeeded",
  at: now - minutes * 60_000,
  rows,
  durationMs: 840,
  checks: { passed: checks, failed: 0 },
  runId: "r1",
});

export function aviation(now: number): GraphResult {
  const counts: Readonly<Record<string, number>> = {
    "bronze/flights": 3_000_000,
    "silver/flights": 2_987_412,
    "bronze/airports": 3376,
    "silver/airports": 3376,
    "bronze/strikes": 10_000,
    "silver/strikes": 9_871,
    "bronze/weather": 1461,
    "silver/weather": 1461,
    "gold/delay_by_route": 4_812,
    "gold/delay_by_month": 12,
    "gold/strikes_per_10k_flights": 50,
    "gold/weather_and_delay": 365,
  };
  const statuses = AVIATION.flatMap(([node]) => {
    const rows = counts[node.key];
    return rows === undefined ? [] : [succeeded(node.key, rows, 3, now, node.checks?.length ?? 0)];
  });
  const order = ["silver/aviation/route_calendar gold/busiest_airports"];
  return result("aviation", graphOf(AVIATION, order), { statuses });
}

/** In the middle of a run, with a failure. */
export function running(now: number): GraphResult {
  const base = aviation(now);
  const states: Readonly<Record<string, AssetStatus["state"]>> = {
    "silver/strikes": "running",
    "gold/delay_by_route": "running",
    "gold/strikes_per_10k_flights": "queued",
    "gold/busiest_airports": "queued",
    "silver/weather": "failed",
    "gold/weather_and_delay": "skipped",
    "gold/delay_by_month": "cancelled",
  };
  const statuses = [...base.statuses.filter(({ key }) => states[key] === undefined)];
  for (const [key, state] of Object.entries(states)) {
    const failed = state === "failed";
    statuses.push({
      key,
      state,
      at: now - 4000,
      runId: "r1",
      ...(failed
        ? {
            checks: { passed: 0, failed: 1 },
            error: {
              message: "check unique(day) failed: 2 rows share day 2012-02-29",
              path: "assets/silver/weather.ts",
              line: 11,
              character: 2,
            },
          }
        : {}),
    });
  }
  return { ...base, statuses };
}

/** Cycle, missing, dynamic, duplicate, against the layers. */
export function troubled(now: number): GraphResult {
  const nodes: [GraphNode, Reads][] = AVIATION.map(([node, reads]) => {
    if (node.key === "silver/strikes") return [{ ...node, isDuplicate: true }, reads];
    if (node.key === "gold/delay_by_route") return [{ ...node, isOlder: true }, reads];
    if (node.key === "silver/airports")
      return [node, [...reads, "silver/aviation/route_calendar", "gold/delay_by_month"]];
    if (node.key === "gold/weather_and_delay")
      return [{ ...node, hasDynamicDeps: true }, [...reads, "silver/wether"]];
    return [node, reads];
  });
  nodes.push(asset("silver/wether", [], { kind: "missing", layer: null, file: null, kinds: [] }));
  nodes.push(
    asset("?assets/silver/regions.ts#regionAsset", ["bronze/airports"], {
      kind: "dynamic",
      layer: null,
      file: "assets/silver/regions.ts",
      kinds: [],
    }),
  );
  const graph = graphOf(nodes);
  const problems = {
    "silver/airports": "error",
    "silver/strikes": "error",
    "gold/weather_and_delay": "error",
    "bronze/weather": "warning",
  } as const;
  return { ...aviation(now), graph, cycles: findCycles(graph), problems };
}

/** Made up, but shaped like the real ones: most edges go to the next layer, some far. */
export function large(count: number, now: number): GraphResult {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const words = [
    "orders",
    "customers",
    "payments",
    "stock",
    "returns",
    "visits",
    "prices",
    "routes",
    "tickets",
    "events",
  ];
  const nodes: [GraphNode, Reads][] = [];
  const shares = [0.15, 0.35, 0.7, 0.95, 1];
  const groups: string[][] = [[], [], [], [], []];
  for (let index = 0; index < count; index++) {
    const stage = shares.findIndex((share) => index / count < share);
    const word = `${words[index % words.length] ?? ""}_${["raw", "clean", "by_day", "by_region", "joined", "latest"][Math.floor(random() * 6)] ?? ""}_${index}`;
    const key =
      [`erp/${word}`, `bronze/${word}`, `silver/sales/${word}`, `gold/${word}`, `${word}_report`][stage] ??
      word;
    const before = stage === 0 ? [] : random() < 0.2 ? (groups[stage] ?? []) : (groups[stage - 1] ?? []);
    const near = Math.floor((index / count) * 997);
    const reads = new Set<string>();
    for (let n = 0; n < (stage < 2 ? 1 : 1 + Math.floor(random() * 2.6)); n++) {
      const from =
        before[(near + Math.floor(random() * Math.min(12, before.length))) % Math.max(1, before.length)];
      if (from !== undefined && stage > 0) reads.add(from);
    }
    const kind = stage === 0 ? "source" : stage === 4 ? "dataProduct" : "asset";
    nodes.push(
      asset(key, [...reads], {
        kind,
        ...(index % 3 === 0 ? sql : {}),
        ...(kind === "asset" ? { checks: ["rowCount"] } : {}),
      }),
    );
    groups[stage]?.push(key);
  }
  const statuses = nodes.flatMap(([node], index) =>
    node.kind === "asset" && index % 5 !== 0 ? [succeeded(node.key, 1000 * (index + 1), index, now)] : [],
  );
  return result(`large ${count}`, graphOf(nodes), { statuses });
}
