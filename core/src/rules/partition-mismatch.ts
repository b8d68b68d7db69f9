// Two assets are divided in ways that do not fit: each partition of one would read all of the other.
import { isEqual } from "../project/equality.ts";
import type { LinkedDefinition, LinkedFile, LinkedPartitions } from "../project/linked.ts";
import { declaredHere } from "./declaredHere.ts";
import type { FileContext, FileRule, Finding } from "./model.ts";

export const partitionMismatch: FileRule = {
  code: "partition-mismatch",
  scope: "file",
  defaultSeverity: "warning",
  doc: `An asset reads another one whose partitions have nothing to do with its own, so each of its partitions reads all of the
other's. Partitions fit when they are equal, when both are time windows, or when one is a dimension of the other.

\`\`\`ts
asset({ key: "silver/orders", partitions: staticPartitions(["eu", "us"]), … })
asset({ key: "gold/revenue", partitions: daily({ start: "2026-01-01" }), deps: ["silver/orders"], … }) // ✗ days of regions
asset({ key: "gold/revenue", partitions: staticPartitions(["eu", "us"]), deps: ["silver/orders"], … }) // ✓
\`\`\``,

  *check({ definitions }: LinkedFile, { keys }: FileContext): Iterable<Finding> {
    for (const reader of definitions) {
      const own = reader.partitions;
      if (own === null) continue;
      for (const dep of reader.deps) {
        const upstream = keys.definition(dep.key.key);
        if (!upstream?.partitions || fit(own, upstream.partitions) !== false) continue;
        yield {
          message: messageOf(reader, own, upstream, upstream.partitions),
          site: dep.site,
          about: `${reader.id} ← ${upstream.id}`,
          related: declaredHere(upstream.id),
        };
      }
    }
  },
};

function messageOf(
  reader: LinkedDefinition,
  own: LinkedPartitions,
  upstream: LinkedDefinition,
  theirs: LinkedPartitions,
): string {
  return (
    `"${reader.id}" is divided by ${describe(own)}, "${upstream.id}" by ${describe(theirs)}: ` +
    `each partition would read all of the other's. Divide both in the same way.`
  );
}

/** Whether partitions of one tell which of the other they need; null when that cannot be known. */
function fit(a: LinkedPartitions, b: LinkedPartitions): boolean | null {
  if (a.kind === "timeWindow" && b.kind === "timeWindow") return true;
  if (a.kind === "multi" && b.kind === "multi") return fitDimensions(a, b);
  if (a.kind === "multi") return anyOf(Object.values(a.dimensions).map((dimension) => fit(dimension, b)));
  if (b.kind === "multi") return fit(b, a);
  if (a.kind !== b.kind) return false;
  if (a.kind === "dynamic") return a.name === null || b.name === null ? null : a.name === b.name;
  return a.keys === null || b.keys === null ? null : isEqual(a.keys, b.keys);
}

/** One dimension that both have is enough. */
function fitDimensions(a: LinkedPartitions, b: LinkedPartitions): boolean | null {
  const others = Object.entries(b.dimensions);
  const pairs = Object.entries(a.dimensions).flatMap(([name, dimension]) =>
    others.map(([other, theirs]) => (name === other ? fit(dimension, theirs) : false)),
  );
  return anyOf(pairs);
}

function anyOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  // Dimensions that cannot be read leave none.
  return answers.length === 0 || answers.includes(null) ? null : false;
}

function describe({ kind, keys, name, dimensions }: LinkedPartitions): string {
  switch (kind) {
    case "timeWindow":
      return "time";
    case "static":
      return keys === null
        ? "static keys"
        : `${keys.length} static keys (${keys.slice(0, 3).join(", ")}${keys.length > 3 ? ", …" : ""})`;
    case "dynamic":
      return name === null ? "dynamic keys" : `the dynamic keys "${name}"`;
    case "multi":
      return Object.keys(dimensions).join(" and ");
  }
}
