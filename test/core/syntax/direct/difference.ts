// Compares what a text says when it is read directly with what TypeScript's tree says.
import { isDeepStrictEqual } from "node:util";
import { skipBrackets } from "../../../../core/src/syntax/direct/bodies.ts";
import { readDirectly } from "../../../../core/src/syntax/direct/read.ts";
import { readFacts } from "../../../../core/src/syntax/parse.ts";

type Facts = NonNullable<ReturnType<typeof readDirectly>>;

export type Outcome = "equal" | "equal apart from errors in bodies" | "left to the tree";

/** Throws when the direct reader says something else than the tree. */
export function compare(path: string, text: string): Outcome {
  const direct = readDirectly(path, text);
  if (!direct) return "left to the tree";
  const tree = readTree(path, text);
  if (tree.errors === 0) {
    checkEqual(text, direct, tree);
    return "equal";
  }
  // A text with errors may be read only if they are in bodies that are never read.
  const blanked = blankBodies(text, direct);
  const sound = readTree(path, blanked);
  if (sound.errors > 0) throw new Error(`an error is read over:\n${text}`);
  // Names that are used in bodies are used.
  checkEqual(text, direct, { ...sound, unused: direct.unused });
  return "equal apart from errors in bodies";
}

/** As TypeScript's parser has it: an open file is never read directly. */
function readTree(path: string, text: string): Facts & { readonly errors: number } {
  const none = { units: [], starts: [], unused: [], syntaxErrors: [] };
  const { syntaxErrors, ...facts } = readFacts(path, text, { text: "", facts: none });
  return { ...facts, errors: syntaxErrors.length };
}

function checkEqual(text: string, direct: Facts, { units, starts, unused }: Facts): void {
  // As text too: properties in another order make objects of another kind, which is slow.
  const tree = { units, starts, unused };
  if (isDeepStrictEqual(direct, tree) && JSON.stringify(direct) === JSON.stringify(tree)) return;
  const index = units.findIndex((unit, i) => !isDeepStrictEqual(unit, direct.units[i]));
  throw new Error(
    `read directly:\n${JSON.stringify(direct.units[index])}\nfrom the tree:\n${JSON.stringify(units[index])}\n` +
      `${JSON.stringify([direct.starts, direct.unused])}\n${JSON.stringify([starts, unused])}\n` +
      `${index} of ${units.length} in:\n${text}`,
  );
}

/** Spaces in the place of each body that is not in the facts. */
function blankBodies(text: string, facts: Facts): string {
  let blanked = text;
  facts.units.forEach(({ shape, spans }, index) => {
    const base = facts.starts[index] ?? 0;
    for (const at of unreadFunctions(shape)) {
      const start = base + (spans[2 * at] ?? 0);
      const end = base + (spans[2 * at + 1] ?? 0);
      const open = bodyStart(text, start, end);
      if (open >= 0) {
        blanked = blanked.slice(0, open + 1) + " ".repeat(end - open - 2) + blanked.slice(end - 1);
      }
    }
  });
  return blanked;
}

/** The last brace whose partner ends the function, outside of other brackets. */
function bodyStart(text: string, start: number, end: number): number {
  let open = -1;
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    if (text.startsWith("//", at)) at = text.indexOf("\n", at);
    else if (text.startsWith("/*", at)) at = text.indexOf("*/", at) + 1;
    else if (/["'`]/.test(char))
      while (++at < end && text.charAt(at) !== char) if (text.charAt(at) === "\\") at++;
    if (!"([{".includes(char)) continue;
    const close = skipBrackets(text, at);
    if (char === "{" && close === end) open = at;
    at = close - 1;
  }
  return open;
}

/** Places of functions whose bodies are never read. */
function unreadFunctions(value: unknown): readonly number[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(unreadFunctions);
  const isUnread = "k" in value && value.k === "function" && "body" in value && value.body === null;
  return isUnread && "at" in value && typeof value.at === "number" && !("reason" in value)
    ? [value.at, ...inside]
    : inside;
}
