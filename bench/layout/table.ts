// The rows of the comparison as text.

export interface Row {
  readonly graph: string;
  readonly engine: string;
  readonly failed?: string;
  readonly coldMs?: number;
  /** Warm, median; processor time of the thread. */
  readonly ms?: number;
  readonly crossings?: number;
  readonly seenCrossings?: number;
  readonly ownCrossings?: number;
  readonly edgeLength?: number;
  readonly area?: number;
  readonly bandViolations?: number;
  readonly overlaps?: number;
  readonly throughNodes?: number;
  /** After one added edge. */
  readonly editMs?: number;
  readonly displacement?: number;
  readonly moved?: number;
  readonly peakMb?: number;
}

interface Column {
  readonly title: string;
  readonly text: (row: Row) => string | null;
}

const number = (value: number | undefined, digits = 0): string | null =>
  value === undefined ? null : value.toFixed(value < 100 ? digits : 0);

const columns: readonly Column[] = [
  { title: "ms", text: ({ ms, coldMs }) => number(ms ?? coldMs, 1) },
  { title: "cold", text: ({ coldMs }) => number(coldMs) },
  { title: "crossings", text: ({ crossings }) => number(crossings) },
  { title: "seen", text: ({ seenCrossings }) => number(seenCrossings) },
  { title: "own count", text: ({ ownCrossings }) => number(ownCrossings) },
  { title: "length kpx", text: ({ edgeLength }) => number(edgeLength) },
  { title: "area Mpx²", text: ({ area }) => number(area, 1) },
  { title: "out of band", text: ({ bandViolations }) => number(bandViolations) },
  { title: "overlaps", text: ({ overlaps }) => number(overlaps) },
  { title: "through", text: ({ throughNodes }) => number(throughNodes) },
  { title: "edit ms", text: ({ editMs }) => number(editMs, 1) },
  { title: "edit px", text: ({ displacement }) => number(displacement, 1) },
  { title: "moved", text: ({ moved }) => (moved === undefined ? null : `${Math.round(moved * 100)} %`) },
  { title: "peak MB", text: ({ peakMb }) => number(peakMb) },
];

const NAME = 17;
const width = (title: string): number => Math.max(9, title.length + 2);

export const headLine = "".padEnd(NAME) + columns.map(({ title }) => title.padStart(width(title))).join("");

export function textLine(row: Row): string {
  const cells = columns.map(({ title, text }) => (text(row) ?? "").padStart(width(title))).join("");
  const failed = row.failed === undefined ? "" : `  ${row.failed}`;
  return `${row.engine.padEnd(NAME)}${row.coldMs === undefined ? "" : cells}${failed}`;
}

/** Geometric means of our figures over a peer's, over the graphs that both finished. */
export function ratioLines(rows: readonly Row[]): readonly string[] {
  const names = [...new Set(rows.map(({ engine }) => engine))];
  const peers = names.filter((name) => !name.startsWith("strataline"));
  const lines: string[] = [];
  for (const ours of names.filter((name) => name.startsWith("strataline"))) {
    for (const peer of peers) {
      const ratio = (figure: (row: Row) => number | undefined): string => {
        const logs = rows.flatMap((row) => {
          const other = rows.find(({ engine, graph }) => engine === peer && graph === row.graph);
          const [a, b] = [figure(row), other === undefined ? undefined : figure(other)];
          // A picture without crossings has no ratio.
          return row.engine === ours && a !== undefined && b !== undefined && a > 0 && b > 0
            ? [Math.log(a / b)]
            : [];
        });
        const mean = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
        return logs.length === 0 ? "-" : `${mean.toFixed(2)} (${logs.length})`;
      };
      lines.push(
        `${ours} / ${peer}: crossings ${ratio((row) => row.crossings)}, seen ${ratio((row) => row.seenCrossings)}, ` +
          `crossings over own count ${ratio((row) => (row.engine === peer ? row.ownCrossings : row.crossings))}, ` +
          `ms ${ratio((row) => row.ms)}, length ${ratio((row) => row.edgeLength)}, area ${ratio((row) => row.area)}`,
      );
    }
  }
  return lines.length === 0 ? [] : ["\nGeometric means (graphs that both finished):", ...lines];
}

/** Issue 4: half of the crossings that others draw on the same columns. */
const CROSSING_GOALS = { mean: 0.5, each: 0.8 } as const;

interface Count {
  readonly ours: string;
  readonly what: string;
  readonly of: (row: Row) => number | undefined;
}

/** The same count on both sides: `seen` with our trunks, pairs where every edge is a line of its own. */
const counts: readonly Count[] = [
  { ours: "strataline-tidy", what: "seen, trunks as drawn", of: (row) => row.seenCrossings },
  { ours: "strataline-apart", what: "pairs, without trunks", of: (row) => row.crossings },
];

/** Our crossings over those of the peers that have our columns, graph by graph and as geometric mean. */
export function crossingLines(rows: readonly Row[]): readonly string[] {
  const lines: string[] = [];
  for (const { ours, what, of } of counts) {
    for (const peer of ["elk-columns", "dagre"]) {
      const pairs = rows
        .filter(({ engine }) => engine === ours)
        .flatMap((row) => {
          const other = rows.find(({ engine, graph }) => engine === peer && graph === row.graph);
          const [own, theirs] = [of(row), other === undefined ? undefined : of(other)];
          return own === undefined || theirs === undefined ? [] : [{ graph: row.graph, own, theirs }];
        });
      if (pairs.length === 0) continue;
      // A picture without crossings has no ratio.
      const logs = pairs.flatMap(({ own, theirs }) =>
        own > 0 && theirs > 0 ? [Math.log(own / theirs)] : [],
      );
      const mean = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
      const total =
        logs.length === 0 ? "-" : `${mean.toFixed(2)} (goal ${CROSSING_GOALS.mean}, ${logs.length} graphs)`;
      lines.push(`${ours} / ${peer}, ${what}: geometric mean ${total}, each (goal ${CROSSING_GOALS.each}):`);
      for (const { graph, own, theirs } of pairs) {
        const ratio = own === theirs ? 1 : own / theirs;
        const isMissed = ratio > CROSSING_GOALS.each && own > 0;
        lines.push(`  ${isMissed ? "✗" : "✓"} ${graph.padEnd(20)} ${ratio.toFixed(2)}  ${own} / ${theirs}`);
      }
    }
  }
  return lines.length === 0 ? [] : ["\nCrossings over those of peers on the same columns:", ...lines];
}
