// Resident memory of the server's process after a full index, and after many edits: it should stay flat.
import { setTimeout as pause } from "node:timers/promises";
import { findPlaces } from "../children/places.ts";
import { Editor } from "../editor.ts";
import { figure, type Figure } from "../figure.ts";
import { buildChildren } from "../processes.ts";
import { runCold } from "./coldIndex.ts";
import { openWithFinding, placesOf } from "./keystrokes.ts";
import type { Bench, Measure } from "./measure.ts";

const GOAL_MB = 350;
/** Long enough for the collector to have had its turn. */
const SETTLE_MS = 3_000;
/** How much more than before is still flat. */
const FLAT = 1.1;

/** Collects and tells the heap when asked by a signal; only for the figures that say so. */
const HEAP_PROBE = `process.on("SIGUSR2", () => { gc(); gc(); process.stderr.write("heap " + process.memoryUsage().heapUsed + "\\n"); });`;

export const memory: Measure = {
  name: "memory",
  async *run(bench: Bench): AsyncIterable<Figure> {
    await buildChildren(["coldIndex"]);
    const { found } = await runCold(bench.workspace);
    yield* resident(bench, found);
    if (process.platform !== "win32") yield* heap(bench, found);
  },
};

async function* resident(bench: Bench, found: readonly string[]): AsyncIterable<Figure> {
  await using editor = new Editor(bench.workspace.folder);
  await index(editor, found);
  await pause(SETTLE_MS);
  const indexed = editor.memory();
  if (indexed === null) return;
  yield figure("resident memory, 3 s after a full index", "MB", [indexed.now / 1e6], {
    goal: GOAL_MB,
    note: `at its highest until then ${(indexed.peak / 1e6).toFixed(0)} MB`,
  });
  // What is garbage of the first edits may stay for a while: flat is what does not grow from then on.
  const few = Math.ceil(bench.edits / 10);
  await editMany(editor, bench, few);
  const early = editor.memory() ?? indexed;
  await editMany(editor, bench, bench.edits - few);
  await pause(SETTLE_MS);
  const edited = editor.memory() ?? indexed;
  yield figure(
    `resident memory, highest from the start through ${bench.edits} edits`,
    "MB",
    [edited.peak / 1e6],
    {
      goal: GOAL_MB,
      note: `${(early.now / 1e6).toFixed(0)} MB while typing, after ${few} edits`,
    },
  );
  yield figure(`resident memory, 3 s after the last of ${bench.edits} edits`, "MB", [edited.now / 1e6], {
    goal: GOAL_MB,
  });
  yield figure(`after ${bench.edits} edits / after ${few}`, "×", [edited.now / early.now], { goal: FLAT });
}

async function* heap(bench: Bench, found: readonly string[]): AsyncIterable<Figure> {
  const nodeOptions = ["--expose-gc", "--import", `data:text/javascript,${encodeURIComponent(HEAP_PROBE)}`];
  await using editor = new Editor(bench.workspace.folder, { nodeOptions });
  const ask = async (): Promise<number> => {
    const known = editor.stderr.length;
    editor.signal("SIGUSR2");
    for (;;) {
      const [, bytes] = /heap (\d+)\n/.exec(editor.stderr.slice(known)) ?? [];
      if (bytes !== undefined) return Number(bytes) / 1e6;
      await pause(20);
    }
  };
  await index(editor, found);
  const before = await ask();
  yield figure("heap after collection, after a full index", "MB", [before]);
  await editMany(editor, bench, bench.edits);
  const after = await ask();
  yield figure(`heap after collection, after ${bench.edits} edits / before`, "×", [after / before], {
    goal: FLAT,
    note: `${after.toFixed(0)} MB`,
  });
}

async function index(editor: Editor, found: readonly string[]): Promise<void> {
  const everything = editor.allPublished(found);
  await editor.initialize();
  // Answered when everything is indexed: what is measured comes after.
  await editor.graph();
  await everything;
}

/** Mostly in bodies, some in deps; each waits for an answer on its text, as an editor at the cursor does. */
async function editMany(editor: Editor, { workspace }: Bench, edits: number): Promise<void> {
  const bodies = placesOf(workspace);
  const paths = new Set(bodies.map(({ path }) => path));
  for (const path of paths) if (!editor.isOpen(path)) await openWithFinding(editor, workspace, path);
  const deps = findPlaces(workspace.files).deps.filter(({ path }) => paths.has(path));
  for (let edit = 0; edit < edits; edit += 2) {
    const places = edit % 10 === 0 && deps.length > 0 ? deps : bodies;
    const { path, end } = places[(edit / 2) % places.length] ?? { path: "", end: 0 };
    for (const [length, text] of [
      [0, "x"],
      [1, ""],
    ] as const) {
      editor.edit(path, end, end + length, text);
      await editor.askAt("textDocument/documentHighlight", path, end);
    }
  }
}
