// Key presses over the real stdio server: from the message sent to the findings received.
import { isDeepStrictEqual } from "node:util";
import { applyDelta, diffGraphs, type GraphDelta } from "@strataline/core/graph";
import { findPlaces, type Place } from "../children/places.ts";
import { Editor } from "../editor.ts";
import { figure, latency, type Figure } from "../figure.ts";
import type { ScratchWorkspace } from "../scratchWorkspace.ts";
import type { Bench, Measure } from "./measure.ts";

/** A new line above it moves its finding, so that the server has something to say of every key press. */
function finding(path: string): string {
  const key = path.replaceAll(/\W/g, "_");
  return `
asset({ key: "bench/${key}", deps: { nobody: "bench/nobody_declares_this" }, run: ({ nobody }) => nobody });
`;
}
const FILES = 20;
const FULL_CHECKS = 10;

export const keystrokes: Measure = {
  name: "keystroke",
  async *run({ workspace, samples }: Bench): AsyncIterable<Figure> {
    await using editor = new Editor(workspace.folder);
    await editor.initialize();
    // Answered when everything is indexed: what is measured comes after.
    await editor.graph();
    const bodies = placesOf(workspace);
    for (const path of new Set(bodies.map((place) => place.path)))
      await openWithFinding(editor, workspace, path);
    yield latency("key press in a body to published findings", await inBodies(editor, bodies, samples), 16);

    const { times, sizes, bytes, wrong } = await inKeys(editor, workspace, bodies, samples);
    yield latency("key press in a key or dep to published findings and delta", times, 50);
    yield figure("nodes and edges in its delta", "", sizes, { note: `at most ${Math.max(...sizes)}` });
    yield figure("deltas that differ from the difference of whole graphs", "", [wrong], { goal: 0 });
    yield figure(
      "kilobytes of the message with the delta",
      "",
      bytes.map((size) => Math.round(size / 100) / 10),
    );
  },
};

/** In the bodies of some files. */
export function placesOf({ files }: ScratchWorkspace): readonly Place[] {
  const bodies = findPlaces(files).bodies.filter(({ path }) =>
    /import \{[^}]*\basset\b/.test(files.get(path) ?? ""),
  );
  const paths = new Set([...new Set(bodies.map(({ path }) => path))].slice(0, FILES));
  return bodies.filter(({ path }) => paths.has(path));
}

export async function openWithFinding(
  editor: Editor,
  { files }: ScratchWorkspace,
  path: string,
): Promise<void> {
  const published = editor.published(path);
  editor.open(path, (files.get(path) ?? "") + finding(path));
  await published;
}

async function inBodies(editor: Editor, bodies: readonly Place[], samples: number): Promise<number[]> {
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const { path, end } = bodies[Math.floor(sample / 2) % bodies.length] ?? { path: "", end: 0 };
    const isTyped = sample % 2 === 0;
    times.push(
      await editTime(editor, path, () =>
        editor.edit(path, end, end + (isTyped ? 0 : 1), isTyped ? "\n" : ""),
      ),
    );
  }
  return times;
}

async function editTime(editor: Editor, path: string, edit: () => number): Promise<number> {
  const start = performance.now();
  await editor.published(path, edit());
  return performance.now() - start;
}

interface KeyEdits {
  readonly times: number[];
  readonly sizes: number[];
  readonly bytes: number[];
  readonly wrong: number;
}

/** A letter more in a dep or a key, and back again. */
async function inKeys(
  editor: Editor,
  { files }: ScratchWorkspace,
  bodies: readonly Place[],
  samples: number,
): Promise<KeyEdits> {
  const open = new Set(bodies.map(({ path }) => path));
  const { deps, declared } = findPlaces(files);
  const isOpen = ({ path }: Place): boolean => open.has(path);
  // By turns, as far as there are both.
  const places = deps.filter(isOpen).flatMap((dep, index) => [dep, declared.filter(isOpen)[index] ?? dep]);
  const edits = { times: [] as number[], sizes: [] as number[], bytes: [] as number[] };
  let wrong = 0;
  // The graph that deltas start from.
  let known = (await editor.graph()).graph;
  editor.forgetDeltas();
  for (let sample = 0; sample < samples; sample++) {
    const { path, end } = places[Math.floor(sample / 2) % places.length] ?? { path: "", end: 0 };
    const isTyped = sample % 2 === 0;
    const start = performance.now();
    editor.edit(path, end, isTyped ? end : end + 1, isTyped ? "_" : "");
    // It comes after the findings.
    const told = await editor.takeDelta();
    edits.times.push(performance.now() - start);
    edits.sizes.push(sizeOf(told.delta));
    edits.bytes.push(JSON.stringify(told).length);
    if (sample >= FULL_CHECKS) continue;
    const { graph } = await editor.graph();
    const isRight = isDeepStrictEqual(applyDelta(known, told.delta), graph);
    if (!isRight || !isDeepStrictEqual(plain(diffGraphs(known, graph)), told.delta)) wrong++;
    known = graph;
  }
  return { ...edits, wrong };
}

function sizeOf({ upserted, removed, addedEdges, removedEdges }: GraphDelta): number {
  return upserted.length + removed.length + addedEdges.length + removedEdges.length;
}

/** As it comes over the wire. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
