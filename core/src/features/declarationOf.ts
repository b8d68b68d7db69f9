// Where the name that an expression consists of is declared: in its file, or through imports, re-exports and namespaces.
import { scopeOf } from "../project/scope.ts";
import type { Site } from "../project/linked.ts";
import type { FileFacts } from "../syntax/facts.ts";
import type { Location } from "../text/index.ts";
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

interface Wanted {
  readonly name: string;
  /** `schemas.Order`: looked up when `schemas` is a namespace. */
  readonly member?: string | undefined;
  readonly steps: number;
}

function localName(view: ModulesView, path: string, wanted: Wanted): Location | null {
  const shape = view.facts(path)?.shape;
  const local = shape && scopeOf(shape).locals.get(wanted.name);
  if (local === undefined) return null;
  if (local.k === "binding") return { path, span: view.span({ path, at: local.binding.at }) };
  const { specifier, imported } = local.fact;
  const target = view.resolveModule(path, specifier);
  if (target === undefined) return null;
  const name = imported === "*" ? wanted.member : imported;
  return name === undefined ? null : exportedName(view, target, { name, steps: wanted.steps + 1 });
}

function exportedName(view: ModulesView, path: string, { name, steps }: Wanted): Location | null {
  const shape = view.facts(path)?.shape;
  if (shape === undefined || steps > MAX_STEPS) return null;
  const { exports, stars } = scopeOf(shape);
  const found = exports.get(name);
  if (found === undefined) {
    for (const { from } of stars) {
      const target = from === undefined ? undefined : view.resolveModule(path, from);
      const place = target === undefined ? null : exportedName(view, target, { name, steps: steps + 1 });
      if (place !== null) return place;
    }
    return null;
  }
  if (found.value !== undefined) return { path, span: view.span({ path, at: found.value.at }) };
  if (found.from === undefined) return localName(view, path, { name: found.local, steps: steps + 1 });
  const target = view.resolveModule(path, found.from);
  return target === undefined ? null : exportedName(view, target, { name: found.local, steps: steps + 1 });
}
