// Metadata of an asset in one line: for terminals, logs and output channels.
import type { MetadataValue } from "./runEvents.ts";

export function metadataText(value: MetadataValue): string {
  if (typeof value === "number") return value.toLocaleString("en-US");
  if (typeof value !== "object") return String(value);
  switch (value.type) {
    case "markdown":
      return value.text.replace(/\s+/g, " ");
    case "link":
      return value.title === undefined ? value.url : `${value.title} (${value.url})`;
    case "table":
      return `a table, ${value.rows.length} ${value.rows.length === 1 ? "row" : "rows"}`;
  }
}
