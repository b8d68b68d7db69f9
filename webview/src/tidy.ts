// The idle search for a better layout: in a worker, or where there is none a few milliseconds at a time between frames. One search at
// a time; whatever changes the graph ends it.
import type { Layout } from "@strataline/core/graph";
import { tidyGraph, type LayoutProblem } from "./layout.ts";
import type { TidyAnswer, TidyQuestion } from "./layoutWorker.ts";
import { createTimer } from "./timers.ts";

export interface Tidy {
  /** Searches once nothing has happened for a while; ends the search before. `onBetter`: a clearly better layout was found. */
  start(problem: LayoutProblem, layout: Layout, onBetter: (layout: Layout) => void): void;
  /** The user moves the picture: nothing begins, and nothing found is shown, before the picture rests. */
  postpone(): void;
  stop(): void;
}

/** Milliseconds without a change before the search begins. */
const REST = 600;
/** Handing a graph over to the worker takes longer than a frame above this many nodes; so large, it is mostly looked at in groups. */
const MOST_NODES = 4_000;
/** Milliseconds of search between two frames, without a worker. */
const SLICE = 4;
const PAUSE = 30;

/** Null where there can be none. */
export type CreateWorker = () => Worker | null;

export function createTidy(createWorker: CreateWorker): Tidy {
  let number = 0;
  let begin: () => void = () => undefined;
  let worker: Worker | null | undefined;
  let isWaiting = false;
  const rest = createTimer(
    () => REST,
    () => {
      isWaiting = false;
      begin();
    },
  );
  /** Called when the picture rests. */
  let show: (() => void) | null = null;
  const shown = createTimer(
    () => REST / 2,
    () => {
      show?.();
      show = null;
    },
  );
  const end = (): void => {
    rest.stop();
    isWaiting = false;
    shown.stop();
    show = null;
    number++;
    // A worker that searches does not listen: it is ended, and another one made when it is needed.
    worker?.terminate();
    worker = undefined;
  };
  return {
    start(problem, layout, onBetter) {
      end();
      if (layout.nodes.size > MOST_NODES) return;
      const onFound = (better: Layout) => {
        show = () => onBetter(better);
        shown.restart();
      };
      const mine = number;
      begin = () => {
        worker = createWorker();
        const here = () => searchHere(problem, layout, { isWanted: () => mine === number, onFound });
        if (worker === null) {
          here();
          return;
        }
        // Refused by a policy, it says so only now.
        worker.onerror = here;
        ask(worker, { number: mine, problem, layout }, onFound);
      };
      isWaiting = true;
      rest.start();
    },
    postpone() {
      if (isWaiting) rest.restart();
      if (show !== null) shown.restart();
    },
    stop: end,
  };
}

function ask(worker: Worker, question: TidyQuestion, onFound: (layout: Layout) => void): void {
  worker.onmessage = ({ data }: MessageEvent<TidyAnswer>) => {
    worker.terminate();
    if (data.number === question.number && data.layout !== null) onFound(data.layout);
  };
  worker.postMessage(question);
}

interface Wish {
  readonly isWanted: () => boolean;
  readonly onFound: (layout: Layout) => void;
}

function searchHere(problem: LayoutProblem, layout: Layout, { isWanted, onFound }: Wish): void {
  const search = tidyGraph(problem, layout);
  const slice = (): void => {
    const until = performance.now() + SLICE;
    while (isWanted()) {
      const step = search.next();
      if (step.done === true) {
        if (step.value !== undefined) onFound(step.value);
        return;
      }
      if (performance.now() >= until) {
        setTimeout(slice, PAUSE);
        return;
      }
    }
  };
  slice();
}
