// What the conformance cases do not say: size, cycles, and causes that neither code nor data tell.
import { expect, test } from "vitest";
import {
  dataVersionOf,
  judgeStaleness,
  type Made,
  type StalenessWorld,
} from "../../../core/src/staleness/index.ts";

/** Assets by key with their deps, all made once of each other; `changed` have new data since. */
function world(
  assets: Readonly<Record<string, readonly string[]>>,
  changed: readonly string[] = [],
): StalenessWorld & { asked: number } {
  const made = new Map(
    Object.entries(assets).map(([key, deps]): [string, Made] => [
      key,
      {
        materialization: key,
        dataVersion: changed.includes(key) ? "new" : "old",
        isExplicit: true,
        at: 1,
        provenance: {
          codeVersion: "1",
          inputs: deps.map((dep) => ({
            key: dep,
            partition: null,
            materialization: dep,
            dataVersion: "old",
          })),
        },
      },
    ]),
  );
  const counted = {
    asked: 0,
    declared: (key: string) => {
      const deps = assets[key];
      return deps && { kind: "asset" as const, deps, codeVersion: "1", isPartitioned: false };
    },
    newest: (key: string) => {
      counted.asked++;
      return made.get(key);
    },
    upstreamPartitions: () => [null],
  };
  return counted;
}

test("a chain of 20,000 needs no deep stack", () => {
  const length = 20_000;
  const chain = Object.fromEntries(
    Array.from({ length }, (_, n) => [`a${n}`, n === 0 ? [] : [`a${n - 1}`]] as const),
  );
  const judge = judgeStaleness(world(chain, ["a0"]));
  expect(judge.status(`a${length - 1}`)).toBe("STALE");
  expect(judge.rootCauses(`a${length - 1}`)).toMatchObject([{ key: "a0", reason: "has a new data version" }]);
});

test("roots of 40 diamonds in a row are found at once", () => {
  const assets: Record<string, readonly string[]> = { d0: [] };
  for (let n = 1; n <= 40; n++) {
    assets[`l${n}`] = [`d${n - 1}`];
    assets[`r${n}`] = [`d${n - 1}`];
    assets[`d${n}`] = [`l${n}`, `r${n}`];
  }
  expect(judgeStaleness(world(assets, ["d0"])).rootCauses("d40")).toHaveLength(1);
});

test("each version is looked up a few times, however many read it", () => {
  const upstreams = Array.from({ length: 100 }, (_, n) => `u${n}`);
  const readers = Array.from({ length: 100 }, (_, n) => [`r${n}`, upstreams] as const);
  const counted = world({
    ...Object.fromEntries(upstreams.map((key) => [key, []])),
    ...Object.fromEntries(readers),
  });
  const judge = judgeStaleness(counted);
  for (const [key] of readers) expect(judge.status(key)).toBe("FRESH");
  // One for each place, and one for each of the 10,000 edges.
  expect(counted.asked).toBeLessThanOrEqual(200 + 100 * 100);
});

test("a cycle ends", () => {
  const judge = judgeStaleness(world({ a: ["b"], b: ["a"], c: ["a"] }, []));
  expect([judge.status("a"), judge.status("b"), judge.status("c")]).toEqual(["FRESH", "FRESH", "FRESH"]);
});

test("what the last attempt left makes stale what reads it, too", () => {
  const judge = judgeStaleness({
    ...world({ a: [], b: ["a"] }),
    ownCauses: (of) =>
      of.key === "a"
        ? [{ ...of, category: "RUN", reason: "failed in its last run", dependency: null, children: [] }]
        : [],
  });
  expect(judge.rootCauses("b")).toMatchObject([{ key: "a", category: "RUN" }]);
});

test("without provenance, times tell what is newer", () => {
  const times: Readonly<Record<string, number>> = { up: 5, before: 3, after: 7 };
  const judge = judgeStaleness({
    ...world({ up: [], before: ["up"], after: ["up"] }),
    newest: (key) => ({
      materialization: key,
      dataVersion: "x",
      isExplicit: false,
      at: times[key] ?? 0,
      provenance: key === "up" ? { codeVersion: "1", inputs: [] } : null,
    }),
  });
  expect([judge.status("before"), judge.status("after")]).toEqual(["STALE", "FRESH"]);
});

test("a partition that an upstream no longer has is a cause", () => {
  const used = ["p1", "p2"].map((partition) => ({
    key: "up",
    partition,
    materialization: partition,
    dataVersion: "v",
  }));
  const judge = judgeStaleness({
    declared: (key) => ({
      kind: "asset",
      deps: key === "up" ? [] : ["up"],
      codeVersion: null,
      isPartitioned: key === "up",
    }),
    newest: (key, partition) => ({
      materialization: partition ?? key,
      dataVersion: "v",
      isExplicit: true,
      at: 1,
      provenance: { codeVersion: null, inputs: key === "up" ? [] : used },
    }),
    upstreamPartitions: () => ["p1"],
  });
  expect(judge.causes("down")).toMatchObject([{ reason: "removed dependency on up [p2]" }]);
});

test("a version follows from code and inputs in any order, unless one is given", () => {
  const a = { key: "a", partition: null, dataVersion: "1" };
  const b = { key: "b", partition: null, dataVersion: "2" };
  const version = (
    inputs: readonly (typeof a)[],
    codeVersion: string | null = "c",
    materialization = "m",
  ): string => dataVersionOf({ codeVersion, inputs, materialization });
  expect(version([a, b])).toBe(version([b, a], "c", "m2"));
  expect(version([a, b])).not.toBe(version([a], "c"));
  expect(version([a], "c")).not.toBe(version([a], "d"));
  expect(version([a], null, "m1")).not.toBe(version([a], null, "m2"));
  expect(dataVersionOf({ codeVersion: "c", inputs: [a], explicit: "x", materialization: "m" })).toBe("x");
});
