// Which parts of a declaration may be folded: all of it, and its longer options. What an editor folds by itself may be
// among them; editors merge ranges that are equal.
import type { ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition, Site } from "../project/linked.ts";
import type { Span } from "../text/index.ts";
import { placesOf } from "./places.ts";

export function folds(view: ProjectView, path: string): readonly Span[] {
  const lines = view.lines(path);
  const lineOf = (offset: number): number => lines.position(offset).line;
  const spans = new Map<string, Span>();
  const add = (span: Span): void => {
    if (lineOf(span.end) > lineOf(span.start)) spans.set(`${span.start}:${span.end}`, span);
  };
  for (const definition of placesOf(view.linked).declaredIn(path)) {
    for (const site of parts(definition)) if (site?.path === path) add(view.span(site));
    const checks = definition.checks.filter(({ site }) => site.path === path);
    const [first, last] = [checks[0], checks.at(-1)];
    if (first !== undefined && last !== undefined) {
      add({ start: view.span(first.site).start, end: view.span(last.site).end });
    }
  }
  for (const { site } of view.linked.files.get(path)?.schedules ?? []) add(view.span(site));
  return [...spans.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

function parts(definition: LinkedDefinition): readonly (Site | null)[] {
  const { declarationSite, depsSite, runSite, querySite, schemaSite } = definition;
  return [declarationSite, depsSite, schemaSite, runSite, querySite];
}
