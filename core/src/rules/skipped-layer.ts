// An asset reads past the layer before its own.
import { lastComponent } from "../keys/index.ts";
import type { KeyIndex, Read } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { changeDep } from "./fixes/changeKey.ts";
import type { Finding, Rule, RuleContext } from "./model.ts";

export const skippedLayer: Rule = {
  code: "skipped-layer",
  defaultSeverity: "warning",
  doc: `An asset reads data from further back than the layer before its own: gold reads bronze, silver reads a source, or a
data product reads anything but the last layer. What the skipped layer cleans and checks is missed.

\`\`\`ts
asset({ key: "gold/revenue", deps: { orders: "bronze/orders" }, … }) // ✗ skips silver
asset({ key: "gold/revenue", deps: { orders: "silver/orders" }, … }) // ✓
\`\`\`

Deps that only give an order (\`deps: ["bronze/orders"]\`) count too: such an asset reads what it waits for by itself.`,

  *check({ linked, keys }: RuleContext): Iterable<Finding> {
    for (const reader of linked.definitions) {
      const own = keys.position(reader);
      if (own === null) continue;
      for (const dep of reader.deps) {
        const upstream = keys.definition(dep.key.key);
        const position = upstream === undefined ? null : keys.position(upstream);
        if (upstream === undefined || position === null || position >= own - 1) continue;
        yield skipped({ reader, dep }, upstream, position, own, keys);
      }
    }
  },
};

function skipped(read: Read, upstream: LinkedDefinition, from: number, to: number, keys: KeyIndex): Finding {
  const between = keys.layers.slice(from + 1, to).map((layer) => layer.name);
  const where = upstream.kind === "source" ? "the source " : "";
  const stage = upstream.layer === null || upstream.kind === "source" ? "" : ` (${upstream.layer})`;
  const own = read.reader.kind === "dataProduct" ? "data product" : (read.reader.layer ?? "");
  const verb = read.dep.kind === "data" ? "reads" : "runs after";
  const better = sameNameIn(between, upstream, keys, read.reader);
  const hint = better === null ? "" : ` Did you mean "${better}"?`;
  return {
    message: `"${read.reader.id}" (${own}) ${verb} ${where}"${upstream.id}"${stage} and skips ${listText(between)}.${hint}`,
    site: read.dep.site,
    related: [{ message: `"${upstream.id}" is declared here`, site: upstream.keySite }],
    fixes: (view) => {
      const change = better === null ? null : changeDep(view, keys, read.dep, better, true);
      return change === null ? [] : [change];
    },
  };
}

/** The same table, one layer before the reader's: "silver/orders" for "bronze/orders". */
function sameNameIn(
  layers: readonly string[],
  upstream: LinkedDefinition,
  keys: KeyIndex,
  reader: LinkedDefinition,
): string | null {
  const name = lastComponent(upstream.id);
  const last = layers.at(-1);
  return (
    keys.keys.find((key) => {
      const layer = keys.definition(key)?.layer;
      return lastComponent(key) === name && layer === last && key !== reader.id;
    }) ?? null
  );
}

function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
