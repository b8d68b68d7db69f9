// The project's files as they are on disk. Texts of open editors reach core by `Project.apply`, not by this way.
import { readFileSync, realpathSync } from "node:fs";
import type { Host } from "@strataline/core";
import { foldersIn, listFiles } from "./folders.ts";
import { absoluteIn, relativeTo } from "./paths.ts";

const SOURCE = /\.[cm]?[jt]sx?$/;
const MANIFEST = /(?:^|\/)(tsconfig.*|jsconfig|package|strataline\.baseline)\.json$/;
const BYTE_ORDER_MARK = "\uFEFF";

export interface DiskHost extends Required<Host> {
  /** The list that the next `listFiles` will answer: walking through all folders twice in a row helps nobody. */
  listFilesAhead(): readonly string[];
  /** Besides the list of files: what an answer may depend on. */
  readonly asked: {
    /** Files that were read, also those that were not there. */
    readonly files: ReadonlySet<string>;
    readonly folders: ReadonlyMap<string, readonly string[]>;
    readonly links: ReadonlyMap<string, string>;
  };
}

export function createDiskHost(root: string): DiskHost {
  const files = new Set<string>();
  const folders = new Map<string, readonly string[]>();
  const list = (): readonly string[] => listFiles(root, matters).map((path) => relativeTo(root, path));
  let ahead: readonly string[] | undefined;
  const links = new Map<string, string>();
  return {
    asked: { files, folders, links },
    listFilesAhead: () => (ahead = list()),
    listFiles: () => {
      const listed = ahead ?? list();
      ahead = undefined;
      return listed;
    },
    readFile: (path) => {
      files.add(path);
      return readText(absoluteIn(root, path));
    },
    realPath: (path) => {
      const target = realPathOf(root, path);
      links.set(path, target);
      return target;
    },
    listFolders: (path) => {
      const names = foldersIn(absoluteIn(root, path));
      folders.set(path, names);
      return names;
    },
  };
}

/** Whether core may want to know of a change of this file. */
export function matters(path: string): boolean {
  return SOURCE.test(path) || MANIFEST.test(path);
}

/** Without the mark editors strip too, so that offsets agree with theirs. */
export function readText(path: string): string | undefined {
  try {
    const text = readFileSync(path, "utf8");
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  } catch {
    return undefined;
  }
}

function realPathOf(root: string, path: string): string {
  try {
    return relativeTo(root, realpathSync(absoluteIn(root, path)).replaceAll("\\", "/"));
  } catch {
    return path;
  }
}
