// Cron strings: five fields, names, ranges, steps, lists, `L` for the last day of a month, and aliases as `@daily`. An error
// says which field is wrong, where, and the nearest right thing.
import { nearestName } from "../keys/index.ts";

export interface Cron {
  /** Ascending. */
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** null: any day, so that only the days of the week count. When both are given, either is enough. */
  readonly daysOfMonth: readonly number[] | null;
  /** The last day of a month counts as well. */
  readonly lastDayOfMonth: boolean;
  /** 1 to 12. */
  readonly months: readonly number[];
  /** 0 is Sunday; null: any. */
  readonly daysOfWeek: readonly number[] | null;
}

export interface CronProblem {
  readonly ok: false;
  /** A sentence for people. */
  readonly message: string;
  /** The wrong part of the text. */
  readonly start: number;
  readonly end: number;
  /** A valid string that was probably meant. */
  readonly nearest: string | null;
}

export type ParsedCron = { readonly ok: true; readonly cron: Cron } | CronProblem;

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Numbers of names begin at `least`. */
  readonly names: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: "minute", least: 0, most: 59, names: [] },
  { name: "hour", least: 0, most: 23, names: [] },
  { name: "day of month", least: 1, most: 31, names: [] },
  {
    name: "month",
    least: 1,
    most: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  // 7 is Sunday too.
  { name: "day of week", least: 0, most: 7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];
const DAY_OF_MONTH = 2;
const DAY_OF_WEEK = 4;

export const CRON_ALIASES: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface Values {
  readonly numbers: ReadonlySet<number>;
  readonly hasLast: boolean;
}

/** What is wrong with one piece of a field. */
class Mistake {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** To be written instead of the piece; null when nothing is near. */
  readonly instead: string | null;

  constructor(message: string, start: number, text: string, instead: string | null) {
    this.message = message;
    this.start = start;
    this.end = start + text.length;
    this.instead = instead;
  }
}

export function parseCron(text: string): ParsedCron {
  const trimmed = text.trim();
  const start = text.indexOf(trimmed);
  if (trimmed.startsWith("@")) return parseAlias(trimmed, start);
  const words = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], start: match.index }));
  if (words.length !== FIELDS.length) return wrongCount(text, words, start);
  const values: Values[] = [];
  for (const [index, word] of words.entries()) {
    const field = FIELDS[index];
    if (!field) continue;
    const read = readField(word.text, word.start, field);
    if (read instanceof Mistake) return problemOf(text, read);
    values.push(read);
  }
  const [minutes, hours, days, months, weekdays] = values;
  if (!minutes || !hours || !days || !months || !weekdays) return wrongCount(text, words, start);
  const cron: Cron = {
    minutes: ascending(minutes),
    hours: ascending(hours),
    daysOfMonth: days.numbers.size === 31 ? null : ascending(days),
    lastDayOfMonth: days.hasLast,
    months: ascending(months),
    daysOfWeek: daysOfWeek(weekdays),
  };
  const [, , dayWord] = words;
  if (dayWord && neverHappens(cron)) {
    const longest = Math.max(...cron.months.map(longestOf));
    const message = `The day of month ${dayWord.text} never comes in the months given. Their last day is ${longest}; L is the last day of any month.`;
    return problemOf(text, new Mistake(message, dayWord.start, dayWord.text, "L"));
  }
  return { ok: true, cron };
}

function parseAlias(alias: string, start: number): ParsedCron {
  const written = CRON_ALIASES[alias.toLowerCase()];
  if (written !== undefined) return parseCron(written);
  const names = Object.keys(CRON_ALIASES);
  const nearest = nearestName(alias, names);
  const hint = nearest === null ? `There are ${names.join(", ")}.` : `Did you mean "${nearest}"?`;
  const message = `"${alias}" is not a known schedule. ${hint}`;
  return { ok: false, message, start, end: start + alias.length, nearest };
}

function wrongCount(
  text: string,
  words: readonly { readonly text: string; readonly start: number }[],
  start: number,
): CronProblem {
  const count = words.length;
  const fields = "minute, hour, day of month, month, day of week";
  const message =
    count === 0
      ? `The cron string is empty. It has five fields: ${fields}.`
      : `A cron string has five fields (${fields}); this has ${count}.`;
  // With seconds in front, or with the last fields left out.
  const repaired =
    count === 6
      ? words.slice(1)
      : count < 5 && count > 1
        ? [...words, ...Array<{ text: string }>(5 - count).fill({ text: "*" })]
        : null;
  const nearest = repaired?.map((word) => word.text).join(" ") ?? null;
  const isValid = nearest !== null && parseCron(nearest).ok;
  return {
    ok: false,
    message: isValid ? `${message} Did you mean "${nearest}"?` : message,
    start,
    end: start + text.trim().length,
    nearest: isValid ? nearest : null,
  };
}

