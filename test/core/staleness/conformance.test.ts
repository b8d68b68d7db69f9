// Dagster's cases of data versions, provenance and staleness, step by step. Three of them state what Dagster does not compare: they
// hold when that is left out here too, and below stands what we say instead.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Made } from "../../../core/src/staleness/index.ts";
import { World, written, type BlindSpots, type DagsterAsset, type Returned } from "./dagster.ts";

type Step =
  | { readonly op: "define"; readonly assets: readonly DagsterAsset[] }
  | {
      readonly op: "materialize";
      readonly keys: readonly string[];
      readonly label?: Readonly<Record<string, string>>;
      readonly partition?: string;
      readonly partition_range?: readonly [string, string];
      readonly returns?: Readonly<Record<string, Returned>>;
    }
  | { readonly op: "observe"; readonly keys: readonly string[] }
  | { readonly op: "store_bare_materialization_event"; readonly key: string }
  | {
      readonly op: "expect_status";
      readonly status?: Readonly<Record<string, string>>;
      readonly partition_status?: readonly (readonly [string, string, string])[];
    }
  | { readonly op: "expect_causes"; readonly key: string; readonly causes: readonly unknown[] }
  | {
      readonly op: "expect_root_causes";
      readonly key: string;
      readonly partition?: string;
      readonly causes: readonly unknown[];
    }
  | {
      readonly op: "expect_equal" | "expect_different";
      readonly a: string;
      readonly b: string;
      readonly code_version?: string;
    }
  | {
      readonly op: "expect_provenance" | "expect_provenance_not";
      readonly of: string;
      readonly input: string;
      readonly is_version_of: string;
    }
  | { readonly op: "expect_data_version"; readonly key: string; readonly value: string }
  | {
      readonly op: "run_multi_asset";
      readonly events: readonly {
        readonly output?: string;
        readonly asset_materialization?: string;
        readonly data_version?: string;
      }[];
    }
  | { readonly op: "expect_warning"; readonly matches: string }
  | {
      readonly op: "expect_provenance_value";
      readonly of: string;
      readonly input: string;
      readonly value: string;
    }
  | {
      readonly op: "expect_input_storage_ids";
      readonly key: string;
      readonly value: Readonly<Record<string, number>>;
    }
  | {
      readonly op: "expect_provenance_record";
      readonly key: string;
      readonly code_version: string;
      readonly input_data_versions: Readonly<Record<string, string>>;
      readonly is_user_provided: boolean;
    };

interface Script {
  readonly test: string;
  readonly mode?: "transitive" | "non_transitive";
  readonly assets?: readonly DagsterAsset[];
  readonly steps: readonly Step[];
}

interface Cases {
  readonly data_version_pairs: readonly {
    readonly test: string;
    readonly assets: readonly DagsterAsset[];
    readonly materialize_twice: string;
    readonly data_versions: "equal" | "different";
    readonly code_version?: string;
  }[];
  readonly data_version_sequences: readonly Script[];
  readonly staleness_scenarios: readonly Script[];
}

const file = new URL("../../conformance/staleness.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8")) as Cases;

/** What the scripts that need them leave out; see `run with the self-dependency threshold set to 3` in the file. */
const BLIND: BlindSpots = { dependency: 100, self: 3 };
const BLIND_TESTS = [
  "test_stale_status_dependency_partitions_count_over_threshold",
  "test_stale_status_downstream_of_all_partitions_mapping",
  "test_stale_status_self_partitioned[3]",
];

function play(world: World, { assets = [], steps }: Script): void {
  const labels = new Map<string, Made>();
  const labelled = (name: string): Made => labels.get(name) ?? fail(`no label ${name}`);
  world.define(assets);
  for (const step of steps) playStep(world, step, labels, labelled);
}

