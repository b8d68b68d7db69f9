// Imported names that stand nowhere else in a file. A compiler leaves their import out; where a name does stand somewhere, even in a
// comment or a type, nothing is concluded.
import type { Unit } from "./facts.ts";

/** Characters of a file that is searched for each name it imports. */
const MAX_SEARCHED = 50_000;

/** `used`: names that are known to be used, which need not be searched. */
export function unusedImports(
  text: string,
  units: readonly Unit[],
  starts: readonly number[],
  used: ReadonlySet<string>,
): readonly string[] {
  if (text.length > MAX_SEARCHED) return [];
  return units.flatMap(({ shape: { statement }, length }, i) => {
    if (statement.k !== "import") return [];
    const start = starts[i] ?? 0;
    return statement.names.flatMap(({ local, typeOnly }) =>
      local === "" || typeOnly || used.has(local) || isUsed(text, local, start, start + length)
        ? []
        : [local],
    );
  });
}

/** Outside of the import itself. */
function isUsed(text: string, name: string, start: number, end: number): boolean {
  // Mostly it is used below.
  return isBetween(text, name, end, text.length) || isBetween(text, name, 0, start);
}

function isBetween(text: string, name: string, from: number, end: number): boolean {
  for (let at = text.indexOf(name, from); at >= 0 && at < end; at = text.indexOf(name, at + name.length)) {
    if (!isNamePart(text.charCodeAt(at - 1)) && !isNamePart(text.charCodeAt(at + name.length))) return true;
  }
  return false;
}

function isNamePart(code: number): boolean {
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return isLetter || (code >= 48 && code <= 57) || code === 36 || code === 95;
}
