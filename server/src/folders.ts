// Which folders are looked into, and where projects are: a folder with a strataline.config file is one.
import { readdirSync, type Dirent } from "node:fs";

const CONFIG_FILE = /^strataline\.config\.(ts|mts|js|mjs)$/;

export function isConfigFile(path: string): boolean {
  return CONFIG_FILE.test(path.slice(path.lastIndexOf("/") + 1));
}

/** Dependencies, build output and hidden folders (.git, .strataline) never hold assets. */
function isIgnoredFolder(name: string): boolean {
  return name.startsWith(".") || name === "node_modules" || name === "dist";
}

export function isIgnoredPath(relativePath: string): boolean {
  return relativePath
    .split("/")
    .slice(0, -1)
    .some((name) => name !== ".." && isIgnoredFolder(name));
}

/** Project roots under a folder, itself included, outer ones first. */
export function findProjectRoots(folder: string): readonly string[] {
  const roots: string[] = [];
  walk(folder, (directory, entries) => {
    if (entries.some((entry) => entry.isFile() && CONFIG_FILE.test(entry.name))) roots.push(directory);
    return true;
  });
  return roots;
}

/** Files under a folder as absolute paths; `accepts` sees names. Folders of nested projects are theirs alone. */
export function listFiles(root: string, accepts: (name: string) => boolean): readonly string[] {
  const files: string[] = [];
  walk(root, (directory, entries) => {
    if (directory !== root && entries.some((entry) => CONFIG_FILE.test(entry.name))) return false;
    for (const entry of entries)
      if (entry.isFile() && accepts(entry.name)) files.push(`${directory}/${entry.name}`);
    return true;
  });
  return files;
}

/** Names of the folders in a folder. */
export function foldersIn(directory: string): readonly string[] {
  return entriesOf(directory)
    .filter((entry) => entry.isDirectory() && !isIgnoredFolder(entry.name))
    .map(({ name }) => name);
}

/** `visit` answers whether to go deeper. Links to folders are not followed: they may lead back up. */
function walk(folder: string, visit: (directory: string, entries: readonly Dirent[]) => boolean): void {
  const pending = [folder];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    const entries = entriesOf(directory);
    if (!visit(directory, entries)) continue;
    for (const entry of entries.toReversed()) {
      if (entry.isDirectory() && !isIgnoredFolder(entry.name)) pending.push(`${directory}/${entry.name}`);
    }
  }
}

function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return []; // Gone meanwhile, or not ours to read: nothing in it can be an asset.
  }
}
