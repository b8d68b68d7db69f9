// What answers cost without a server around them: key presses, features, rename; and what is read or built again for them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applyDelta, diffGraphs, type Snapshot } from "@strataline/core";
import { findPlaces, type Place } from "./places.ts";
import { countingHost, openProject } from "./project.ts";
import { given, tell } from "./result.ts";

interface InProcessGiven {
  readonly root: string;
  readonly paths: readonly string[];
  readonly samples: number;
  /** A key that a thousand read, and the one it is renamed to. */
  readonly hub: { readonly from: string; readonly to: string } | null;
}

/** Times in milliseconds, one for each sample. */
export interface InProcessResult {
  readonly bodyKeystroke: readonly number[];
  /** The same, with all that the editor hears of. */
  readonly bodyKeystrokeAll: readonly number[];
  readonly reads: number;
  readonly lists: number;
  readonly rebuilds: number;
  readonly keyKeystroke: readonly number[];
  /** Nodes and edges in each delta. */
  readonly deltaSizes: readonly number[];
  /** Deltas that applied to the graph before do not give the graph after. */
  readonly wrongDeltas: number;
  readonly features: Readonly<Record<string, readonly number[]>>;
  /** Completion is asked after a key press: the first answer on a new text. */
  readonly completionAfterKeystroke: readonly number[];
  readonly rename: readonly number[];
  readonly renameEdits: number;
  /** Bytes after a full collection, when `gc` is exposed. */
  readonly heap: number | null;
}

const { root, paths, samples, hub } = given() as InProcessGiven;
const texts = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
const places = findPlaces(texts);
const host = countingHost(root);
const project = openProject(root, host);
let now = project.snapshot();
now.allDiagnostics();
const heap = heapAfterCollection();
for (const place of places.keys.slice(0, 50)) ask(now, place, "completion"); // Indexes are made once, when first asked.

host.counts.reads = 0;
host.counts.lists = 0;
let rebuilds = 0;
const [bodyKeystroke, bodyKeystrokeAll]: [number[], number[]] = [[], []];
for (const place of cycle(places.bodies, samples)) {
  for (const text of [typed(place, "\n"), textOf(place)]) {
    const { graph } = now;
    const start = performance.now();
    edit(place.path, text);
    now.diagnostics(place.path);
    bodyKeystroke.push(performance.now() - start);
    now.allDiagnostics();
    bodyKeystrokeAll.push(performance.now() - start);
    if (now.graph !== graph) rebuilds++;
  }
}
const { reads, lists } = host.counts;

const keyKeystroke: number[] = [];
const deltaSizes: number[] = [];
let wrongDeltas = 0;
for (const place of cycle([...places.deps.slice(0, 50), ...places.declared.slice(0, 50)], samples)) {
  for (const next of [typed(place, "_"), textOf(place)]) {
    const before = now.graph;
    const start = performance.now();
    edit(place.path, next);
    now.allDiagnostics();
    const delta = diffGraphs(before, now.graph);
    keyKeystroke.push(performance.now() - start);
    const { upserted, removed, addedEdges, removedEdges } = delta;
    deltaSizes.push(upserted.length + removed.length + addedEdges.length + removedEdges.length);
    if (JSON.stringify(applyDelta(before, delta)) !== JSON.stringify(now.graph)) wrongDeltas++;
  }
}

const names = ["definition", "hover", "highlights", "completion", "references"] as const;
const features = Object.fromEntries(
  names.map((name) => {
    // Keys are only offered inside of literals.
    const asked = name === "completion" ? places.deps : places.keys;
    return [name, [...cycle(asked, samples)].map((place) => timed(() => ask(now, place, name)))];
  }),
);
const completionAfterKeystroke: number[] = [];
for (const place of cycle(places.deps, samples)) {
  edit(place.path, typed(place, " ", textOf(place).length));
  completionAfterKeystroke.push(timed(() => ask(project.snapshot(), place, "completion")));
  edit(place.path, textOf(place));
}

const rename: number[] = [];
let renameEdits = 0;
if (hub !== null) {
  const declared = [...texts].find(([, text]) => text.includes(`key: "${hub.from}"`));
  if (declared === undefined) throw new Error(`nothing declares ${hub.from}`);
  const offset = declared[1].indexOf(`"${hub.from}"`) + 2;
  for (let round = 0; round < 10; round++) {
    edit(declared[0], `${declared[1]}\n`);
    edit(declared[0], declared[1]);
    rename.push(
      timed(() => {
        const renamed = project.snapshot().rename(declared[0], offset, hub.to);
        renameEdits = renamed.ok ? renamed.edits.length : 0;
      }),
    );
  }
}

tell({
  bodyKeystroke,
  bodyKeystrokeAll,
  reads,
  lists,
  rebuilds,
  keyKeystroke,
  deltaSizes,
  wrongDeltas,
  features,
  completionAfterKeystroke,
  rename,
  renameEdits,
  heap,
} satisfies InProcessResult);

function textOf({ path }: Place): string {
  return texts.get(path) ?? "";
}

function typed(place: Place, characters: string, at = place.end): string {
  const text = textOf(place);
  return text.slice(0, at) + characters + text.slice(at);
}

function edit(path: string, text: string): void {
  project.apply([{ path, text }]);
  now = project.snapshot();
}

function ask(snapshot: Snapshot, { path, start }: Place, name: (typeof names)[number]): void {
  if (name === "hover") snapshot.hover(path, start + 1, () => undefined);
  else if (name === "references") snapshot.references(path, start + 1, true);
  else snapshot[name](path, start + 1);
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function* cycle<T>(items: readonly T[], count: number): Generator<T> {
  for (let index = 0; index < count; index++) {
    const item = items[index % items.length];
    if (item !== undefined) yield item;
  }
}

function heapAfterCollection(): number | null {
  if (globalThis.gc === undefined) return null;
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
