// A layer whose data nobody checks.
import type { KeyIndex } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { addCheck } from "./fixes/addCheck.ts";
import type { Finding, ProjectRule, ProjectContext } from "./model.ts";

export const noCheckInLayer: ProjectRule = {
  code: "no-check-in-layer",
  scope: "project",
  defaultSeverity: "warning",
  doc: `A layer has assets and none of them has a check. Quality is checked in every layer, not only in the last one: a fault
found where it enters is found once, not in every table built on it.

\`\`\`ts
asset({ key: "bronze/orders", run }) // ✗ nothing in bronze has a check
asset({ key: "bronze/orders", checks: [check.notNull("order_id")], run }) // ✓
\`\`\``,

  *check({ linked }: ProjectContext): Iterable<Finding> {
    const { layers, layersSite } = linked.config;
    const unchecked = new Set(layers.map(({ name }) => name));
    for (const { definitions } of linked.files.values()) {
      for (const { kind, layer, checks, hasUnknownChecks } of definitions) {
        const hasChecks = checks.length > 0 || hasUnknownChecks;
        if (kind === "asset" && layer !== null && hasChecks) unchecked.delete(layer);
      }
      if (unchecked.size === 0) return;
    }
    for (const layer of unchecked) {
      const assets = linked.definitions.filter((one) => one.kind === "asset" && one.layer === layer);
      const [first] = assets;
      if (first === undefined) continue;
      const ids = [...new Set(assets.map(({ id }) => id))].slice(0, 10);
      const count = assets.length === 1 ? "its only asset" : `none of its ${assets.length} assets`;
      yield {
        message: `The layer "${layer}" has no check: ${count} has ${assets.length === 1 ? "none" : "one"}.`,
        site: layersSite ?? first.nameSite,
        about: layer,
        related: (now) =>
          present(ids, now).map((asset) => ({ message: `"${asset.id}" has no check`, site: asset.nameSite })),
        fixes: (view, now) => {
          const [asset] = present(ids, now);
          const fix = asset ? addCheck(view, asset) : null;
          return fix === null ? [] : [fix];
        },
      };
    }
  },
};

function present(ids: readonly string[], keys: KeyIndex): readonly LinkedDefinition[] {
  return ids.flatMap((id) => keys.definition(id) ?? []);
}
