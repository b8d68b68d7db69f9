// Replacing a written string by another one, in the quotes it already has.
import type { ProjectView } from "../../occurrences/index.ts";
import type { Site } from "../../project/linked.ts";
import type { TextEdit } from "../../text/index.ts";

/** Null when the expression is not a literal, an array or a template: replacing a name could break its other users. */
export function replaceLiteral(view: ProjectView, site: Site, value: string): readonly TextEdit[] | null {
  const span = view.span(site);
  const text = view.text(site.path)?.slice(span.start, span.end) ?? "";
  const quote = text.charAt(0);
  if (quote !== '"' && quote !== "'" && quote !== "`" && quote !== "[") return null;
  const newQuote = quote === "'" ? "'" : '"';
  return [{ path: site.path, span, newText: `${newQuote}${value}${newQuote}` }];
}
