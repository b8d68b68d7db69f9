// `npm run bench -- runner`: the figures of issue 5, "Speed", each beside its goal or its floor. A new measure is a file in
// `measures/` and a line here.
import { parseArgs } from "node:util";
import { toJson, toText } from "../language/figure.ts";
import type { RunnerMeasure } from "./measures/measure.ts";
import { click } from "./measures/click.ts";
import { noOpAssets } from "./measures/noOpAssets.ts";
import { parquet } from "./measures/parquet.ts";
import { partitions } from "./measures/partitions.ts";
import { streaming } from "./measures/streaming.ts";

const measures: readonly RunnerMeasure[] = [noOpAssets, parquet, partitions, click, streaming];

export async function runner(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: "boolean", default: false },
      rounds: { type: "string", default: "5" },
      assets: { type: "string", default: "10000" },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const chosen = measures.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
  if (chosen.length === 0) {
    throw new Error(`no such measure: there are ${measures.map(({ name }) => name).join(", ")}`);
  }
  const bench = { rounds: Number(values.rounds), assets: Number(values.assets) };
  for (const measure of chosen) {
    for await (const one of measure.run(bench)) console.log(values.json ? toJson(one) : toText(one));
  }
}
