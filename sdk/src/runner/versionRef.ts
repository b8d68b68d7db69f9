// Which version somebody means by a word on the command line.
import type { PastMaterialization } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { Refusal, Result } from "./api.ts";

/** Versions that "previous" is looked for in. */
const LOOKED_THROUGH = 1000;

/** `ref`: an id, how one begins or ends, "current", or "previous": the newest before the current one. */
export function findVersion(store: Store, key: string, ref: string): Result<PastMaterialization, Refusal> {
  const refuse = (message: string): Result<never, Refusal> => ({
    ok: false,
    problem: { kind: "notStored", message },
  });
  if (ref === "current" || ref === "previous") {
    const versions = store.history.versions(key, LOOKED_THROUGH);
    const current = versions.findIndex(({ isCurrent }) => isCurrent);
    const found = current < 0 ? undefined : versions[ref === "current" ? current : current + 1];
    if (found !== undefined) return { ok: true, value: found };
    const what = current < 0 ? "has never been materialized" : "has no version before the current one";
    return refuse(`"${key}" ${what}.`);
  }
  const [id, ...more] = store.history.idsLike(ref, key);
  const found = id === undefined ? undefined : store.history.find([id]).get(id);
  if (more.length > 0) {
    return refuse(`Several versions of "${key}" begin or end with "${ref}": ${[id, ...more].join(", ")}.`);
  }
  if (found !== undefined) return { ok: true, value: found };
  return refuse(`"${key}" has no version "${ref}": \`strataline versions ${key}\` lists what there is.`);
}
