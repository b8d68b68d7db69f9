// The assets and schedules of a file, as symbols, lenses and tokens.
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition, LinkedSchedule, Site } from "../project/linked.ts";
import type { Location } from "../text/index.ts";
import { describeItem } from "./hierarchy.ts";
import type { AssetSymbol, KeyToken, Lens } from "./model.ts";
import { scheduleName } from "./scheduled.ts";

/** Declarations and schedules in order, each with what it names inside of its own text. */
export function symbols(view: ProjectView, index: KeyIndex, path: string): readonly AssetSymbol[] {
  const schedules = view.linked.files.get(path)?.schedules ?? [];
  return [
    ...index.definitionsIn(path).map((definition) => symbolOf(view, definition)),
    ...schedules.map((schedule) => scheduleSymbol(view, schedule)),
  ].sort((a, b) => a.location.span.start - b.location.span.start);
}

function symbolOf(view: ProjectView, definition: LinkedDefinition): AssetSymbol {
  const { deps, checks, columns } = definition;
  const item = describeItem(view, definition);
  const children: Child[] = [
    ...deps.map(({ key, site }) => ({ name: key.key, kind: "dep" as const, site })),
    ...checks.map(({ name, site }) => ({ name: name ?? "check", kind: "check" as const, site })),
    ...(columns ?? []).map(({ text, site }) => ({ name: text, kind: "column" as const, site })),
  ];
  return { ...item, children: childrenIn(view, item.location, children) };
}

function scheduleSymbol(view: ProjectView, schedule: LinkedSchedule): AssetSymbol {
  const { site, nameSite, targets } = schedule;
  const location = { path: site.path, span: view.span(site) };
  const children = targets.map((target) => ({
    name: target.key.key,
    kind: "dep" as const,
    site: target.site,
  }));
  return {
    key: scheduleName(schedule),
    kind: "schedule",
    layer: null,
    location,
    selection: view.span(nameSite),
    children: childrenIn(view, location, children),
  };
}

interface Child {
  readonly name: string;
  readonly kind: "dep" | "check" | "column";
  readonly site: Site;
}

/** What is written elsewhere (a schema of its own, a factory) is not part of this declaration's text. */
function childrenIn(
  view: ProjectView,
  { path, span }: Location,
  children: readonly Child[],
): AssetSymbol["children"] {
  return children
    .filter(({ site }) => site.path === path)
    .map(({ name, kind, site }) => ({ name, kind, span: view.span(site) }))
    .filter((child) => span.start <= child.span.start && child.span.end <= span.end)
    .sort((a, b) => a.span.start - b.span.start);
}

/** One for each call: a factory or a loop may declare several assets by one. */
export function lenses(view: ProjectView, index: KeyIndex, path: string): readonly Lens[] {
  const bySite = new Map<number, LinkedDefinition[]>();
  for (const definition of index.definitionsIn(path)) {
    const shared = bySite.get(definition.site.at);
    if (shared === undefined) bySite.set(definition.site.at, [definition]);
    else shared.push(definition);
  }
  const assets = [...bySite.values()].flatMap((shared): readonly Lens[] => {
    const [first] = shared;
    if (first === undefined) return [];
    const canRun = ({ kind, key }: LinkedDefinition): boolean => kind === "asset" && key !== null;
    return [
      {
        kind: "asset",
        span: view.span(first.nameSite),
        keys: [...new Set(shared.map(({ id }) => id))],
        runnable: [...new Set(shared.filter(canRun).map(({ id }) => id))],
      },
    ];
  });
  const schedules = (view.linked.files.get(path)?.schedules ?? []).map(({ nameSite }, at) => ({
    kind: "schedule" as const,
    span: view.span(nameSite),
    at,
  }));
  return [...assets, ...schedules].sort((a, b) => a.span.start - b.span.start);
}

/** Each literal that writes a key, once, by position. A constant that a definition uses counts as a definition. */
export function keyTokens(view: ProjectView, index: KeyIndex, path: string): readonly KeyToken[] {
  const tokens = new Map<number, KeyToken>();
  for (const { site, key, role } of index.writtenIn(path)) {
    const span = view.span(site);
    if (span.start === span.end) continue;
    const kind = role === "definition" ? role : index.definition(key.key) === undefined ? "missing" : "dep";
    const known = tokens.get(span.start);
    if (known === undefined || kind === "definition" || known.kind === "missing") {
      tokens.set(span.start, { span, kind });
    }
  }
  return [...tokens.values()].sort((a, b) => a.span.start - b.span.start);
}
