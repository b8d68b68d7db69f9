// Where the name that an expression consists of is declared: in its file, or through imports, re-exports and namespaces.
import { boundBy, scopeOf } from "../project/scope.ts";
import type { Site } from "../project/linked.ts";
import type { FileFacts, SpanIndex, Unit } from "../syntax/facts.ts";
import type { Location, Span } from "../text/index.ts";
import type { ProjectView } from "../occurrences/index.ts";

/** What following a name across files asks of the project. */
export interface ModulesView extends ProjectView {
  facts(path: string): FileFacts | undefined;
  resolveModule(from: string, specifier: string): string | undefined;
}

const NAME = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;
/** Re-exports may go round in circles. */
const MAX_STEPS = 50;

/** null for an expression that is no name, and for a name of a package. */
export function declarationOf(view: ModulesView, site: Site): Location | null {
  const { start, end } = view.span(site);
  const text = view.text(site.path)?.slice(start, end) ?? "";
  if (!NAME.test(text)) return null;
  const [name = "", member] = text.split(".");
  return localName(view, site.path, { name, member, steps: 0 });
}

/** The names that the top level of a file binds, with their places. */
export function boundNames(
  view: ModulesView,
  path: string,
): readonly { readonly name: string; readonly span: Span }[] {
  const facts = view.facts(path);
  if (facts === undefined) return [];
  return facts.units.flatMap((unit) =>
    boundBy(unit.shape.statement).map(({ name, at }) => ({ name, span: spanIn(facts, unit, at) })),
  );
}

function spanIn({ units, starts }: FileFacts, unit: Unit, at: SpanIndex): Span {
  const start = starts[units.indexOf(unit)] ?? 0;
  return { start: start + (unit.spans[2 * at] ?? 0), end: start + (unit.spans[2 * at + 1] ?? 0) };
}

interface Wanted {
  readonly name: string;
  /** `schemas.Order`: looked up when `schemas` is a namespace. */
  readonly member?: string | undefined;
  readonly steps: number;
}

function localName(view: ModulesView, path: string, wanted: Wanted): Location | null {
  const facts = view.facts(path);
  const local = facts && scopeOf(facts).locals.get(wanted.name);
  if (local === undefined) return null;
  if (local.k === "binding") {
    const bound = boundNames(view, path).find(({ name }) => name === wanted.name);
    return bound === undefined ? null : { path, span: bound.span };
  }
  const { specifier, fact } = local;
  const target = view.resolveModule(path, specifier);
  if (target === undefined) return null;
  const name = fact.imported === "*" ? wanted.member : fact.imported;
  return name === undefined ? null : exportedName(view, target, { name, steps: wanted.steps + 1 });
}

function exportedName(view: ModulesView, path: string, { name, steps }: Wanted): Location | null {
  const facts = view.facts(path);
  if (facts === undefined || steps > MAX_STEPS) return null;
  const { exports, stars } = scopeOf(facts);
  const found = exports.get(name);
  if (found === undefined) {
    for (const from of stars) {
      const target = view.resolveModule(path, from);
      const place = target === undefined ? null : exportedName(view, target, { name, steps: steps + 1 });
      if (place !== null) return place;
    }
    return null;
  }
  const { unit, local, from, at } = found;
  if (local === null) return { path, span: spanIn(facts, unit, at) };
  if (from === null) return localName(view, path, { name: local, steps: steps + 1 });
  const target = view.resolveModule(path, from);
  return target === undefined ? null : exportedName(view, target, { name: local, steps: steps + 1 });
}
