// Sets of numbers as half-open ranges, ascending and apart: 100,000 partitions in a row are one range.

export type Range = readonly [start: number, end: number];
export type Ranges = readonly Range[];

/** Any ranges, made ascending; those that touch or overlap become one, empty ones go. */
export function mergeRanges(ranges: Iterable<Range>): Ranges {
  const sorted = [...ranges].filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

export function unionRanges(a: Ranges, b: Ranges): Ranges {
  return mergeRanges([...a, ...b]);
}

export function intersectRanges(a: Ranges, b: Ranges): Ranges {
  const both: Range[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) return both;
    const start = Math.max(left[0], right[0]);
    const end = Math.min(left[1], right[1]);
    if (start < end) both.push([start, end]);
    if (left[1] < right[1]) i++;
    else j++;
  }
}

export function subtractRanges(a: Ranges, b: Ranges): Ranges {
  const rest: Range[] = [];
  let first = 0;
  for (const [start, end] of a) {
    let from = start;
    while ((b[first]?.[1] ?? Number.POSITIVE_INFINITY) <= start) first++;
    for (let i = first; i < b.length; i++) {
      const taken = b[i];
      if (!taken || taken[0] >= end) break;
      if (taken[0] > from) rest.push([from, taken[0]]);
      from = Math.max(from, taken[1]);
    }
    if (from < end) rest.push([from, end]);
  }
  return rest;
}
