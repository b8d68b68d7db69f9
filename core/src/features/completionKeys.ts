// Keys, and values that stand for them, where an upstream is wanted. The list is bounded: at 10,000 assets it is ranked
// without making anything for those that are not shown.
import { isValidKey } from "../keys/index.ts";
import type { KeyIndex } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { bindingName } from "../rules/fixes/newFile.ts";
import { assetImports } from "./assetImports.ts";
import type { AssetImports } from "./assetImports.ts";
import type { Cursor, Reader } from "./completion.ts";
import type { CompletionPlace } from "./completionPlace.ts";
import type { CompletionItem, CompletionList } from "./editModel.ts";
import type { EditView } from "./editView.ts";

/** With fewer keys all are listed, and the editor filters by itself. */
const FEW = 200;
/** Of many, the best: more than anybody reads, and what is typed next narrows them. */
const LISTED = 100;

export function upstreamItems(
  view: EditView,
  index: KeyIndex,
  { path, offset }: Cursor,
  place: CompletionPlace,
  reader: Reader,
): CompletionList {
  const { shown, isIncomplete } = ranked(index, place.typed, reader);
  const imports = place.isUnquoted ? assetImports(view, path, offset) : null;
  const items = shown.flatMap((candidate) => itemsOf(index, candidate, place, reader, imports));
  return { items, isIncomplete };
}

interface Candidate {
  readonly definition: LinkedDefinition;
  readonly key: string;
  readonly bucket: number;
}

/** Best first. All of them when they are few: the editor then filters by itself. */
function ranked(
  index: KeyIndex,
  typed: string,
  reader: Reader,
): { readonly shown: readonly Candidate[]; readonly isIncomplete: boolean } {
  const closing = reader.key === null ? NONE : index.downstreamClosure(reader.key);
  const isBounded = index.keys.length > FEW;
  const most = isBounded ? LISTED : FEW;
  const wanted = typed.toLowerCase();
  /** The first ones of each: what is not kept here is never shown, and nothing is made for it. */
  const buckets: Upstream[][] = [];
  let count = 0;
  const add = (upstream: Upstream, match: number, rank: number): void => {
    const own = bucketOf(match, rank);
    // It would come after these: also when it closes a cycle, which comes last.
    if (buckets[own]?.length === most) {
      count++;
      return;
    }
    const { key } = upstream;
    if (key === reader.key || reader.reads.has(key) || !isValidKey(key)) return;
    count++;
    const same = (buckets[closing.has(key) ? bucketOf(match, CLOSING) : own] ??= []);
    if (same.length < most) same.push(upstream);
  };
  const groups = groupsOf(index).map((group) => ({
    ...group,
    rank: rankOf(group.position, reader.position),
  }));
  for (const { upstreams, rank } of groups) {
    for (const upstream of upstreams) if (upstream.text.startsWith(wanted)) add(upstream, 0, rank);
  }
  // What only contains it comes after what begins with it: when that fills the list, the slower look at the others is spared.
  const begun = buckets.slice(0, 10).reduce((sum, { length }) => sum + length, 0);
  if (begun < most) {
    for (const { upstreams, rank } of groups) {
      for (const upstream of upstreams) {
        const match = upstream.text.startsWith(wanted) ? null : matchInside(upstream, wanted, isBounded);
        if (match !== null) add(upstream, match, rank);
      }
    }
  }
  const shown: Candidate[] = [];
  // Without those between them that are empty, which `forEach` leaves out; ascending.
  buckets.forEach((same, bucket) => {
    for (const { definition, key } of same.slice(0, most - shown.length))
      shown.push({ definition, key, bucket });
  });
  return { shown, isIncomplete: isBounded && (count > most || typed !== "") };
}

/** What closes a cycle or reads upward comes after everything, however well it matches. */
function bucketOf(match: number, rank: number): number {
  return rank >= UPWARD ? 40 + rank : match * 10 + rank;
}

const NONE: ReadonlySet<string> = new Set();

/** What may be read, with what is matched, in lower case. */
interface Upstream {
  readonly key: string;
  readonly definition: LinkedDefinition;
  readonly text: string;
  readonly name: string;
}

