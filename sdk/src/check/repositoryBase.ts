// What scanners take paths to be relative to: the repository, of which a project may be a folder.
import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

export interface RepositoryBase {
  /** `file:` URI with a `/` at its end. */
  readonly uri: string;
  /** From there to the project: "", or "packages/shop/". */
  readonly prefix: string;
}

/** What the CI says, else the nearest folder with `.git`, else the project itself. */
export function repositoryBase(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): RepositoryBase {
  const workspace = env.GITHUB_WORKSPACE ?? "";
  const base = (workspace !== "" && isInside(root, workspace) ? workspace : gitFolder(root)) ?? root;
  const inside = relative(base, root).split(sep).join("/");
  return {
    uri: `${pathToFileURL(base).href.replace(/\/$/, "")}/`,
    prefix: inside === "" ? "" : `${inside}/`,
  };
}

function isInside(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`);
}

function gitFolder(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : gitFolder(parent);
}
