// A project is the nearest folder, upwards, with a config file.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export const CONFIG_FILES = ["ts", "mts", "js", "mjs"].map((extension) => `strataline.config.${extension}`);

export interface ProjectPlace {
  /** Absolute. */
  readonly root: string;
  /** File name. */
  readonly configFile: string;
}

export function findProject(cwd: string): ProjectPlace | null {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const configFile = CONFIG_FILES.find((name) => existsSync(join(folder, name)));
    if (configFile !== undefined) return { root: folder, configFile };
    if (dirname(folder) === folder) return null;
  }
}
