// An asset reads one of a later layer.
import type { LinkedDefinition, LinkedFile } from "../project/linked.ts";
import { declaredHere } from "./declaredHere.ts";
import { removeDep } from "./fixes/removeDep.ts";
import type { Finding, FileRule, FileContext } from "./model.ts";

export const upwardRead: FileRule = {
  code: "upward-read",
  scope: "file",
  defaultSeverity: "error",
  doc: `An asset reads one of a later layer. Data flows through the layers in one direction; a read against it makes the
earlier layer depend on decisions of the later one, and sooner or later closes a cycle.

\`\`\`ts
asset({ key: "silver/orders", deps: ["gold/revenue"], … }) // ✗ silver reads gold
asset({ key: "gold/orders_ranked", deps: ["gold/revenue", "silver/orders"], … }) // ✓
\`\`\`

Move the reading asset to the later layer, or what it needs to the earlier one.`,

  *check({ definitions }: LinkedFile, { keys }: FileContext): Iterable<Finding> {
    const order = keys.layers.map((layer) => layer.name).join(" → ");
    for (const reader of definitions) {
      const own = keys.position(reader);
      if (own === null) continue;
      for (const dep of reader.deps) {
        const upstream = keys.definition(dep.key.key);
        const position = upstream === undefined ? null : keys.position(upstream);
        if (upstream === undefined || position === null || position <= own) continue;
        const verb = dep.kind === "data" ? "reads" : "runs after";
        yield {
          message: `"${reader.id}" (${stage(reader)}) ${verb} "${upstream.id}" of a later layer (${stage(upstream)}). Data flows ${order}.`,
          site: dep.site,
          about: `${reader.id} ← ${upstream.id}`,
          related: declaredHere(upstream.id),
          fixes: (view) => {
            const remove = removeDep(view, { reader, dep });
            return remove === null ? [] : [remove];
          },
        };
      }
    }
  },
};

function stage(definition: LinkedDefinition): string {
  return definition.kind === "dataProduct" ? "data product" : (definition.layer ?? definition.kind);
}
