// The idle search for a better layout: it waits for rest, finds what is better, and ends when the graph changes.
import type { Layout } from "@strataline/core/graph";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { placeGraph, type LayoutProblem } from "../../webview/src/layout.ts";
import { createTidy } from "../../webview/src/tidy.ts";
import type { TidyQuestion } from "../../webview/src/layoutWorker.ts";
import { graph } from "./support.ts";

const problem = (text: string): LayoutProblem => ({
  graph: graph(text),
  sizes: new Map(),
  groups: new Map(),
  direction: "right",
});
const STRAIGHT = "bronze/a > silver/a, bronze/b > silver/b";
const CROSSED = "bronze/a > silver/b, bronze/b > silver/a";

/** Both nodes of each column where they were, though now their edges cross. */
function crossed(): { problem: LayoutProblem; layout: Layout } {
  const before = placeGraph(problem(STRAIGHT), null);
  return { problem: problem(CROSSED), layout: placeGraph(problem(CROSSED), before) };
}

function crosses({ nodes }: Layout): boolean {
  const y = (key: string) => nodes.get(key)?.y ?? 0;
  return y("bronze/a") < y("bronze/b") !== y("silver/b") < y("silver/a");
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("without a worker", () => {
  test("a better layout is found when nothing happens for a while", () => {
    const found: Layout[] = [];
    const { problem: asked, layout } = crossed();
    expect(crosses(layout)).toBe(true);
    createTidy(() => null).start(asked, layout, (better) => found.push(better));
    vi.advanceTimersByTime(300);
    expect(found).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(found.map(crosses)).toEqual([false]);
  });

  test("a picture that is as good stays", () => {
    const onBetter = vi.fn();
    const straight = problem(STRAIGHT);
    createTidy(() => null).start(straight, placeGraph(straight, null), onBetter);
    vi.advanceTimersByTime(5000);
    expect(onBetter).not.toHaveBeenCalled();
  });

  test("what is found waits until the picture rests", () => {
    const onBetter = vi.fn();
    const { problem: asked, layout } = crossed();
    const tidy = createTidy(() => null);
    tidy.start(asked, layout, onBetter);
    for (let moved = 0; moved < 20; moved++) {
      vi.advanceTimersByTime(200);
      tidy.postpone();
    }
    expect(onBetter).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2000);
    expect(onBetter).toHaveBeenCalledTimes(1);
  });

  test("a change ends the search before", () => {
    const onBetter = vi.fn();
    const { problem: asked, layout } = crossed();
    const tidy = createTidy(() => null);
    tidy.start(asked, layout, onBetter);
    vi.advanceTimersByTime(500);
    tidy.stop();
    vi.advanceTimersByTime(5000);
    expect(onBetter).not.toHaveBeenCalled();
  });
});

describe("with a worker", () => {
  class FakeWorker {
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onerror: (() => void) | null = null;
    asked: TidyQuestion | null = null;
    ended = false;
    postMessage(question: TidyQuestion): void {
      this.asked = question;
    }
    terminate(): void {
      this.ended = true;
    }
  }
  const start = () => {
    const worker = new FakeWorker();
    const found: Layout[] = [];
    const { problem: asked, layout } = crossed();
    const tidy = createTidy(() => worker as unknown as Worker);
    tidy.start(asked, layout, (better) => found.push(better));
    vi.advanceTimersByTime(1000);
    return { worker, found, tidy, layout };
  };

  test("its answer is taken, and it is ended", () => {
    const { worker, found, layout } = start();
    worker.onmessage?.({ data: { number: worker.asked?.number, layout } });
    expect(found).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(found).toEqual([layout]);
    expect(worker.ended).toBe(true);
  });
  test("it is ended when the graph changes, and its answer comes too late", () => {
    const { worker, found, tidy, layout } = start();
    tidy.stop();
    expect(worker.ended).toBe(true);
    worker.onmessage?.({ data: { number: -1, layout } });
    expect(found).toEqual([]);
  });
  test("where it is refused, the page searches itself", () => {
    const { worker, found } = start();
    worker.onerror?.();
    vi.advanceTimersByTime(5000);
    expect(found.map(crosses)).toEqual([false]);
  });
});
