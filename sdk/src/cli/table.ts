// Rows of text in columns, for people.
import type { Colors } from "./colors.ts";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** A table with its header, or "" without rows. Cells longer than `maxCell` end in "…". */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  color: Colors,
  maxCell = 60,
): string {
  const cut = (cell: string): string => (cell.length > maxCell ? `${cell.slice(0, maxCell - 1)}…` : cell);
  const cells = rows.map((row) => row.map((cell) => cut(cell.replace(/\s+/g, " "))));
  const widths = columns.map(({ title }, i) =>
    Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, i) => {
        const cell = row[i] ?? "";
        return align === "right" ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
      })
      .join("  ")
      .trimEnd();
  return [color.bold(line(columns.map(({ title }) => title))), ...cells.map(line), ""].join("\n");
}
