// The way Node looks for packages: from a folder to the root of the disk.
import { dirname } from "node:path";

export function foldersUpwards(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersUpwards(parent)];
}
