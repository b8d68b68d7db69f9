// What a computation says of what it made: numbers to compare over time, and Markdown, links and tables to look at.

export interface Markdown {
  readonly type: "markdown";
  readonly text: string;
}

export interface Link {
  readonly type: "link";
  readonly url: string;
  readonly title?: string;
}

export interface MetadataTable {
  readonly type: "table";
  readonly rows: readonly Readonly<Record<string, string | number | boolean | null>>[];
}

export type MetadataValue = number | string | boolean | Markdown | Link | MetadataTable;
export type Metadata = Readonly<Record<string, MetadataValue>>;

export function markdown(text: string): Markdown {
  return { type: "markdown", text };
}

/** `url` must begin with http:// or https://. */
export function link(url: string, title?: string): Link {
  return { type: "link", url, ...(title === undefined ? {} : { title }) };
}

/** A few rows to look at, not data: the first 50 are kept. */
export function table(rows: MetadataTable["rows"]): MetadataTable {
  return { type: "table", rows };
}
