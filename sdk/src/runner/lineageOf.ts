// What a materialization was made of, up to the sources: one query for each level.
import type { PastMaterialization } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { Lineage } from "./historyApi.ts";

/** The materialization with this id; a text when there is none, or more than one. */
export function findMaterialization(store: Store, ref: string): PastMaterialization | string {
  const [id, ...more] = store.history.idsLike(ref, null);
  const found = id === undefined ? undefined : store.history.find([id]).get(id);
  if (found === undefined)
    return `There is no materialization "${ref}": \`strataline versions KEY\` lists those of an asset.`;
  if (more.length === 0) return found;
  return `Several materializations begin or end with "${ref}": ${[found.id, ...more].join(", ")}.`;
}

export function lineageOf(store: Store, of: PastMaterialization): Lineage {
  const all = new Map([[of.id, of]]);
  const forgotten = new Set<string>();
  for (let level = [of]; level.length > 0;) {
    const ids = new Set(level.flatMap(({ inputs }) => inputs.flatMap(({ materialization: id }) => id ?? [])));
    const wanted = [...ids].filter((id) => !all.has(id) && !forgotten.has(id));
    const found = store.history.find(wanted);
    level = [...found.values()];
    for (const id of wanted) {
      const one = found.get(id);
      if (one === undefined) forgotten.add(id);
      else all.set(id, one);
    }
  }
  return { of, all, forgotten: [...forgotten] };
}
