// Asset keys: components joined by "/". What is valid is core's decision, for the editor and the runtime alike.
import { keyProblem } from "@strataline/core/keys";

/** A key, or its components. */
export type KeyInput = string | readonly [string, ...string[]];

/** The key a `KeyInput` stands for, as a literal type where it is known. */
export type JoinedKey<K> = K extends string
  ? K
  : K extends readonly [infer Only extends string]
    ? Only
    : K extends readonly [infer First extends string, ...infer Rest extends readonly [string, ...string[]]]
      ? `${First}/${JoinedKey<Rest>}`
      : string;

export function joinKey(key: unknown): string {
  if (typeof key === "string") return key;
  return Array.isArray(key) ? key.map(String).join("/") : "";
}

/** What is wrong with a key, or null. */
export function invalidKey(key: string): string | null {
  const problem = keyProblem(key);
  if (problem === null) return null;
  const shown = key.length > 60 ? `${key.slice(0, 60)}…` : key;
  return `The key ${JSON.stringify(shown)} ${problem}.`;
}
