// Who uses a key, by how it is used: read, order, check, schedule, product; and the same within one file as highlights.
import type { KeyIndex, ProjectView, Read } from "../occurrences/index.ts";
import type { Site } from "../project/linked.ts";
import { keyAt } from "./keyAt.ts";
import type { Reference, ReferenceKind } from "./model.ts";
import { scheduleName, schedulesSelecting } from "./scheduled.ts";

const ORDER: readonly ReferenceKind[] = ["definition", "read", "order", "check", "schedule", "product"];

export function references(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
  includeDefinition: boolean,
): readonly Reference[] {
  const keys = keyAt(view, index, path, offset)?.keys ?? [];
  const found = referencesOf(view, index, keys);
  return includeDefinition ? found : found.filter(({ kind }) => kind !== "definition");
}

/** With the definitions, by kind; within a kind by file and place. */
export function referencesOf(
  view: ProjectView,
  index: KeyIndex,
  keys: readonly string[],
): readonly Reference[] {
  const found = keys.flatMap((key) => [...writtenUses(view, index, key), ...selections(view, key)]);
  return ORDER.flatMap((kind) => distinct(found.filter((one) => one.kind === kind)).sort(byPlace));
}

/** All places of the key in this file, with the literal of a constant that wrote it. */
export function highlights(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly Reference[] {
  const at = keyAt(view, index, path, offset);
  if (at === null) return [];
  const uses = at.keys.flatMap((key) => writtenUses(view, index, key));
  const here = distinct(uses.filter((reference) => reference.path === path));
  const isListed = here.some(({ span }) => span.start <= at.span.start && at.span.end <= span.end);
  if (!isListed) here.push({ path, span: at.span, kind: "definition", by: null });
  return here.sort(byPlace);
}

/** Where the key itself stands. */
function writtenUses(view: ProjectView, index: KeyIndex, key: string): Reference[] {
  return [
    ...index.definitions(key).map(({ keySite }) => at(view, keySite, "definition", null)),
    ...index.reads(key).map((read) => at(view, read.dep.site, kindOf(read), read.reader.id)),
    ...index.mentions(key).map((mention) => {
      const by = mention.by === "check" ? mention.definition.id : scheduleName(mention.schedule);
      return at(view, mention.dep.site, mention.by, by);
    }),
  ];
}

/** Selections of schedules that hold the key without naming it. */
function selections(view: ProjectView, key: string): Reference[] {
  return schedulesSelecting(view, key).flatMap((schedule) =>
    schedule.selection === null
      ? []
      : [at(view, schedule.selection.site, "schedule", scheduleName(schedule))],
  );
}

function kindOf({ reader, dep }: Read): ReferenceKind {
  if (reader.kind === "dataProduct") return "product";
  return dep.kind === "order" ? "order" : "read";
}

function at(view: ProjectView, site: Site, kind: ReferenceKind, by: string | null): Reference {
  return { path: site.path, span: view.span(site), kind, by };
}

/** A place that several keys share counts once for each asset. */
function distinct(uses: readonly Reference[]): Reference[] {
  const byId = new Map(uses.map((one) => [`${one.kind} ${one.by} ${one.span.start} ${one.path}`, one]));
  return [...byId.values()];
}

function byPlace(a: Reference, b: Reference): number {
  return a.path === b.path ? a.span.start - b.span.start : a.path < b.path ? -1 : 1;
}
