// Partitioned assets can be declared, but not yet run: said before anything starts, rather than computing one table of what is
// meant to be many. A partitioned source is a file as before: all of it is read.
import { DEFINITION, type AnyDefinition } from "../authoring/definition.ts";
import type { Refusal } from "./api.ts";

const SHOWN = 5;

/** Why these keys cannot be planned; null when they can. */
export function partitionedRefusal(
  keys: readonly string[],
  byKey: ReadonlyMap<string, AnyDefinition>,
): Refusal | null {
  const isPartitioned = (key: string): boolean => {
    const definition = byKey.get(key);
    return definition?.[DEFINITION] === "asset" && definition.partitions !== null;
  };
  const own = keys.filter(isPartitioned);
  if (own.length > 0) {
    const has = own.length === 1 ? "has" : "have";
    return {
      kind: "unsupported",
      keys: own,
      message:
        `This version cannot run partitioned assets: ${list(own)} ${has} \`partitions\`. ` +
        `Leave them out of the selection: ${exclusion(own)}`,
    };
  }
  const readers = keys.flatMap((key) => {
    const definition = byKey.get(key);
    const dep =
      definition?.[DEFINITION] === "asset"
        ? definition.deps.find((one) => isPartitioned(one.key))
        : undefined;
    return dep === undefined ? [] : [{ key, reads: dep.key }];
  });
  const [first] = readers;
  if (first === undefined) return null;
  const rest = readers.length === 1 ? "" : ` (and ${readers.length - 1} more)`;
  return {
    kind: "unsupported",
    keys: readers.map(({ key }) => key),
    message: `"${first.key}" reads "${first.reads}"${rest}, and this version cannot run partitioned assets, nor read them.`,
  };
}

function list(keys: readonly string[]): string {
  const shown = keys.slice(0, SHOWN).map((key) => `"${key}"`);
  return `${shown.join(", ")}${keys.length > SHOWN ? ` and ${keys.length - SHOWN} more` : ""}`;
}

function exclusion(keys: readonly string[]): string {
  const shown = keys.slice(0, SHOWN).map((key) => `key:"${key}"`);
  return `--select 'not (${[...shown, ...(keys.length > SHOWN ? ["…"] : [])].join(" or ")})'`;
}
