// The direct reader says exactly what TypeScript's tree says, or nothing.
import { describe, expect, test } from "vitest";
import { countOfRun, Random, seedOfRun } from "../../../support/random.ts";
import { compare, type Outcome } from "./difference.ts";
import { mutate } from "./mutations.ts";
import {
  exampleSources,
  fixtureSources,
  projectSources,
  randomSources,
  repositorySources,
  workspaceSources,
  type Source,
} from "./sources.ts";

const seed = seedOfRun();

function outcomes(sources: readonly Source[]): readonly Outcome[] {
  return sources.map(({ name, text }) => {
    try {
      return compare(name.replace(/ #\d+$/, ""), text);
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

function shareTaken(sources: readonly Source[]): number {
  return outcomes(sources).filter((outcome) => outcome !== "left to the tree").length / sources.length;
}

describe("equal to the tree, and read in most cases", () => {
  test("the examples", () => expect(shareTaken(exampleSources)).toBeGreaterThanOrEqual(0.9));
  test("agreement fixtures", () => expect(shareTaken(projectSources)).toBeGreaterThanOrEqual(0.9));
  test("a generated workspace", () => expect(shareTaken(workspaceSources())).toBeGreaterThanOrEqual(0.95));
  test("random projects", () => {
    const sources = Array.from({ length: 40 }, (_, index) => randomSources(`${seed}/${index}`)).flat();
    expect(shareTaken(sources)).toBeGreaterThanOrEqual(0.9);
  });
  test("this repository", () => expect(shareTaken(repositorySources)).toBeGreaterThanOrEqual(0.5));
  test("literals in tests, of which many are no TypeScript", () => {
    expect(shareTaken(fixtureSources())).toBeGreaterThan(0.3);
  });
});

test("equal to the tree after random changes", { timeout: 3_600_000 }, () => {
  const sources = [
    ...projectSources,
    ...workspaceSources(),
    ...fixtureSources(),
    ...repositorySources,
  ].filter(({ text }) => text.length < 5_000);
  const counts = new Map<Outcome, number>();
  for (let index = 0; index < countOfRun("STRATALINE_MUTATIONS", 5_000); index++) {
    const random = new Random(`${seed}/mutation ${index}`);
    const [source, other] = random.chance(0.3)
      ? [random.pick(randomSources(`${seed}/${index}`)), random.pick(sources)]
      : [random.pick(sources), random.pick(sources)];
    const text = mutate(random, source.text, other.text);
    try {
      const outcome = compare("file.ts", text);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`STRATALINE_SEED=${seed}, mutation ${index} of ${source.name}: ${message}`);
    }
  }
  // Both happen, or nothing would be shown.
  expect(counts.get("equal")).toBeGreaterThan(500);
  expect(counts.get("left to the tree")).toBeGreaterThan(500);
});
