// How a key is changed in the text: which literals get which new text, so that every place that writes the key follows
// and no other key does. Used by rename and by quick fixes.
import type { KeyPart, ResolvedKey, Site } from "../project/linked.ts";
import type { TextEdit } from "../text/index.ts";
import { siteId } from "./keyIndex.ts";
import type { KeyIndex } from "./keyIndex.ts";
import type { ProjectView } from "./view.ts";

export type Rekeyed =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

/** More literals for one key are not written by people; going through them could exhaust the stack. */
const MAX_PARTS = 200;

interface PartEdit {
  readonly site: Site;
  readonly newText: string;
}

/** Edits after which every place that writes `oldKey` writes `newKey`. */
export function rekey(view: ProjectView, index: KeyIndex, oldKey: string, newKey: string): Rekeyed {
  return rekeyPlaces(view, index, placesOf(index, oldKey), newKey);
}

/** Everywhere the key is written out. */
function placesOf(index: KeyIndex, oldKey: string): readonly ResolvedKey[] {
  return [
    ...index.definitions(oldKey).flatMap(({ key }) => (key === null ? [] : [key])),
    ...[...index.reads(oldKey), ...index.mentions(oldKey)].flatMap(({ dep }) =>
      dep.via === "value" ? [] : [dep.key],
    ),
  ];
}

/** As `rekey` for several keys at once: what they share changes when it changes alike for all of them. */
export function rekeyTogether(
  view: ProjectView,
  index: KeyIndex,
  changes: ReadonlyMap<string, string>,
): Rekeyed {
  const places = [...changes].flatMap(([oldKey, newKey]) =>
    placesOf(index, oldKey).map((place) => ({ place, newKey })),
  );
  return rekeyEach(view, index, places, changes);
}

/** As `rekey`, for some of the places that write one key. */
export function rekeyPlaces(
  view: ProjectView,
  index: KeyIndex,
  written: readonly ResolvedKey[],
  newKey: string,
): Rekeyed {
  const places = written.map((place) => ({ place, newKey }));
  return rekeyEach(view, index, places, new Map(written.map(({ key }) => [key, newKey])));
}

function rekeyEach(
  view: ProjectView,
  index: KeyIndex,
  places: readonly { readonly place: ResolvedKey; readonly newKey: string }[],
  changes: ReadonlyMap<string, string>,
): Rekeyed {
  const edits = new Map<string, PartEdit>();
  for (const { place, newKey } of places) {
    const assigned = assignParts(place, newKey, (part) => isFree(part, changes, index));
    if (assigned === null) return { ok: false, reason: refusal(place, newKey, changes, view, index) };
    for (const edit of assigned) {
      const id = siteId(edit.site);
      const other = edits.get(id);
      if (other !== undefined && other.newText !== edit.newText) {
        return { ok: false, reason: `${placeOf(edit.site, view)} is used in two different ways` };
      }
      edits.set(id, edit);
    }
  }
  return { ok: true, edits: [...edits.values()].map((edit) => toTextEdit(edit, view)) };
}

function toTextEdit({ site, newText }: PartEdit, view: ProjectView): TextEdit {
  return { path: site.path, span: view.span(site), newText };
}

/** A part may change when a literal wrote it and no key uses that literal but those that change. */
function isFree(part: KeyPart, changes: ReadonlyMap<string, string>, index: KeyIndex): boolean {
  if (part.site === null) return false;
  for (const key of index.keysWrittenAt(part.site)) if (!changes.has(key)) return false;
  return true;
}

function otherKeys(site: Site, changes: ReadonlyMap<string, string>, index: KeyIndex): readonly string[] {
  return [...index.keysWrittenAt(site)].filter((key) => !changes.has(key)).sort();
}

/**
 * Splits `newKey` over the parts with the fewest changed ones; parts that are not free keep their text. Null when that
 * cannot be done. Memoised over (part, offset), so a 200 character key stays cheap.
 */
function assignParts(
  { parts }: ResolvedKey,
  newKey: string,
  free: (part: KeyPart) => boolean,
): readonly PartEdit[] | null {
  if (parts.length > MAX_PARTS) return null;
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    if (only.text === newKey) return [];
    return only.site !== null && free(only) ? [{ site: only.site, newText: newKey }] : null;
  }
  interface Way {
    readonly cost: number;
    readonly edits: readonly PartEdit[];
  }
  const known = new Map<string, Way | null>();
  const solve = (at: number, offset: number): Way | null => {
    const part = parts[at];
    if (part === undefined) return offset === newKey.length ? { cost: 0, edits: [] } : null;
    const memo = `${at}:${offset}`;
    const before = known.get(memo);
    if (before !== undefined) return before;
    let best: Way | null = null;
    if (newKey.startsWith(part.text, offset)) best = solve(at + 1, offset + part.text.length);
    const site = part.site;
    if (site !== null && free(part)) {
      const last = at === parts.length - 1;
      for (let end = last ? newKey.length : offset; end <= newKey.length; end++) {
        const newText = newKey.slice(offset, end);
        if (newText === part.text) continue;
        const rest = solve(at + 1, end);
        if (rest === null) continue;
        const cost = rest.cost + 1 + splitPenalty(part.text, newText);
        if (best === null || cost < best.cost) best = { cost, edits: [{ site, newText }, ...rest.edits] };
      }
    }
    known.set(memo, best);
    return best;
  };
  return solve(0, 0)?.edits ?? null;
}

/** Among equally small changes, the one that keeps slashes where they were. */
function splitPenalty(before: string, after: string): number {
  const slashes = Math.abs(before.split("/").length - after.split("/").length);
  return slashes * 0.1 + (after === "" ? 0.5 : 0);
}

function refusal(
  place: ResolvedKey,
  newKey: string,
  changes: ReadonlyMap<string, string>,
  view: ProjectView,
  index: KeyIndex,
): string {
  const computed = place.parts.find((part) => part.site === null && part.text !== "/");
  const shared = place.parts.find((part) => part.site !== null && !isFree(part, changes, index));
  if (shared?.site != null) {
    const others = otherKeys(shared.site, changes, index);
    const more = others.length > 1 ? ` and ${others.length - 1} more` : "";
    return (
      `"${shared.text}" in ${placeOf(shared.site, view)} is shared with ${others[0] ?? "another key"}${more}, ` +
      `which would change too. Change it there, or write "${newKey}" out first`
    );
  }
  if (computed !== undefined) {
    return `"${computed.text}" in "${place.key}" is computed by code; change that code by hand`;
  }
  return `"${newKey}" cannot be split over the literals that write "${place.key}"`;
}

/** path:line of a site, one-based. */
export function placeOf(site: Site, view: ProjectView): string {
  return `${site.path}:${view.lines(site.path).position(view.span(site).start).line + 1}`;
}
