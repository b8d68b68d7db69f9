// schedule() at run time: collected beside the definitions, judged with them.
import { describe, expect, test } from "vitest";
import { asset, schedule, source } from "../../../sdk/src/index.ts";
import { medallion } from "../../../sdk/src/authoring/config.ts";
import { loadDefinitions, type Loaded } from "../../../sdk/src/project/loadDefinitions.ts";
import { resolveConfig } from "../../../sdk/src/project/resolveConfig.ts";

async function load(define: () => unknown): Promise<Loaded> {
  const config = resolveConfig({ layers: medallion() });
  if (typeof config === "string") throw new Error(config);
  const loader = { load: () => Promise.resolve(define()), close: () => Promise.resolve() };
  return loadDefinitions(["assets/all.ts"], loader, config, "/");
}

const orders = () => asset({ key: "silver/orders", run: () => [] });

test("is collected apart from the definitions", async () => {
  const { schedules, graph, problems } = await load(() => {
    const target = orders();
    schedule({ name: "nightly", cron: "0 2 * * *", timezone: "Europe/Berlin", assets: [target] });
    schedule({ name: "hourly", cron: "0 * * * *", select: "layer:silver" });
  });
  expect(problems).toEqual([]);
  expect(graph.nodes.map(({ key }) => key)).toEqual(["silver/orders"]);
  expect(schedules).toMatchObject([
    {
      name: "nightly",
      cron: "0 2 * * *",
      timezone: "Europe/Berlin",
      assets: ["silver/orders"],
      select: null,
    },
    { name: "hourly", timezone: null, assets: null, select: "layer:silver" },
  ]);
});

describe("problems", () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ["no name", { cron: "0 2 * * *", select: "*" }, "A schedule in assets/all.ts: `name` is missing."],
    ["no cron", { name: "n", select: "*" }, 'The schedule "n": `cron` is missing.'],
    ["no target", { name: "n", cron: "0 2 * * *" }, "Give either `assets` or `select`"],
    ["two targets", { name: "n", cron: "0 2 * * *", assets: [], select: "*" }, "Give either `assets` or"],
    ["no list", { name: "n", cron: "0 2 * * *", assets: "silver/orders" }, "`assets` must be an array"],
    ["no asset", { name: "n", cron: "0 2 * * *", assets: [1] }, "neither a key nor an asset"],
    ["unknown", { name: "n", cron: "0 2 * * *", assets: ["silver/oders"] }, 'Did you mean "silver/orders"?'],
    ["source", { name: "n", cron: "0 2 * * *", assets: ["raw"] }, '"raw" is a source: nothing computes it.'],
  ];
  test.for(cases)("%s", async ([, options, part]) => {
    const { problems } = await load(() => {
      orders();
      source({ key: "raw" });
      schedule(options as never);
    });
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(part)]);
  });
  test("two of one name", async () => {
    const { problems } = await load(() => {
      orders();
      for (const cron of ["0 1 * * *", "0 2 * * *"]) schedule({ name: "n", cron, select: "*" });
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'The schedule "n": Another schedule has this name.',
    ]);
  });
});
