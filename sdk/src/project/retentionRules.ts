// The `retention` of the config, with its defaults, in milliseconds and bytes; or what is wrong with it, in words.
import type { RetentionRules } from "../store/retention.ts";

const DAY_MS = 86_400_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: DAY_MS,
  w: 7 * DAY_MS,
};
const UNITS_BYTES: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

const DEFAULTS = { runs: "90d", maxRuns: 1000, versions: 5, history: 100, maxSize: "10GB" };
const NAMES = Object.keys(DEFAULTS);

export const KEEP_EVERYTHING: RetentionRules = {
  ageMs: null,
  runs: null,
  versions: null,
  history: null,
  bytes: null,
};

export function retentionRules(given: unknown): RetentionRules | string {
  if (given === false) return KEEP_EVERYTHING;
  if (given !== undefined && (typeof given !== "object" || given === null || Array.isArray(given))) {
    return "`retention` must be an object, or false to keep everything.";
  }
  const unknown = Object.keys(given ?? {}).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) return `\`retention\` has no \`${unknown}\`: there are ${NAMES.join(", ")}.`;
  const all: Readonly<Record<string, unknown>> = { ...DEFAULTS, ...given };
  const ageMs = quantity("runs", all.runs, UNITS_MS, `"90d", "12h" or "forever"`);
  const bytes = quantity("maxSize", all.maxSize, UNITS_BYTES, `"500MB", "2GB" or "forever"`);
  const runs = count("maxRuns", all.maxRuns);
  const versions = count("versions", all.versions);
  const history = count("history", all.history);
  for (const one of [ageMs, bytes, runs, versions, history]) if (typeof one === "string") return one;
  return { ageMs, bytes, runs, versions, history } as RetentionRules;
}

/** null: no limit. A text says what is wrong. */
function quantity(
  name: string,
  given: unknown,
  units: Readonly<Record<string, number>>,
  examples: string,
): number | null | string {
  if (given === "forever") return null;
  const [, digits, unit = ""] =
    typeof given === "string" ? (/^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(given.trim()) ?? []) : [];
  const factor = units[unit];
  if (digits === undefined || factor === undefined) {
    return `\`retention.${name}\` must be like ${examples}, not ${JSON.stringify(given)}.`;
  }
  return Number(digits) * factor;
}

function count(name: string, given: unknown): number | null | string {
  if (given === Infinity) return null;
  if (typeof given === "number" && Number.isInteger(given) && given >= 1) return given;
  return `\`retention.${name}\` must be a whole number from 1, or Infinity, not ${JSON.stringify(given)}.`;
}
