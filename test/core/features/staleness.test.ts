// Whether what is stored is still what code and inputs would give, and the way to the cause when it is not.
import { expect, test } from "vitest";
import { createStaleness, type AssetStatus, type Snapshot, type Staleness } from "../../../core/src/index.ts";
import { openFixture } from "../../support/project.ts";

const CHAIN = `
  const raw = source({ key: "raw/x", file: "x.csv" });
  const a = asset({ key: "bronze/a", deps: ["raw/x"], run: () => 1 });
  const b = asset({ key: "silver/b", deps: ["bronze/a"], run: () => 2 });
  const c = asset({ key: "gold/c", deps: ["silver/b"], run: () => 3 });`;

type Change = (statuses: Map<string, AssetStatus>) => void;

/** Everything materialized once, of the code as it is now. */
function allRun(snapshot: Snapshot): Map<string, AssetStatus> {
  const statuses = new Map<string, AssetStatus>();
  for (const { key, kind } of snapshot.graph.nodes) {
    if (kind !== "asset") continue;
    const inputs = snapshot.graph.edges
      .filter(({ to }) => to === key)
      .map(({ from }) => ({
        key: from,
        materialization: from.startsWith("raw/") ? null : `m ${from}`,
        dataVersion: `d ${from}`,
      }));
    const version = {
      materialization: `m ${key}`,
      codeVersion: snapshot.codeVersion(key),
      dataVersion: `d ${key}`,
      inputs,
    };
    statuses.set(key, { key, state: "succeeded", at: 1, lastSucceededAt: 1, version });
  }
  return statuses;
}

function judged(fixture: string, key: string, change: Change = () => undefined, before = fixture): Staleness {
  const { snapshot } = openFixture(fixture);
  const statuses = allRun(openFixture(before).snapshot);
  change(statuses);
  return createStaleness({
    graph: snapshot.graph,
    codeVersion: (of) => snapshot.codeVersion(of),
    status: (of) => statuses.get(of),
  }).of(key);
}

function alter(key: string, more: Partial<AssetStatus>): Change {
  return (statuses) => {
    const known = statuses.get(key);
    if (known !== undefined) statuses.set(key, { ...known, ...more });
  };
}

test("all is fresh after a run", () => {
  expect(judged(CHAIN, "gold/c")).toEqual({ kind: "fresh" });
});

test("code that changed far above is the cause, with the way to it", () => {
  const changed = CHAIN.replace("() => 1", "() => 10");
  expect(judged(changed, "bronze/a", undefined, CHAIN)).toMatchObject({ reason: { kind: "codeChanged" } });
  expect(judged(changed, "gold/c", undefined, CHAIN)).toEqual({
    kind: "stale",
    reason: { kind: "upstreamStale", upstream: ["silver/b"] },
    cause: ["gold/c", "silver/b", "bronze/a"],
  });
});

test("a comment changes nothing", () => {
  const commented = CHAIN.replace("() => 1", "() => /* one */ 1");
  expect(judged(commented, "gold/c", undefined, CHAIN)).toEqual({ kind: "fresh" });
});

test("other deps than it was made of", () => {
  const before = CHAIN.replace('deps: ["silver/b"]', 'deps: ["bronze/a"]');
  const { snapshot } = openFixture(CHAIN);
  const code = snapshot.codeVersion("gold/c");
  const change = (statuses: Map<string, AssetStatus>): void => {
    const known = statuses.get("gold/c");
    if (known?.version)
      statuses.set("gold/c", { ...known, version: { ...known.version, codeVersion: code } });
  };
  expect(judged(CHAIN, "gold/c", change, before)).toMatchObject({
    reason: { kind: "depsChanged", added: ["silver/b"], removed: ["bronze/a"] },
  });
});

test("an upstream that has other data since", () => {
  const change = (statuses: Map<string, AssetStatus>): void => {
    const known = statuses.get("bronze/a");
    if (known?.version)
      statuses.set("bronze/a", { ...known, version: { ...known.version, dataVersion: "newer" } });
  };
  expect(judged(CHAIN, "silver/b", change)).toMatchObject({
    reason: { kind: "upstreamChanged", upstream: ["bronze/a"] },
    cause: ["silver/b"],
  });
});

function forgetB(statuses: Map<string, AssetStatus>): void {
  statuses.delete("silver/b");
}

test.for([
  ["never run", forgetB, "neverMaterialized"],
  ["failed since", alter("silver/b", { state: "failed" }), "lastRunFailed"],
] as const)("%s", ([, change, kind]) => {
  expect(judged(CHAIN, "silver/b", change)).toMatchObject({ kind: "stale", reason: { kind } });
  expect(judged(CHAIN, "gold/c", change)).toMatchObject({ cause: ["gold/c", "silver/b"] });
});

test("a version that a blocking check rejected is no good one", () => {
  const change = (statuses: Map<string, AssetStatus>): void => {
    const known = statuses.get("silver/b");
    if (known?.version)
      statuses.set("silver/b", { ...known, version: { ...known.version, rejectedBy: "unique(id)" } });
  };
  expect(judged(CHAIN, "silver/b", change)).toMatchObject({ reason: { kind: "lastRunFailed" } });
});

test("what is not recorded, or cannot be read, is unknown", () => {
  const forget = (statuses: Map<string, AssetStatus>): void =>
    void statuses.set("silver/b", { key: "silver/b", state: "succeeded", at: 1, lastSucceededAt: 1 });
  expect(judged(CHAIN, "silver/b", forget)).toMatchObject({ kind: "unknown" });
  expect(judged(CHAIN, "raw/x")).toMatchObject({ kind: "unknown" });
  expect(judged(CHAIN, "gold/none")).toMatchObject({ kind: "unknown" });
});

test("a cycle does not keep it busy", () => {
  const cyclic = `
    const a = asset({ key: "silver/a", deps: ["silver/b"] });
    const b = asset({ key: "silver/b", deps: ["silver/a"] });`;
  expect(judged(cyclic, "silver/a")).toEqual({ kind: "fresh" });
});

test("the work can be done in pieces", () => {
  const { snapshot } = openFixture(CHAIN);
  const statuses = allRun(snapshot);
  let read = 0;
  const answers = createStaleness({
    graph: snapshot.graph,
    codeVersion: (of) => {
      read++;
      return snapshot.codeVersion(of);
    },
    status: (of) => statuses.get(of),
  });
  let left = 2;
  expect(answers.prepare("gold/c", () => left-- > 0)).toBe(false);
  expect(read).toBe(1);
  expect(answers.prepare("gold/c", () => true)).toBe(true);
  expect(read).toBe(3);
  expect(answers.of("gold/c")).toEqual({ kind: "fresh" });
  expect(read).toBe(3);
});