function problemOf(text: string, { message, start, end, instead }: Mistake): CronProblem {
  const repaired = instead === null ? null : text.slice(0, start) + instead + text.slice(end);
  const nearest = repaired !== null && parseCron(repaired).ok ? repaired.trim() : null;
  return { ok: false, message, start, end, nearest };
}

function readField(text: string, start: number, field: Field): Values | Mistake {
  const numbers = new Set<number>();
  let hasLast = false;
  let at = start;
  for (const piece of text.split(",")) {
    if (/^l$/i.test(piece) && field === FIELDS[DAY_OF_MONTH]) hasLast = true;
    else {
      const read = readPiece(piece, at, text, field);
      if (read instanceof Mistake) return read;
      for (const number of read) numbers.add(number);
    }
    at += piece.length + 1;
  }
  return { numbers, hasLast };
}

/** `*`, `5`, `mon`, `1-5`, each with an optional step. */
function readPiece(piece: string, start: number, whole: string, field: Field): readonly number[] | Mistake {
  if (piece === "") {
    const message = `The ${field.name} field "${whole}" has a comma too many.`;
    return new Mistake(message, start, "", null);
  }
  const [range = "", step, ...more] = piece.split("/");
  if (more.length > 0) return new Mistake(`The ${field.name} "${piece}" has two steps.`, start, piece, null);
  let low = field.least;
  let high = field === FIELDS[DAY_OF_WEEK] ? 6 : field.most;
  if (range !== "*" && range !== "?") {
    const [first = "", last, ...others] = range.split("-");
    if (others.length > 0 || first === "") return notANumber(piece, start, field);
    const from = readNumber(first, start, field);
    if (from instanceof Mistake) return from;
    const to = last === undefined ? undefined : readNumber(last, start + first.length + 1, field);
    if (to instanceof Mistake) return to;
    low = from;
    if (to !== undefined) high = to;
    else if (step === undefined) high = from;
    if (low > high) {
      const message = `The ${field.name} range "${range}" goes backwards.`;
      const end = field === FIELDS[DAY_OF_WEEK] ? 6 : field.most;
      const both = [`${first}-${end}`, `${field.least}-${last ?? ""}`].join(",");
      return new Mistake(`${message} Write "${both}".`, start, range, both);
    }
  }
  const by = step === undefined ? 1 : readStep(step, start + range.length + 1, field);
  if (by instanceof Mistake) return by;
  const numbers: number[] = [];
  for (let number = low; number <= high; number += by) numbers.push(number);
  return numbers;
}

function readNumber(text: string, start: number, field: Field): number | Mistake {
  const named = field.names.indexOf(text.toLowerCase());
  if (named >= 0) return named + field.least;
  if (!/^\d+$/.test(text)) return notANumber(text, start, field);
  const number = Number(text);
  if (number >= field.least && number <= field.most) return number;
  const nearest = number < field.least ? field.least : field.most;
  const hint =
    number === field.most + 1 && field.least === 0 && field.names.length === 0
      ? ` They begin at 0: ${field.least} comes after ${field.most}.`
      : "";
  const message = `The ${field.name} is ${field.least} to ${field.most}, not ${text}.${hint}`;
  return new Mistake(message, start, text, String(hint === "" ? nearest : field.least));
}

function notANumber(text: string, start: number, field: Field): Mistake {
  const nearest = field.names.length === 0 ? null : nearestName(text.slice(0, 3), field.names);
  const range = `${field.least} to ${field.most}`;
  const names = field.names.length === 0 ? "" : ` or ${field.names[0] ?? ""} to ${field.names.at(-1) ?? ""}`;
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  return new Mistake(`"${text}" is no ${field.name}: it is ${range}${names}.${hint}`, start, text, nearest);
}

function readStep(text: string, start: number, field: Field): number | Mistake {
  const step = /^\d+$/.test(text) ? Number(text) : 0;
  if (step === 0) {
    const message = `The step "/${text}" of the ${field.name} is not a number from 1 on.`;
    return new Mistake(message, start, text, null);
  }
  if (step <= field.most) return step;
  const message = `The step /${text} of the ${field.name} is beyond ${field.most}: steps begin again with each ${field.name === "minute" ? "hour" : field.name === "hour" ? "day" : "round"}.`;
  return new Mistake(message, start, text, null);
}

function ascending({ numbers }: Values): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

function daysOfWeek({ numbers }: Values): readonly number[] | null {
  const days = [...new Set([...numbers].map((day) => day % 7))].sort((a, b) => a - b);
  return days.length === 7 ? null : days;
}

function longestOf(month: number): number {
  return LONGEST_MONTHS[month - 1] ?? 31;
}

/** 30 February. */
function neverHappens({ daysOfMonth, lastDayOfMonth, months, daysOfWeek: weekdays }: Cron): boolean {
  if (daysOfMonth === null || lastDayOfMonth || weekdays !== null) return false;
  return months.every((month) => daysOfMonth.every((day) => day > longestOf(month)));
}
