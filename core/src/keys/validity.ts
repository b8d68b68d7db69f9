// Which keys are valid, why one is not, and the nearest one that is. The runtime refuses exactly the same keys.

export const MAX_KEY_LENGTH = 200;

const FIRST_CHARACTER = /^[A-Za-z0-9_]$/;
const CHARACTER = /^[A-Za-z0-9_.-]$/;
/** All that is valid but for its length: asked of thousands of keys at once. */
const VALID = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;

/** Why `key` is not valid, to go after "it"; null when it is valid. */
export function keyProblem(key: string): string | null {
  if (key === "") return "is empty";
  if (key.length > MAX_KEY_LENGTH) return `has ${key.length} characters; ${MAX_KEY_LENGTH} are allowed`;
  if (key.startsWith("/")) return "begins with a slash";
  if (key.endsWith("/")) return "ends with a slash";
  for (const component of key.split("/")) {
    const problem = componentProblem(component);
    if (problem !== null) return problem;
  }
  return null;
}

export function isValidKey(key: string): boolean {
  return key.length <= MAX_KEY_LENGTH && VALID.test(key);
}

function componentProblem(component: string): string | null {
  if (component === "") return "has an empty component between two slashes";
  if (component === "." || component === "..") return `has the component "${component}"`;
  for (const character of component) {
    if (!CHARACTER.test(character)) return `contains ${nameOf(character)}`;
  }
  const first = component.charAt(0);
  return FIRST_CHARACTER.test(first) ? null : `has a component that begins with "${first}"`;
}

function nameOf(character: string): string {
  switch (character) {
    case " ":
      return "a space";
    case "\t":
      return "a tab";
    case "\n":
    case "\r":
      return "a line break";
    case '"':
    case "'":
    case "`":
      return `a quote (${character})`;
    case "\\":
      return "a backslash";
    default:
      return character < " " ? "a control character" : `the character "${character}"`;
  }
}

/** The valid key that reads most like `key`; null when nothing of it is left. */
export function nearestValidKey(key: string): string | null {
  const components = key
    .slice(0, MAX_KEY_LENGTH * 2)
    .split(/[/\\]/)
    .map(validComponent)
    .filter((component) => component !== "");
  const joined = components.join("/").slice(0, MAX_KEY_LENGTH).replace(/\/$/, "");
  return joined === "" ? null : joined;
}

function validComponent(component: string): string {
  return component
    .trim()
    .replace(/["'`]/g, "")
    .replace(/[^A-Za-z0-9_.-]+/g, "_")
    .replace(/^[.-]+/, "");
}

/** For messages: a key of any length, short enough to read. */
export function shortKey(key: string): string {
  return key.length <= 80 ? key : `${key.slice(0, 60)}… (${key.length} characters)`;
}
