// memory(): values live in the process and are gone with it. For tests, and for what is cheap to compute again.
import { createHash, randomUUID } from "node:crypto";
import type { IoManager } from "./ioManager.ts";
import { valueOf } from "./json.ts";

/** Values in memory, exactly as `run` returned them. */
export function memory(): IoManager {
  const values = new Map<string, unknown>();
  return {
    name: "memory",
    isInProcess: true,
    write: async (output, { materialization, engine, signal }) => {
      const value = await valueOf(output, engine, signal);
      values.set(materialization, value);
      return {
        location: materialization,
        contentHash: hashOf(value),
        rows: Array.isArray(value) ? value.length : null,
        bytes: null,
        columns: null,
      };
    },
    read: ({ location }) => Promise.resolve(values.get(location)),
    scan: async ({ location }, { engine, signal }) => {
      const value = values.get(location);
      if (!Array.isArray(value)) return null;
      return (await (await engine()).loadRows(value, null, signal)).table;
    },
    exists: ({ location }) => values.has(location),
    remove: ({ location }) => void values.delete(location),
  };
}

/** Values that are no JSON are never equal to another. */
function hashOf(value: unknown): string {
  try {
    const text = JSON.stringify(value) as string | undefined;
    if (text !== undefined) return createHash("sha256").update(text).digest("hex");
  } catch {
    // cyclic, or a bigint inside
  }
  return randomUUID();
}