/** Of one layer, by key: to a reader they are equally near. */
interface Group {
  /** As `KeyIndex.position`. */
  readonly position: number | null;
  readonly upstreams: Upstream[];
}

const groupsByIndex = new WeakMap<KeyIndex, readonly Group[]>();

/** Made once for each index: most key presses change none. */
function groupsOf(index: KeyIndex): readonly Group[] {
  const known = groupsByIndex.get(index);
  if (known) return known;
  const made = new Map<number | null, Group>();
  for (const key of index.keys) {
    const definition = index.definition(key);
    if (definition === undefined || definition.kind === "dataProduct") continue;
    const position = index.position(definition);
    let group = made.get(position);
    if (group === undefined) made.set(position, (group = { position, upstreams: [] }));
    const name = definition.binding?.toLowerCase() ?? "";
    group.upstreams.push({ key, definition, text: key.toLowerCase(), name });
  }
  const all = [...made.values()];
  groupsByIndex.set(index, all);
  return all;
}

/** 1: a component begins with it, 2: contains it, 3: has its letters in order, or any other unless `isBounded`; null: none of these. */
function matchInside({ text, name }: Upstream, wanted: string, isBounded: boolean): number | null {
  if (text.includes(`/${wanted}`)) return 1;
  if (text.includes(wanted) || name.includes(wanted)) return 2;
  return !isBounded || hasLetters(wanted, text) || hasLetters(wanted, name) ? 3 : null;
}

function hasLetters(letters: string, text: string): boolean {
  let found = 0;
  for (let at = 0; at < text.length && found < letters.length; at++) {
    if (text.charCodeAt(at) === letters.charCodeAt(found)) found++;
  }
  return found === letters.length;
}

const UPWARD = 8;
const CLOSING = 9;

/** The layer before the reader's first, then its own, then earlier ones by distance, then later ones. */
function rankOf(position: number | null, reader: number | null): number {
  if (reader === null) return 1;
  if (position === null) return 6;
  const distance = reader - position;
  if (distance < 0) return UPWARD;
  if (distance === 1) return 0;
  return distance === 0 ? 1 : Math.min(distance, 5);
}

function itemsOf(
  index: KeyIndex,
  { definition, key, bucket }: Candidate,
  place: CompletionPlace,
  reader: Reader,
  imports: AssetImports | null,
): CompletionItem[] {
  const rank = bucket % 10;
  const warning = rank === CLOSING ? " · closes a cycle" : rank === UPWARD ? " · later layer" : "";
  const stage = stageOf(index, definition);
  const sort = String(bucket).padStart(2, "0");
  const items: CompletionItem[] = [];
  const own = { kind: definition.kind === "source" ? "source" : "asset", key } as const;
  if (place.wants === "depName") {
    const name = depName(key, reader.names);
    items.push({
      ...own,
      label: `${name}: "${key}"`,
      detail: stage + warning,
      sortText: `${sort}b${key}`,
      filterText: `${name} ${key}`,
      edit: { span: place.span, newText: `${name}: "${key}"` },
    });
  } else {
    items.push({
      ...own,
      label: key,
      detail: stage + warning,
      sortText: `${sort}b${key}`,
      filterText: key,
      edit: { span: place.span, newText: `${place.before}${key}${place.after}` },
    });
  }
  const value = imports?.nameFor(definition) ?? null;
  if (value !== null && !(place.wants === "depName" && reader.names.has(value.name))) {
    items.push({
      label: value.name,
      kind: "value",
      key,
      detail: `${key} · ${stage}${warning}`,
      sortText: `${sort}${reader.usesValues ? "a" : "c"}${key}`,
      filterText: `${value.name} ${key}`,
      edit: { span: place.span, newText: value.name },
      ...(value.edits.length === 0 ? {} : { additionalEdits: value.edits }),
    });
  }
  return items;
}

/** "silver/orders" → orders, or silverOrders when that is taken. */
export function depName(key: string, taken: ReadonlySet<string>): string {
  const short = bindingName(key);
  return taken.has(short) ? bindingName(key.replaceAll("/", "_")) : short;
}

function stageOf(index: KeyIndex, { kind, layer }: LinkedDefinition): string {
  if (kind === "source") return "source";
  return index.layers.find(({ name }) => name === layer)?.title ?? layer ?? "no layer";
}