function playStep(
  world: World,
  step: Step,
  labels: Map<string, Made>,
  labelled: (name: string) => Made,
): void {
  const newest = (key: string): Made => world.newest(key) ?? fail(`${key} was never made`);
  switch (step.op) {
    case "define": {
      world.define(step.assets);
      return;
    }
    case "materialize": {
      const made = world.materialize(step.keys, partitionsOf(world, step), step.returns);
      for (const [key, name] of Object.entries(step.label ?? {}))
        labels.set(name, made.get(key) ?? fail(key));
      return;
    }
    case "observe": {
      step.keys.forEach((key) => world.observe(key));
      return;
    }
    case "store_bare_materialization_event": {
      world.storeBare(step.key);
      return;
    }
    case "run_multi_asset": {
      runMultiAsset(world, step.events);
      return;
    }
    case "expect_status":
      for (const [key, status] of Object.entries(step.status ?? {})) {
        expect(`${key} ${world.judge.status(key)}`).toBe(`${key} ${status}`);
      }
      for (const [key, partition, status] of step.partition_status ?? []) {
        expect(`${key} ${partition} ${world.judge.status(key, partition)}`).toBe(
          `${key} ${partition} ${status}`,
        );
      }
      return;
    case "expect_causes": {
      expect(world.judge.causes(step.key).map(written)).toEqual(step.causes);
      return;
    }
    case "expect_root_causes": {
      expect(world.judge.rootCauses(step.key, step.partition ?? null).map(written)).toEqual(step.causes);
      return;
    }
    case "expect_equal":
      expect(labelled(step.a).dataVersion).toBe(labelled(step.b).dataVersion);
      {
        expect(labelled(step.a).provenance?.codeVersion).toBe(step.code_version);
        return;
      }
    case "expect_different": {
      expect(labelled(step.a).dataVersion).not.toBe(labelled(step.b).dataVersion);
      return;
    }
    case "expect_provenance": {
      expect(inputVersion(labelled(step.of), step.input)).toBe(labelled(step.is_version_of).dataVersion);
      return;
    }
    case "expect_provenance_not": {
      expect(inputVersion(labelled(step.of), step.input)).not.toBe(labelled(step.is_version_of).dataVersion);
      return;
    }
    case "expect_data_version": {
      expect(newest(step.key).dataVersion).toBe(step.value);
      return;
    }
    case "expect_warning": {
      expect(world.warnings.join("\n")).toMatch(step.matches);
      return;
    }
    case "expect_provenance_value": {
      expect(inputVersion(newest(step.of), step.input)).toBe(step.value);
      return;
    }
    case "expect_input_storage_ids": {
      const inputs = newest(step.key).provenance?.inputs ?? [];
      const ids = inputs.map(({ key, materialization }) => [key, Number(materialization)]);
      expect(Object.fromEntries(ids)).toEqual(step.value);
      return;
    }
    case "expect_provenance_record": {
      const { provenance, isExplicit } = newest(step.key);
      const inputs = provenance?.inputs.map(({ key, dataVersion }) => [key, dataVersion]) ?? [];
      expect({
        code_version: provenance?.codeVersion,
        input_data_versions: Object.fromEntries(inputs) as unknown,
        is_user_provided: isExplicit,
      }).toEqual({
        code_version: step.code_version,
        input_data_versions: step.input_data_versions,
        is_user_provided: step.is_user_provided,
      });
      return;
    }
  }
}

/** One step makes several assets; an event from elsewhere may come between: what counts is what is newest then. */
function runMultiAsset(world: World, events: Extract<Step, { op: "run_multi_asset" }>["events"]): void {
  const own = new Map<string, string>();
  for (const { output, asset_materialization: foreign, data_version: version } of events) {
    const key = output ?? foreign ?? "";
    const made = world.record(
      { key, partition: null },
      version === undefined ? {} : { data_version: version },
    );
    if (output === undefined) continue;
    own.set(key, made.dataVersion);
    for (const input of made.provenance?.inputs ?? []) {
      const mine = own.get(input.key);
      if (mine !== undefined && mine !== input.dataVersion) world.warnings.push("Data version mismatch");
    }
  }
}

function partitionsOf(world: World, step: Extract<Step, { op: "materialize" }>): readonly string[] {
  if (step.partition !== undefined) return [step.partition];
  const [key] = step.keys;
  return step.partition_range === undefined ? [] : (world.partitions(key ?? "") ?? []);
}

function inputVersion(made: Made, key: string): string | undefined {
  return made.provenance?.inputs.find((input) => input.key === key)?.dataVersion;
}

function fail(message: string): never {
  throw new Error(message);
}

describe("data versions of the same asset, made twice", () => {
  test.for(cases.data_version_pairs)("$test", ({ assets, materialize_twice: key, ...expected }) => {
    const world = new World();
    world.define(assets);
    const [first, second] = [1, 2].map(() => world.materialize([key]).get(key) ?? fail(key));
    expect(first?.dataVersion === second?.dataVersion ? "equal" : "different").toBe(expected.data_versions);
    expect(second?.provenance?.codeVersion ?? undefined).toBe(expected.code_version);
  });
});

describe("sequences", () => {
  test.for(cases.data_version_sequences)("$test", (script) => play(new World(), script));
});

describe("staleness", () => {
  const modes = cases.staleness_scenarios.flatMap((script) =>
    (script.mode === undefined ? [true, false] : [script.mode === "transitive"]).map((isTransitive) => ({
      script,
      isTransitive,
      name: `${script.test}${isTransitive ? "" : ", non-transitive"}`,
    })),
  );
  test.for(modes)("$name", ({ script, isTransitive }) => {
    play(
      BLIND_TESTS.includes(script.test) ? new World(isTransitive, BLIND) : new World(isTransitive),
      script,
    );
  });
});

describe("what Dagster does not look at", () => {
  const scenario = (name: string): World => {
    const script = cases.staleness_scenarios.find(({ test }) => test === name) ?? fail(name);
    const world = new World();
    // Its last step says what it does not see.
    play(world, { ...script, steps: script.steps.slice(0, -1) });
    return world;
  };
  test("one of 100 upstream partitions", () => {
    const name = "test_stale_status_dependency_partitions_count_over_threshold";
    const { judge } = scenario(name);
    expect([judge.status("asset2"), judge.status("asset3")]).toEqual(["STALE", "STALE"]);
    expect(judge.causes("asset2").map(written)).toMatchObject([
      { dependency: { key: "asset1", partition: "0" }, reason: "has a new dependency materialization" },
    ]);
  });
  test("one of all upstream partitions, asked for as all", () => {
    const { judge } = scenario("test_stale_status_downstream_of_all_partitions_mapping");
    expect(judge.status("asset2")).toBe("STALE");
  });
  test("an earlier partition of itself", () => {
    const { judge } = scenario("test_stale_status_self_partitioned[3]");
    expect(judge.rootCauses("asset1", "2020-01-03").map(written)).toMatchObject([
      { key: { key: "asset1", partition: "2020-01-01" }, reason: "has a new materialization" },
    ]);
  });
});
