// How URIs and file paths correspond. Paths here are absolute, with "/" and a lower-case drive letter.
import { isAbsolute, posix, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** null for anything that is not a file: untitled documents, git's old versions, notebooks' cells. */
export function pathOf(uri: string): string | null {
  if (!uri.startsWith("file:")) return null;
  try {
    return normalizePath(fileURLToPath(uri));
  } catch {
    return null;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

export function normalizePath(path: string): string {
  const slashed = path.replaceAll("\\", "/");
  const lowerDrive = slashed.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
  return lowerDrive.length > 1 ? lowerDrive.replace(/\/$/, "") : lowerDrive;
}

export function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith("/") ? root : `${root}/`);
}

/** As core names files: relative to the project, "../" for a file outside of it. */
export function relativeTo(root: string, path: string): string {
  if (isInside(root, path)) return path.slice(root.length).replace(/^\//, "");
  return normalizePath(relative(root, path));
}

export function absoluteIn(root: string, path: string): string {
  return isAbsolute(path) ? normalizePath(path) : posix.join(root, path);
}
