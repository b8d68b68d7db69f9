// Every IO manager of ours passes the kit that users test theirs with, and the kit finds what is wrong.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { csv, json, lake, memory, parquet, type IoManager } from "../../../sdk/src/index.ts";
import { ioManagerCases, type IoCaseOptions } from "../../../sdk/src/testing/index.ts";

const jsonReads = { reads: (row: unknown): unknown => JSON.parse(JSON.stringify(row)) };

const managers: readonly (readonly [string, () => IoManager, IoCaseOptions?])[] = [
  ["lake()", () => lake()],
  ["parquet()", () => parquet({ folder: "exports/tables" })],
  ["csv()", () => csv({ folder: "exports" })],
  ["json()", () => json(), jsonReads],
  ["memory()", () => memory()],
];

for (const [name, create, options] of managers) {
  describe(name, () => {
    for (const { name, run } of ioManagerCases(create, options)) it(name, run);
  });
}

describe("the kit", () => {
  const NAN = "gives back NaN, or refuses before anything is written";
  const KEYS = "keeps the values of different keys apart, whatever the keys are";
  const VERSIONS = "keeps an older version as it was";
  const REMOVAL = "forgets what is removed, also twice";

  /** Those of four cases that a manager fails, which is memory() with something wrong about it. */
  async function failuresOf(wrong: (right: IoManager) => Partial<IoManager>): Promise<string[]> {
    const failed: string[] = [];
    const cases = ioManagerCases(() => {
      const right = memory();
      return { ...right, ...wrong(right) };
    });
    for (const { name, run } of cases.filter(({ name }) => [NAN, KEYS, VERSIONS, REMOVAL].includes(name))) {
      await run().catch(() => failed.push(name));
    }
    return failed;
  }

  it("finds nothing wrong with a manager that is right", async () => {
    expect(await failuresOf(() => ({}))).toEqual([]);
  });
  it("finds one that gives back fewer rows", async () => {
    const failed = await failuresOf((right) => ({
      read: async (stored, context) => ((await right.read(stored, context)) as unknown[]).slice(1),
    }));
    expect(failed).toEqual([NAN, KEYS, VERSIONS]);
  });
  it("finds one that keeps what it should forget", async () => {
    expect(await failuresOf(() => ({ remove: () => undefined }))).toEqual([REMOVAL]);
  });
  it("finds one that mixes up keys", async () => {
    const failed = await failuresOf((right) => ({
      write: (output, context) =>
        right.write(output, { ...context, materialization: context.key.toLowerCase() }),
    }));
    expect(failed).toEqual([KEYS, VERSIONS]);
  });
});

describe("a folder of your own", () => {
  it("must lie inside of the project", () => {
    for (const folder of ["/tmp", "..", "../x", ".", "a/../.."]) {
      expect(() => parquet({ folder })).toThrow(/must name a folder inside of the project/);
    }
  });
  it("loses nothing that is not ours when a killed run is cleared up", () => {
    const root = mkdtempSync(join(tmpdir(), "strataline-folder-"));
    const ours = "20260101T000000000-0123abcd.csv";
    mkdirSync(join(root, "data/orders"), { recursive: true });
    for (const file of [ours, `${ours}.tmp`, "mine.csv", "mine.csv.tmp"]) {
      writeFileSync(join(root, "data/orders", file), "x");
    }
    csv({ folder: "data" }).clean?.(root, { since: 0, keysInUse: [], isKnown: () => false });
    expect(readdirSync(join(root, "data/orders")).sort()).toEqual(["mine.csv", "mine.csv.tmp"]);
    rmSync(root, { recursive: true });
  });
});
