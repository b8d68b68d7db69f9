// 100,000 partitions of one asset: listing their keys, and finding what each reads. The core's part of planning them.
import { figure } from "../../language/figure.ts";
import { measurePartitions } from "../partitions.ts";
import type { RunnerMeasure } from "./measure.ts";

export const partitions: RunnerMeasure = {
  name: "partitions",
  run: async function* ({ rounds }) {
    const { listed, mapped, fannedIn } = await Promise.resolve(measurePartitions(rounds));
    yield figure("listing 100,000 hourly partitions", "ms", listed);
    yield figure("what each reads of the one before it", "ms", mapped);
    yield figure("which hours the days of 100,000 hours read", "ms", fannedIn);
  },
};
