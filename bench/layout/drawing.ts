// What every engine answers: places of nodes and lines of edges, in CSS pixels, from left to right.
import type { Layout, Point } from "@strataline/core/graph";
import type { Problem } from "./problem.ts";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  readonly nodes: ReadonlyMap<string, Rectangle>;
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly points: readonly Point[];
  }[];
  /** Crossings by the engine's own count, where it tells one. */
  readonly ownCrossings?: number;
}

export interface Engine {
  /** Prepared once: loading a library is not laying out. */
  readonly layOut: (problem: Problem, columns: Columns) => Drawing | Promise<Drawing>;
  /** After one edit of the problem; without it everything is laid out anew. */
  readonly layOutEdited?: (problem: Problem, columns: Columns, before: Drawing) => Drawing;
}

/** Our columns, and each edge as it runs from left to right: for engines that know no layers. */
export interface Columns {
  readonly of: ReadonlyMap<string, number>;
  readonly count: number;
  readonly forward: readonly {
    readonly left: string;
    readonly right: string;
    readonly from: string;
    readonly to: string;
  }[];
}

export function columnsOf({ nodes, edges }: Layout): Columns {
  const of = new Map([...nodes.values()].map(({ key, column }) => [key, column]));
  const forward = edges
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, backward }) => ({
      from,
      to,
      left: backward ? to : from,
      right: backward ? from : to,
    }));
  return { of, count: 1 + Math.max(-1, ...of.values()), forward };
}

/** Gaps of all engines. */
export const GAPS = { node: 16, edge: 10, column: 80 } as const;
