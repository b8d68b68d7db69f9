// Which files a project's `assets` patterns choose: `**`, `*`, `?`, `{a,b}`, and `!pattern` to take away.
// No regular expressions: a pattern a user writes must not be able to make matching take forever.

/** The last pattern that matches decides, as in .gitignore. Patterns and paths are relative to the project, with `/`. */
export function createMatcher(patterns: readonly string[]): (path: string) => boolean {
  const rules = patterns.map((pattern) => {
    const negated = pattern.startsWith("!");
    const alternatives = expandBraces((negated ? pattern.slice(1) : pattern).replace(/^\.\//, ""));
    return { negated, alternatives: alternatives.map((alternative) => alternative.split("/")) };
  });
  return (path) => {
    const components = path.split("/");
    const last = rules.findLast(({ alternatives }) =>
      alternatives.some((parts) => matches(parts, components)),
    );
    return last !== undefined && !last.negated;
  };
}

/** More than people write; `{a,b}` twenty times over would be a million patterns. */
const MAX_ALTERNATIVES = 1_000;

function expandBraces(pattern: string): string[] {
  let open: string[] = [pattern];
  const done: string[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const options = done.length + open.length < MAX_ALTERNATIVES ? firstBraces(next) : undefined;
    if (options) open = [...open, ...options];
    else done.push(next);
  }
  return done;
}

/** The pattern with each option of its first complete `{…}`; undefined when there is none. */
function firstBraces(pattern: string): string[] | undefined {
  const start = pattern.indexOf("{");
  let depth = 0;
  const cuts = [start];
  for (let i = start; start >= 0 && i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === "{") depth++;
    else if (char === "," && depth === 1) cuts.push(i);
    else if (char === "}" && --depth === 0) {
      cuts.push(i);
      const [head, tail] = [pattern.slice(0, start), pattern.slice(i + 1)];
      return cuts.slice(1).map((cut, index) => head + pattern.slice((cuts[index] ?? 0) + 1, cut) + tail);
    }
  }
  return undefined;
}

/** Components against components; `**` stands for any number of them. */
function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return walk(pattern.length, path.length, {
    isStar: (i) => pattern[i] === "**",
    isMatch: (i, j) => matchesComponent(pattern[i] ?? "", path[j] ?? ""),
  });
}

function matchesComponent(pattern: string, text: string): boolean {
  return walk(pattern.length, text.length, {
    isStar: (i) => pattern.charAt(i) === "*",
    isMatch: (i, j) => pattern.charAt(i) === "?" || pattern.charAt(i) === text.charAt(j),
  });
}

interface Steps {
  readonly isStar: (patternIndex: number) => boolean;
  readonly isMatch: (patternIndex: number, textIndex: number) => boolean;
}

/** Wildcard matching that only ever goes back to the last star: at most pattern × text steps. */
function walk(patternLength: number, textLength: number, { isStar, isMatch }: Steps): boolean {
  let i = 0;
  let j = 0;
  let star = -1;
  let starAt = 0;
  while (j < textLength) {
    if (i < patternLength && isStar(i)) {
      star = i++;
      starAt = j;
    } else if (i < patternLength && isMatch(i, j)) {
      i++;
      j++;
    } else if (star >= 0) {
      i = star + 1;
      j = ++starAt;
    } else return false;
  }
  while (i < patternLength && isStar(i)) i++;
  return i === patternLength;
}
