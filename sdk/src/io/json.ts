// json(): any JSON value as one file per materialization.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashFile, writeAtomically } from "./atomicFile.ts";
import type { Engine, IoManager, Output } from "./ioManager.ts";
import { fileStorage, locationOf } from "./lakeFolder.ts";
import { scanFile } from "./sqlText.ts";

/** Values as JSON files under `.strataline/lake`. Dates become ISO strings, as JSON has none. */
export function json(): IoManager {
  return {
    name: "json",
    write: async (output, { root, key, materialization, engine }) => {
      const value = await valueOf(output, engine);
      const text = toJson(value);
      const location = locationOf(key, materialization, "json");
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
    ...fileStorage,
  };
}

/** What an output is when it is held as a whole. */
export async function valueOf(output: Output, engine: () => Promise<Engine>): Promise<unknown> {
  switch (output.kind) {
    case "value":
      return output.value;
    case "query":
      return await (await engine()).query(output.sql);
    case "rows": {
      const rows: unknown[] = [];
      for await (const row of output.rows) rows.push(row);
      return rows;
    }
  }
}

function toJson(value: unknown): string {
  try {
    const text = JSON.stringify(value) as string | undefined;
    if (text !== undefined) return text;
  } catch (error) {
    throw new TypeError(
      `json() cannot store the value: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  throw new TypeError(`json() cannot store a ${typeof value}.`);
}
