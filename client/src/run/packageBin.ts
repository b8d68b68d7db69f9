// The `strataline` command of the project: the version it depends on, found as Node finds packages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { foldersUpwards } from "./foldersUpwards.ts";

/** Path of the JavaScript file to run, or null when the package is not installed. */
export function findPackageBin(projectRoot: string): string | null {
  for (const folder of foldersUpwards(projectRoot)) {
    const packageFolder = join(folder, "node_modules", "strataline");
    const bin = binOf(join(packageFolder, "package.json"));
    if (bin !== null) return join(packageFolder, bin);
  }
  return null;
}

function binOf(manifestPath: string): string | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(manifestPath, "utf8"));
    if (typeof manifest !== "object" || manifest === null || !("bin" in manifest)) return null;
    const { bin } = manifest;
    if (typeof bin === "string") return bin;
    if (typeof bin !== "object" || bin === null || !("strataline" in bin)) return null;
    return typeof bin.strataline === "string" ? bin.strataline : null;
  } catch {
    return null;
  }
}
