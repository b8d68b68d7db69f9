// Eight processes on one project at the same time, briefly; `npm run contend` does it for a minute.
import { expect, it, vi } from "vitest";
import { contend } from "../../stress/contention.ts";

vi.setConfig({ testTimeout: 120_000 });

it("loses nothing, hangs nowhere, makes nothing twice", async () => {
  const seed = Date.now() % 100_000;
  const { problems, made, runs } = await contend({ milliseconds: 4000, processes: 8, seed });
  expect({ seed, problems: problems.slice(0, 5) }).toEqual({ seed, problems: [] });
  expect(made).toBeGreaterThan(10);
  expect(runs).toBeGreaterThan(8);
});
