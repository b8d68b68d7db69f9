// Which files say something else than before. Files in which nothing changed are the same objects.
import type { LinkedProject } from "./linked.ts";

type Linked = Pick<LinkedProject, "files">;

/** Paths of files that came, went or changed, sorted. */
export function changedFiles(before: Linked, after: Linked): readonly string[] {
  const paths: string[] = [];
  for (const [path, file] of after.files) if (before.files.get(path) !== file) paths.push(path);
  for (const path of before.files.keys()) if (!after.files.has(path)) paths.push(path);
  return paths.sort();
}
