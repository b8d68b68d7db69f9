// Metadata as it is recorded: checked, and cut to a size that a history of thousands of versions can carry.
import { format } from "node:util";
import type { Metadata, MetadataValue } from "../authoring/metadata.ts";

const MOST_ENTRIES = 50;
const MOST_ROWS = 50;
const LONGEST_TEXT = 4000;

/** A value that no one could show. */
export class MetadataError extends Error {
  override readonly name = "MetadataError";
}

/** `before`: what the same attempt said earlier; an entry that comes again is replaced. */
export function addMetadata(before: Metadata, given: unknown): Metadata {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new MetadataError(
      "Metadata is an object of names and values: `context.metadata({ rejected: 12 })`.",
    );
  }
  const entries = Object.entries(given).map(([name, value]) => [name, recorded(name, value)] as const);
  const all = { ...before, ...Object.fromEntries(entries) };
  const count = Object.keys(all).length;
  if (count > MOST_ENTRIES) {
    throw new MetadataError(
      `${count} entries are too many for metadata, which is for ${MOST_ENTRIES}: return them as rows.`,
    );
  }
  return all;
}

function recorded(name: string, value: unknown): MetadataValue {
  if (typeof value === "string") return cut(value);
  if (typeof value === "boolean") return value;
  // JSON knows no NaN: a number that is none is shown as its text.
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return String(value);
  if (value instanceof Date) return value.toISOString();
  const typed = typeof value === "object" && value !== null && "type" in value ? value : null;
  if (typed?.type === "markdown" && "text" in typed && typeof typed.text === "string") {
    return { type: "markdown", text: cut(typed.text) };
  }
  if (typed?.type === "link" && "url" in typed && typeof typed.url === "string") {
    return linkOf(name, typed.url, "title" in typed ? typed.title : undefined);
  }
  if (typed?.type === "table" && "rows" in typed && Array.isArray(typed.rows)) {
    return { type: "table", rows: typed.rows.slice(0, MOST_ROWS).map(rowOf) };
  }
  throw new MetadataError(
    `The metadata "${name}" is neither a number, text or boolean nor made by markdown(), link() or table().`,
  );
}

function linkOf(name: string, url: string, title: unknown): MetadataValue {
  if (!/^https?:\/\//i.test(url)) {
    throw new MetadataError(
      `The link "${name}" must begin with http:// or https://, and is ${JSON.stringify(url)}.`,
    );
  }
  return { type: "link", url, ...(typeof title === "string" ? { title: cut(title) } : {}) };
}

function rowOf(row: unknown): Readonly<Record<string, string | number | boolean | null>> {
  const entries = Object.entries(typeof row === "object" && row !== null ? row : { value: row });
  return Object.fromEntries(entries.map(([name, value]) => [name, cellOf(value)]));
}

function cellOf(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (value instanceof Date) return value.toISOString();
  return cut(typeof value === "object" ? JSON.stringify(value) : format(value));
}

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;
}
