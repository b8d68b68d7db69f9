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
