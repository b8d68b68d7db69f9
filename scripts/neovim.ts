// Finds the Neovim that drives the language server in tests; installs Debian's where it may.
import { delimiter, join } from "node:path";
import { installPackage, isExecutable } from "./aptGet.ts";

export const NEOVIM_MISSING = "no Neovim (0.7 or later) found: install one, or set NVIM_PATH to its program";

export async function ensureNeovim(say: (line: string) => void): Promise<string | undefined> {
  const found = findNeovim();
  if (found !== undefined) return found;
  await installPackage("neovim", say);
  return findNeovim();
}

function findNeovim(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = process.platform === "win32" ? ["nvim.exe"] : ["nvim"];
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.NVIM_PATH ?? "", ...onPath].find(isExecutable);
}
