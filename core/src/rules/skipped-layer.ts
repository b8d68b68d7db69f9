// An asset reads past the layer before its own.
import type { KeyIndex, Read } from "../occurrences/index.ts";
import type { LinkedDefinition, LinkedFile } from "../project/linked.ts";
import { declaredHere } from "./declaredHere.ts";
import { changeDep } from "./fixes/changeKey.ts";
import type { Finding, FileRule, FileContext } from "./model.ts";

export const skippedLayer: FileRule = {
  code: "skipped-layer",
  scope: "file",
  defaultSeverity: "warning",
  doc: `An asset reads data from further back than the layer before its own: gold reads bronze, silver reads a source, or a
data product reads anything but the last layer. What the skipped layer cleans and checks is missed.

\`\`\`ts
asset({ key: "gold/revenue", deps: { orders: "bronze/orders" }, … }) // ✗ skips silver
asset({ key: "gold/revenue", deps: { orders: "silver/orders" }, … }) // ✓
\`\`\`

Deps that only give an order (\`deps: ["bronze/orders"]\`) count too: such an asset reads what it waits for by itself.`,

  *check({ definitions }: LinkedFile, { keys }: FileContext): Iterable<Finding> {
    for (const reader of definitions) {
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
  const same = sameTableIn(between.at(-1) ?? "", upstream.id);
  const better = same !== read.reader.id && keys.definition(same) !== undefined ? same : null;
  const hint = better === null ? "" : ` Did you mean "${better}"?`;
  return {
    message: `"${read.reader.id}" (${own}) ${verb} ${where}"${upstream.id}"${stage} and skips ${listText(between)}.${hint}`,
    site: read.dep.site,
    about: `${read.reader.id} ← ${upstream.id}`,
    related: declaredHere(upstream.id),
    fixes: (view, now) => {
      const change = better === null ? null : changeDep(view, now, read.dep, better, true);
      return change === null ? [] : [change];
    },
  };
}

/** The same table in another layer: "silver/orders" for "bronze/orders". */
function sameTableIn(layer: string, key: string): string {
  return `${layer}/${key.slice(key.indexOf("/") + 1)}`;
}

/** Keys whose readers may be told to read `key` instead. */
export function skippersTo(key: string, layers: readonly string[]): readonly string[] {
  const name = key.slice(key.indexOf("/") + 1);
  return [name, ...layers.map((layer) => sameTableIn(layer, key))];
}

function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
