// json(): any JSON value as one file per materialization.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashFile, writeAtomically } from "./atomicFile.ts";
import type { Engine, IoManager, Output } from "./ioManager.ts";
import { jsonText } from "./jsonText.ts";
import type { FolderOptions } from "./lake.ts";
import { fileStorage, LAKE, locationOf, projectFolder } from "./lakeFolder.ts";
import { scanFile } from "./sqlText.ts";

/**
 * Any JSON value as a file per version. Dates become ISO strings, as JSON has none; what JSON would lose without a word (NaN,
 * Infinity, a Map, a function) is an error.
 */
export function json({ folder: given = LAKE }: FolderOptions = {}): IoManager {
  const folder = projectFolder("json", given);
  return {
    name: "json",
    write: async (output, { root, key, materialization, engine, signal }) => {
      const value = await valueOf(output, engine, signal);
      const text = toJson(value);
      const location = locationOf(folder, key, materialization, "json");
      const path = join(root, location);
      await writeAtomically(path, (temporary) => writeFileSync(temporary, text));
      return {
        location,
        contentHash: await hashFile(path),
        rows: Array.isArray(value) ? value.length : null,
        bytes: statSync(path).size,
        columns: null,
      };
    },
    read: (stored, { root }) => {
      const value: unknown = JSON.parse(readFileSync(join(root, stored.location), "utf8"));
      return Promise.resolve(value);
    },
    scan: (stored, { root }) =>
      Promise.resolve(stored.rows === null ? null : scanFile(join(root, stored.location))),
    ...fileStorage(folder, "json"),
  };
}

/** What an output is when it is held as a whole. */
export async function valueOf(
  output: Output,
  engine: () => Promise<Engine>,
  signal: AbortSignal,
): Promise<unknown> {
  switch (output.kind) {
    case "value":
      return output.value;
    case "query":
      return await (await engine()).query(output.sql, signal);
    case "rows": {
      const rows: unknown[] = [];
      for await (const row of output.rows) {
        signal.throwIfAborted();
        rows.push(row);
      }
      return rows;
    }
  }
}

function toJson(value: unknown): string {
  try {
    return jsonText(value, { dates: "text" });
  } catch (error) {
    throw new TypeError(
      `json() cannot store the value: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
