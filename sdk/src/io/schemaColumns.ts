// The columns a schema promises, for outputs without rows. Known for schemas that can describe themselves as JSON Schema
// (Standard JSON Schema: zod 4.2 and others); null otherwise.
import type { StandardSchema } from "../authoring/standardSchema.ts";
import type { Column } from "./ioManager.ts";

interface Describing {
  readonly jsonSchema?: { readonly output?: (options: { readonly target: string }) => unknown };
}
interface JsonSchema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const TYPES: Readonly<Record<string, string>> = {
  integer: "BIGINT",
  number: "DOUBLE",
  string: "VARCHAR",
  boolean: "BOOLEAN",
};

export function columnsOfSchema(schema: StandardSchema): readonly Column[] | null {
  const describing = schema["~standard"] as Describing;
  let described: JsonSchema | undefined;
  try {
    described = describing.jsonSchema?.output?.({ target: "draft-2020-12" }) as JsonSchema | undefined;
  } catch {
    // Some types (dates, transforms) have no JSON Schema.
    return null;
  }
  if (described?.properties === undefined) return null;
  return Object.entries(described.properties).map(([name, { type }]) => ({
    name,
    type: (typeof type === "string" ? TYPES[type] : undefined) ?? "JSON",
  }));
}
