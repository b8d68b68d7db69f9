// Assets that wait for each other: none of them could ever run first.
import { downstreamOf, findCycles, findKnots } from "../graph/index.ts";
import type { AssetGraph } from "../graph/index.ts";
import type { KeyIndex, Read } from "../occurrences/index.ts";
import { removeDep } from "./fixes/removeDep.ts";
import type { Finding, ProjectRule, ProjectContext, RelatedSite } from "./model.ts";

/** In a larger knot only one shortest cycle is marked: a thousand marks would help nobody. */
const LARGEST_KNOT = 100;
const LONGEST_PATH = 8;
const MOST_RELATED = 20;

export const cycle: ProjectRule = {
  code: "cycle",
  scope: "project",
  defaultSeverity: "error",
  doc: `Assets depend on each other in a circle, so none of them can run first. Every dep that takes part is marked, with the
edges of its shortest cycle as related places.

\`\`\`ts
asset({ key: "silver/orders", deps: ["silver/customers"], … }) // ✗ silver/orders → silver/customers → silver/orders
asset({ key: "silver/customers", deps: ["silver/orders"], … }) // ✗
\`\`\`

Remove one of the deps, or split an asset so that the common part stands upstream of both.`,

  *check({ graph, keys, isAcyclic }: ProjectContext): Iterable<Finding> {
    if (isAcyclic) return;
    const cycles = findCycles(graph);
    for (const knot of findKnots(graph)) {
      const members = new Set(knot);
      if (knot.length > LARGEST_KNOT) {
        const one = cycles.find(([first]) => first !== undefined && members.has(first)) ?? [];
        for (const [at, from] of one.entries()) {
          yield* closing(
            [...one.slice(at), ...one.slice(0, at)],
            from,
            one[(at + 1) % one.length] ?? from,
            keys,
          );
        }
        continue;
      }
      for (const from of knot) {
        for (const to of downstreamOf(graph, from)) {
          if (members.has(to)) yield* closing(shortestWay(graph, to, from, members), from, to, keys);
        }
      }
    }
  },
};

/** Findings for the reads of `from` by `to`; `way` are the keys of the cycle in the order of the data. */
function* closing(way: readonly string[], from: string, to: string, keys: KeyIndex): Iterable<Finding> {
  const ring = rotate(way, from);
  const related = (now: KeyIndex): readonly RelatedSite[] =>
    ring.slice(0, MOST_RELATED).flatMap((key, at) => {
      const next = ring[(at + 1) % ring.length] ?? key;
      const [read] = readsBetween(key, next, now);
      return read ? [{ message: `"${next}" depends on "${key}"`, site: read.dep.site }] : [];
    });
  for (const read of readsBetween(from, to, keys)) {
    yield {
      message: from === to ? `"${to}" depends on itself.` : `This dep is part of a cycle: ${pathText(ring)}.`,
      site: read.dep.site,
      about: `${to} ← ${from}`,
      ...(from !== to && { related }),
      fixes: (view) => {
        const fix = removeDep(view, read);
        return fix === null ? [] : [fix];
      },
    };
  }
}

function readsBetween(from: string, to: string, keys: KeyIndex): readonly Read[] {
  return keys.reads(from).filter(({ reader }) => reader.id === to);
}

/** Breadth first from `start` to `goal`, both included. */
function shortestWay(
  graph: AssetGraph,
  start: string,
  goal: string,
  members: ReadonlySet<string>,
): readonly string[] {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  let front = [start];
  while (front.length > 0 && !cameFrom.has(goal)) {
    const next: string[] = [];
    for (const key of front) {
      for (const to of downstreamOf(graph, key)) {
        if (!members.has(to) || cameFrom.has(to)) continue;
        cameFrom.set(to, key);
        next.push(to);
      }
    }
    front = next;
  }
  const way: string[] = [];
  for (let key: string | null = goal; key !== null; key = cameFrom.get(key) ?? null) way.unshift(key);
  return way;
}

function rotate(way: readonly string[], first: string): readonly string[] {
  const at = Math.max(0, way.indexOf(first));
  return [...way.slice(at), ...way.slice(0, at)];
}

function pathText(ring: readonly string[]): string {
  const shown = ring.length <= LONGEST_PATH ? ring : ring.slice(0, LONGEST_PATH);
  const more = ring.length - shown.length;
  return [...shown, ...(more > 0 ? [`… ${more} more`] : []), ring[0] ?? ""].join(" → ");
}
