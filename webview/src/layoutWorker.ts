// Entry of the worker: searches for a better layout and answers with it, or with null. Bundled on its own; see tidy.ts.
import type { Layout } from "@strataline/core/graph";
import { tidyGraph, type LayoutProblem } from "./layout.ts";

export interface TidyQuestion {
  /** Comes back with the answer. */
  readonly number: number;
  readonly problem: LayoutProblem;
  readonly layout: Layout;
}

export interface TidyAnswer {
  readonly number: number;
  readonly layout: Layout | null;
}

interface WorkerScope {
  onmessage: ((event: { readonly data: TidyQuestion }) => void) | null;
  postMessage(answer: TidyAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = ({ data: { number, problem, layout } }) => {
  const search = tidyGraph(problem, layout);
  for (let step = search.next(); ; step = search.next()) {
    if (step.done !== true) continue;
    scope.postMessage({ number, layout: step.value ?? null });
    return;
  }
};
