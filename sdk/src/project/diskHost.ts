// core's world on the real disk: the files of a project, by paths relative to its root.
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Host } from "@strataline/core";

const SKIPPED_FOLDERS = new Set(["node_modules", "dist", "build", "out", "coverage"]);
const RELEVANT = /\.([cm]?[jt]sx?|json)$/;

export function createDiskHost(root: string): Host {
  return {
    realPath: (path) => {
      try {
        return relative(root, realpathSync(join(root, path)))
          .split(sep)
          .join("/");
      } catch {
        return path;
      }
    },
    listFolders: (path) => {
      try {
        const entries = readdirSync(join(root, path), { withFileTypes: true });
        return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      } catch {
        return [];
      }
    },
    listFiles: () => listFiles(root),
    readFile: (path) => {
      try {
        return readFileSync(join(root, path), "utf8");
      } catch {
        return undefined;
      }
    },
  };
}

/** Sorted by code unit, with `/`. Hidden folders hold no sources. */
function listFiles(root: string): readonly string[] {
  const files: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) {
        if (!entry.name.startsWith(".") && !SKIPPED_FOLDERS.has(entry.name)) walk(join(folder, entry.name));
      } else if (RELEVANT.test(entry.name)) {
        files.push(relative(root, join(folder, entry.name)).split(sep).join("/"));
      }
    }
  };
  walk(root);
  return files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
