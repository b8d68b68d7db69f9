// Mapping of time windows: what a window reads are all windows that overlap it, after its ends were moved by the offsets.
import type { Instant } from "../cron/index.ts";
import type { TimeWindowDefinition } from "./definition.ts";
import type { TimeWindowMapping } from "./mapping.ts";
import { intersectRanges, mergeRanges, subtractRanges, type Range, type Ranges } from "./ranges.ts";
import { timeWindowsOf, type TimeWindows } from "./timeWindows.ts";

export function mapWindowsUp(
  { startOffset = 0, endOffset = 0, allowNonexistent = false }: TimeWindowMapping,
  downstream: TimeWindowDefinition,
  upstream: TimeWindowDefinition,
  keys: readonly string[],
  now: Instant,
): { readonly keys: readonly string[]; readonly nonexistent: readonly string[] } {
  const own = timeWindowsOf(downstream);
  const theirs = timeWindowsOf(upstream);
  // Neighbours are one range: a hundred thousand days are read as one span.
  const ranges = startOffset > endOffset ? [] : indexes(own, keys);
  const spans = ranges.map((range) => spanOf(own, range, startOffset, endOffset));
  const needed = mergeRanges(spans.map((span) => theirs.overlapping(span)));
  const exist: Ranges = [[0, theirs.count(now)]];
  const missing = allowNonexistent ? [] : subtractRanges(needed, exist);
  return {
    keys: keysIn(theirs, intersectRanges(needed, exist)),
    nonexistent: keysIn(theirs, sinceStart(missing, own, theirs)),
  };
}

export function mapWindowsDown(
  { startOffset = 0, endOffset = 0 }: TimeWindowMapping,
  downstream: TimeWindowDefinition,
  upstream: TimeWindowDefinition,
  keys: readonly string[],
  now: Instant,
): readonly string[] {
  const own = timeWindowsOf(downstream);
  const theirs = timeWindowsOf(upstream);
  if (startOffset > endOffset) return [];
  const reading = indexes(theirs, keys).map(([from, to]): Range => {
    const span: Range = [theirs.window(from)[0], theirs.window(to - 1)[1]];
    const [first, end] = own.overlapping(span);
    return [first - endOffset, end - startOffset];
  });
  return keysIn(own, intersectRanges(mergeRanges(reading), [[0, own.count(now)]]));
}

function spanOf(own: TimeWindows, [from, to]: Range, startOffset: number, endOffset: number): Range {
  return [own.window(from + startOffset)[0], own.window(to - 1 + endOffset)[1]];
}

/** What a lag reaches before the downstream's own start is not needed: a row has to begin somewhere. */
function sinceStart(missing: Ranges, own: TimeWindows, theirs: TimeWindows): Ranges {
  const [start] = own.window(0);
  const [first] = theirs.overlapping([start, start + 1]);
  return intersectRanges(missing, [[first, Number.POSITIVE_INFINITY]]);
}

function indexes(windows: TimeWindows, keys: readonly string[]): Ranges {
  const ranges = keys.map((key): Range => {
    const index = windows.index(key);
    if (index === null) throw new RangeError(`"${key}" is no partition key of this definition.`);
    return [index, index + 1];
  });
  return mergeRanges(ranges);
}

function keysIn(windows: TimeWindows, ranges: Ranges): readonly string[] {
  return ranges.flatMap(([from, to]) => windows.keys(from, to));
}
