// The rows that every IO manager must give back as they were, or refuse before anything is written.

export interface ValueCase {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const LARGEST_DATE = 8_640_000_000_000_000;

export const VALUE_CASES: readonly ValueCase[] = [
  { name: "plain rows", rows: [{ id: 1, name: "a", paid: true, amount: 1.5 }] },
  { name: "no rows", rows: [] },
  { name: "whole numbers up to the largest exact one", rows: numbers(0, 2 ** 53 - 1, -(2 ** 53) + 1) },
  { name: "fractions and very large numbers", rows: numbers(0.1, 1e300, -5e-324, 2 ** 60) },
  { name: "NaN", rows: numbers(1, NaN) },
  { name: "Infinity and -Infinity", rows: numbers(Infinity, -Infinity, 0) },
  { name: "bigints of 64 bits", rows: [{ v: 2n ** 63n - 1n }, { v: -(2n ** 63n) }, { v: 1n }] },
  { name: "bigints of more than 64 bits", rows: [{ v: 2n ** 64n }] },
  { name: "dates before 1970, with milliseconds", rows: dates(-1, 0, 1_700_000_000_123) },
  { name: "dates at the ends of what a Date holds", rows: dates(LARGEST_DATE, -LARGEST_DATE) },
  { name: "dates out of range", rows: dates(LARGEST_DATE + 1) },
  { name: "null beside an empty text", rows: [{ v: null }, { v: "" }, { v: "null" }, { v: "NULL" }] },
  { name: "columns without any value", rows: [{ v: null, id: 1 }] },
  { name: "columns that come late", rows: [{ id: 1 }, { id: 2, late: "x" }] },
  {
    name: "texts with quotes, commas and line ends",
    rows: texts(`a"b'c,d;e`, "\n", "\r\n", "\r", "\t", "\\N"),
  },
  { name: "texts in Unicode", rows: texts("Zürich", "東京", "🛫", "e\u0301", "\u202eabc", "a\ufeff") },
  { name: "texts that begin with a byte order mark", rows: texts("\ufeffid") },
  { name: "texts with a NUL character", rows: texts("a\0b") },
  { name: "texts with half of a surrogate pair", rows: texts("\ud83d") },
  { name: "texts that look like other types", rows: texts("1", "true", "2024-01-01", "{}", " ", "NaN") },
  { name: "a long text", rows: texts("x".repeat(300_000)) },
  { name: "bytes", rows: [{ v: new Uint8Array([0, 255, 34, 44, 10]) }, { v: new Uint8Array() }] },
  {
    name: "nested values",
    rows: [{ v: { list: [1, { a: null }], deep: { text: "ü" } } }, { v: { list: [] } }],
  },
  { name: "lists", rows: [{ v: [1, 2] }, { v: [] }] },
  { name: "NaN inside of a nested value", rows: [{ v: { n: NaN } }] },
  { name: "a date inside of a nested value", rows: [{ v: { at: new Date(0) } }] },
  { name: "column names that are SQL", rows: [{ 'a"; drop table t; --': 1, select: 2, ü: 3, "a b": 4 }] },
  { name: "column names that differ in capitals", rows: [{ id: 1, ID: 2 }] },
  { name: "a column that changes its type", rows: [{ v: 1 }, { v: "x" }] },
  { name: "10,000 columns", rows: [wide(10_000)] },
  { name: "more rows than one chunk holds", rows: numbers(...Array.from({ length: 20_000 }, (_, i) => i)) },
];

function numbers(...values: readonly number[]): { v: number }[] {
  return values.map((v) => ({ v }));
}

function dates(...times: readonly number[]): { v: Date }[] {
  return times.map((time) => ({ v: new Date(time) }));
}

function texts(...values: readonly string[]): { v: string }[] {
  return values.map((v) => ({ v }));
}

function wide(columns: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: columns }, (_, i) => [`c${i}`, i]));
}

/** Keys that are harmless only where they are encoded. Each pair of them must not meet in storage. */
export const AWKWARD_KEYS: readonly string[] = [
  "../x",
  "..",
  "/etc/x",
  'a"; drop table x; --',
  "con",
  "nul.txt",
  "bronze/Orders",
  "bronze/orders",
  "bronze+orders",
  "東京/🛫",
  "a\\b",
  "x".repeat(500),
];
