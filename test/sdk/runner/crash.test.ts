// A few runs of 200 assets, killed at random instants; `npm run crash -- --times 300` kills more of them.
import { expect, it, vi } from "vitest";
import { crash } from "../../stress/crash.ts";

vi.setConfig({ testTimeout: 240_000 });

it("nothing that had finished is lost, nothing half is visible, the next run does the rest", async () => {
  const seed = Date.now() % 100_000;
  const { problems, killed, late } = await crash({ times: 8, seed });
  expect({ seed, problems: problems.slice(0, 5) }).toEqual({ seed, problems: [] });
  expect(killed + late).toBe(8);
  expect(killed).toBeGreaterThan(0);
});
