// Paths relative to the project root, with `/`. `../` leads out of the root.

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** `relative` seen from `directory`, without `.` and with `..` only in front. */
export function joinPath(directory: string, relative: string): string {
  const components: string[] = [];
  for (const component of `${directory}/${relative}`.split("/")) {
    if (component === "" || component === ".") continue;
    if (component === ".." && components.length > 0 && components.at(-1) !== "..") components.pop();
    else components.push(component);
  }
  return components.join("/");
}

/** The directory itself, its parents, the root "", and a few directories above the root. */
export function ancestors(directory: string): string[] {
  const result = [directory];
  for (let at = directory; at !== "" && !at.startsWith("..");) {
    at = directoryOf(at);
    result.push(at);
  }
  let above = directory.startsWith("..") ? directory : "";
  for (let i = 0; i < LEVELS_ABOVE_ROOT; i++) {
    above = joinPath(above, "..");
    result.push(above);
  }
  return result;
}

/** Enough for a project inside a monorepo. */
const LEVELS_ABOVE_ROOT = 4;
