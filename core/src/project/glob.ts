// Which files a project's `assets` patterns choose: `**`, `*`, `?`, `{a,b}`, and `!pattern` to take away.

/** The last pattern that matches decides, as in .gitignore. Patterns and paths are relative to the project, with `/`. */
export function createMatcher(patterns: readonly string[]): (path: string) => boolean {
  const rules = patterns.map((pattern) => {
    const negated = pattern.startsWith("!");
    return { negated, regex: toRegExp((negated ? pattern.slice(1) : pattern).replace(/^\.\//, "")) };
  });
  return (path) => {
    let matches = false;
    for (const { negated, regex } of rules) if (matches === negated && regex.test(path)) matches = !negated;
    return matches;
  };
}

function toRegExp(pattern: string): RegExp {
  let source = "";
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === "*" && pattern.charAt(i + 1) === "*") {
      const wholeComponent = (i === 0 || pattern.charAt(i - 1) === "/") && pattern.charAt(i + 2) === "/";
      source += wholeComponent ? "(?:[^/]*/)*" : ".*";
      i += wholeComponent ? 2 : 1;
    } else if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (char === "{" && pattern.includes("}", i)) {
      source += "(?:";
      depth++;
    } else if (char === "}" && depth > 0) {
      source += ")";
      depth--;
    } else if (char === "," && depth > 0) source += "|";
    else source += char.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
  }
  return new RegExp(`^${source}${")".repeat(depth)}$`);
}
