// Which literals of a file name a file: those of sources. Whether it exists, and where, is for who knows the disk.
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { FileLink } from "./model.ts";

/** Written out only: a name is TypeScript's to follow. */
export function fileLinks(view: ProjectView, index: KeyIndex, path: string): readonly FileLink[] {
  const text = view.text(path) ?? "";
  return index.definitionsIn(path).flatMap(({ kind, file }) => {
    if (kind !== "source" || file?.site.path !== path || file.text === "") return [];
    const { start, end } = view.span(file.site);
    const isQuoted = /["'`]/.test(text.charAt(start));
    return isQuoted ? [{ span: { start: start + 1, end: end - 1 }, file: file.text }] : [];
  });
}
