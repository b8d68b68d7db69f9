// Local times as text and back, by a strftime format: numbers only, so that no language is involved.

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface ParsedTime {
  /** As milliseconds of a UTC clock that shows the same. */
  readonly local: number;
  /** What the text says (`%z`), in milliseconds; null when it says nothing. */
  readonly offset: number | null;
}

type Field = (date: Date, offset: number) => string;

const FIELDS: Readonly<Record<string, Field>> = {
  Y: (date) => padded(date.getUTCFullYear(), 4),
  y: (date) => padded(date.getUTCFullYear() % 100, 2),
  m: (date) => padded(date.getUTCMonth() + 1, 2),
  d: (date) => padded(date.getUTCDate(), 2),
  H: (date) => padded(date.getUTCHours(), 2),
  M: (date) => padded(date.getUTCMinutes(), 2),
  S: (date) => padded(date.getUTCSeconds(), 2),
  j: (date) => padded((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS + 1, 3),
  z: (_, offset) => writtenOffset(offset),
  "%": () => "%",
};

const PATTERNS: Readonly<Record<string, string>> = {
  Y: "(?<Y>\\d{4})",
  y: "(?<y>\\d{2})",
  m: "(?<m>1[0-2]|0?[1-9])",
  d: "(?<d>3[01]|[12]\\d|0?[1-9])",
  H: "(?<H>2[0-3]|[01]?\\d)",
  M: "(?<M>[0-5]?\\d)",
  S: "(?<S>[0-5]?\\d)",
  j: "(?<j>\\d{1,3})",
  z: "(?<z>[+-]\\d{2}:?\\d{2}|Z)",
  "%": "%",
};

/** What is wrong with a format; null when nothing is. */
export function formatProblem(format: string): string | null {
  const seen = new Set<string>();
  for (const [, letter = ""] of format.matchAll(/%(.?)/gsu)) {
    if (!Object.hasOwn(FIELDS, letter)) {
      const known = Object.keys(FIELDS).map((name) => `%${name}`);
      return `The format "${format}" has "%${letter}"; it may have ${known.join(", ")}.`;
    }
    if (letter !== "%" && seen.has(letter)) return `The format "${format}" has "%${letter}" twice.`;
    seen.add(letter);
  }
  return null;
}

/** Throws a RangeError for a wrong format. */
export function timeFormatter(format: string): (local: number, offset: number) => string {
  const problem = formatProblem(format);
  if (problem !== null) throw new RangeError(problem);
  const parts = format.split(/(%.)/su).map((part): string | Field => {
    const field = part.startsWith("%") ? FIELDS[part.slice(1)] : undefined;
    return field ?? part;
  });
  return (local, offset) => {
    const date = new Date(local);
    let text = "";
    for (const part of parts) text += typeof part === "string" ? part : part(date, offset);
    return text;
  };
}

/** Leading zeros may be missing. null: the text is not written so, or there is no such day. */
export function timeParser(format: string): (text: string) => ParsedTime | null {
  const source = format
    .split(/(%.)/su)
    .map((part) => (part.startsWith("%") ? (PATTERNS[part.slice(1)] ?? part) : escaped(part)))
    .join("");
  const pattern = new RegExp(`^${source}$`, "u");
  return (text) => {
    const match = pattern.exec(text);
    return match && readTime(match.groups ?? {});
  };
}

function readTime(groups: Readonly<Record<string, string | undefined>>): ParsedTime | null {
  const number = (name: string, otherwise: number): number => Number(groups[name] ?? otherwise);
  // As strptime: 69 to 99 are of the last century.
  const short = number("y", 70);
  const year = number("Y", short < 69 ? 2000 + short : 1900 + short);
  const dayOfYear = groups.j === undefined ? null : Number(groups.j);
  const [month, day] = dayOfYear === null ? [number("m", 1), number("d", 1)] : [1, dayOfYear];
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (date.getUTCFullYear() !== year || (dayOfYear === null && date.getUTCDate() !== day)) return null;
  const minutes = number("H", 0) * 60 + number("M", 0);
  return {
    local: midnight + minutes * MINUTE_MS + number("S", 0) * 1000,
    offset: groups.z === undefined ? null : readOffset(groups.z),
  };
}

function readOffset(text: string): number {
  const [, sign = "+", hours = "0", minutes = "0"] = /^([+-])(\d\d):?(\d\d)$/.exec(text) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}

/** `-0800`. */
export function writtenOffset(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE_MS);
  return `${offset < 0 ? "-" : "+"}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
}

function padded(value: number, width: number): string {
  return String(Math.floor(value)).padStart(width, "0");
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
