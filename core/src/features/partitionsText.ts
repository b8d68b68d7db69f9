// How an asset is divided, in a few words: "daily", "3 partitions", "daily × region".
import type { LinkedPartitions } from "../project/linked.ts";
import { counted } from "./statusText.ts";

const GRAINS: Readonly<Record<string, string>> = {
  "0 * * * *": "hourly",
  "0 0 * * *": "daily",
  "0 0 * * 0": "weekly",
  "0 0 1 * *": "monthly",
};

/** For a hint: the grain alone. */
export function grainText({ kind, cron, keys, name, dimensions }: LinkedPartitions): string {
  switch (kind) {
    case "timeWindow":
      return cron === null ? "time windows" : (GRAINS[cron] ?? `each ${cron}`);
    case "static":
      return keys === null ? "static partitions" : counted(keys.length, "partition");
    case "dynamic":
      return name === null ? "dynamic partitions" : `dynamic ${name}`;
    case "multi": {
      const grains = Object.entries(dimensions).map(([dimension, one]) =>
        one.kind === "timeWindow" ? grainText(one) : dimension,
      );
      return grains.length === 0 ? "several dimensions" : grains.join(" × ");
    }
  }
}

/** For a hover: with first and last window, timezone and keys. */
export function partitionsText(partitions: LinkedPartitions): string {
  const { kind, start, end, timezone, keys, dimensions } = partitions;
  if (kind === "multi" && Object.keys(dimensions).length > 0) {
    const parts = Object.entries(dimensions).map(([name, one]) => `${name}: ${partitionsText(one)}`);
    return parts.join(" × ");
  }
  const details = [
    start === null ? "" : `from ${start}`,
    end === null ? "" : `until ${end}`,
    timezone ?? "",
    keys === null ? "" : listed(keys),
  ].filter((detail) => detail !== "");
  return [grainText(partitions), ...details].join(" · ");
}

function listed(keys: readonly string[]): string {
  const first = keys.slice(0, 5).join(", ");
  return keys.length > 5 ? `${first}, …` : first;
}
