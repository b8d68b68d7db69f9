// Where paths of the project are written as text: `file:` of sources, `assets:` of the config.
import type { Expr } from "../syntax/facts.ts";
import { optionExpr } from "../project/written.ts";
import type { Span } from "../text/index.ts";
import type { EditView } from "./editView.ts";
import { optionOf } from "./writtenOption.ts";

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
    .flatMap((definition) => {
      const file = optionOf(view, definition, "file");
      return file === undefined ? [] : stringsIn(view, definition.declarationSite.path, file);
    })
    .filter(({ text }) => !text.startsWith("npm:"));
  return { sources, globs: configGlobs(view) };
}

function configGlobs(view: EditView): readonly WrittenPath[] {
  const { path } = view.linked.config;
  const shape = path === null ? undefined : view.facts(path)?.shape;
  if (path === null || shape === undefined) return [];
  const exported = shape.exports.find(({ name }) => name === "default");
  const value = exported?.value ?? shape.bindings.find(({ name }) => name === exported?.local)?.value;
  const options = value?.k === "call" ? value.args[0] : value;
  const assets = options && optionExpr(options, "assets");
  return assets === undefined ? [] : stringsIn(view, path, assets);
}

function stringsIn(view: EditView, path: string, expr: Expr): readonly WrittenPath[] {
  if (expr.k === "array") return expr.items.flatMap((item) => stringsIn(view, path, item));
  if (expr.k !== "string" || expr.textAt === undefined) return [];
  return [{ text: expr.value, path, span: view.span({ path, at: expr.textAt }) }];
}
