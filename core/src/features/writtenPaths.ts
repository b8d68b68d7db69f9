// Where paths of the project are written as text: `file:` of sources, `assets:` of the config.
import { optionExpr } from "../project/written.ts";
import type { Span } from "../text/index.ts";
import type { EditView } from "./editView.ts";
import { configOptions, optionOf } from "./writtenFile.ts";
import type { Written } from "./writtenFile.ts";

export interface WrittenPath {
  readonly text: string;
  readonly path: string;
  /** Between the quotes. */
  readonly span: Span;
}

export function writtenPaths(view: EditView): {
  readonly sources: readonly WrittenPath[];
  readonly globs: readonly WrittenPath[];
} {
  const sources = view.linked.definitions
    .filter(({ kind }) => kind === "source")
    .flatMap((definition) => stringsIn(optionOf(view, definition, "file")))
    .filter(({ text }) => !text.startsWith("npm:"));
  return { sources: once(sources), globs: configGlobs(view) };
}

function configGlobs(view: EditView): readonly WrittenPath[] {
  const { path } = view.linked.config;
  const options = path === null ? undefined : configOptions(view, path);
  const expr = options && optionExpr(options.expr, "assets");
  return expr ? stringsIn({ ...options, expr }) : [];
}

function stringsIn(written: Written | undefined): readonly WrittenPath[] {
  if (written === undefined) return [];
  const { expr, path } = written;
  if (expr.k === "array") return expr.items.flatMap((item) => stringsIn({ ...written, expr: item }));
  if (expr.k !== "string" || expr.textAt === undefined) return [];
  return [{ text: expr.value, path, span: written.span(expr.textAt) }];
}

/** A factory declares several sources by one text. */
function once(paths: readonly WrittenPath[]): readonly WrittenPath[] {
  return [...new Map(paths.map((one) => [`${one.path} ${one.span.start}`, one])).values()];
}
