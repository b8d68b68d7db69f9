// A burst of key presses, faster than anyone types, each with the questions an editor asks at the cursor. Questions that the
// next key press makes pointless are withdrawn, as editors do.
import { setTimeout as pause } from "node:timers/promises";
import { Editor, type Asked } from "../editor.ts";
import { figure, type Figure } from "../figure.ts";
import { openWithFinding, placesOf } from "./keystrokes.ts";
import type { Bench, Measure } from "./measure.ts";

const KEYS = 200;
const EVERY_MS = 5;
/** No more than the answers to the last key press, and two frames for them. */
const GOAL_QUEUE = 4;
const GOAL_MS = 32;

export const burst: Measure = {
  name: "burst",
  async *run({ workspace, rounds }: Bench): AsyncIterable<Figure> {
    await using editor = new Editor(workspace.folder);
    await editor.initialize();
    // Answered when everything is indexed: what is measured comes after.
    await editor.graph();
    const [place] = placesOf(workspace);
    if (place === undefined) return;
    const { path } = place;
    await openWithFinding(editor, workspace, path);
    const [queues, drains, finals]: [number[], number[], number[]] = [[], [], []];
    let typing = 0;
    for (let round = 0; round < rounds; round++) {
      const outstanding = new Set<Promise<unknown>>();
      let last: Asked<unknown>[] = [];
      const begin = performance.now();
      let version = 0;
      for (let key = 0; key < KEYS; key++) {
        await pause(Math.max(0, begin + key * EVERY_MS - performance.now()));
        for (const asked of last) asked.cancel();
        version = editor.edit(path, place.end + key, place.end + key, "\n");
        last = ["completion", "documentHighlight"].map((method) =>
          editor.askCancellable(`textDocument/${method}`, path, place.end + key),
        );
        for (const { answer } of last) {
          // A withdrawn question is answered too: with an error.
          outstanding.add(answer);
          const settle = (): void => void outstanding.delete(answer);
          answer.then(settle, settle);
        }
      }
      const end = performance.now();
      typing = (end - begin) / KEYS;
      queues.push(outstanding.size);
      const final = editor.published(path, version).then(() => performance.now() - end);
      await Promise.allSettled(outstanding);
      drains.push(performance.now() - end);
      finals.push(await final);
      // Back to the start, for the next round.
      await editor.published(path, editor.edit(path, place.end, place.end + KEYS, ""));
    }
    const what = `${KEYS} key presses at ${EVERY_MS} ms`;
    yield figure(`${what}: answers outstanding after the last`, "", queues, {
      goal: GOAL_QUEUE,
      note: `typed at ${typing.toFixed(1)} ms`,
    });
    yield figure(`${what}: last answer after the last`, "ms", drains, { goal: GOAL_MS });
    yield figure(`${what}: findings after the last`, "ms", finals, { goal: GOAL_MS });
  },
};
