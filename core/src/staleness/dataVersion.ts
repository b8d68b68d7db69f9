// Which version new data gets: the one the user or the data itself gives; else one that follows from code and inputs.
import { hashText } from "../text/hash.ts";
import type { InputUsed } from "./model.ts";

/** The data version of a source that nobody has looked at yet. */
export const INITIAL_VERSION = "INITIAL";
/** The data version of what was never materialized. */
export const NO_VERSION = "NULL";

export interface VersionedRun {
  /** null: the code has no version. */
  readonly codeVersion: string | null;
  readonly inputs: readonly Pick<InputUsed, "key" | "partition" | "dataVersion">[];
  /** Wins. */
  readonly explicit?: string;
  /** Unique for each materialization: the version of code without one. */
  readonly materialization: string;
}

/** Equal for equal code and equal inputs, whatever their order. */
export function dataVersionOf({ codeVersion, inputs, explicit, materialization }: VersionedRun): string {
  if (explicit !== undefined) return explicit;
  const words = inputs.map(({ key, partition, dataVersion }) =>
    JSON.stringify([key, partition, dataVersion]),
  );
  return hashText([codeVersion ?? `run ${materialization}`, ...words.sort()].join("\n"));
}
