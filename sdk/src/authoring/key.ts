// Asset keys: components joined by "/".

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

const COMPONENT = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const MAX_LENGTH = 200;

export function joinKey(key: unknown): string {
  if (typeof key === "string") return key;
  return Array.isArray(key) ? key.map(String).join("/") : "";
}

/** What is wrong with a key, or null. */
export function keyProblem(key: string): string | null {
  if (key === "") return "`key` is missing or empty.";
  if (key.length > MAX_LENGTH) {
    return `The key "${key.slice(0, 40)}…" has ${key.length} characters; at most ${MAX_LENGTH} are allowed.`;
  }
  const bad = key.split("/").find((component) => !COMPONENT.test(component));
  if (bad === undefined) return null;
  return `The key ${JSON.stringify(key)} has the invalid component ${JSON.stringify(bad)}: letters, digits, "_", "." and "-" are allowed, and the first must be a letter, a digit or "_".`;
}
