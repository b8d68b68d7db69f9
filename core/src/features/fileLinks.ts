// Which literals of a file name a file: those of sources. Whether it exists, and where, is for who knows the disk.
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { FileLink } from "./model.ts";

export function fileLinks(view: ProjectView, index: KeyIndex, path: string): readonly FileLink[] {
  const links = new Map<number, FileLink>();
  for (const { file } of index.definitionsIn(path)) {
    if (file?.site.path !== path || file.text === "") continue;
    const span = view.span(file.site);
    links.set(span.start, { span: withoutQuotes(view.text(path) ?? "", span), file: file.text });
  }
  return [...links.values()];
}

function withoutQuotes(text: string, { start, end }: FileLink["span"]): FileLink["span"] {
  const isQuoted = /["'`]/.test(text.charAt(start));
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
