// A figure: what was measured, beside what issue 3 asks for.
import { median, quantile } from "../figures.ts";

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "×" | "MB" | "";
  /** At most this; null when nothing is asked. */
  readonly goal: number | null;
  readonly samples: readonly number[];
  /** What else is to know, in words. */
  readonly note?: string;
}

export function figure(
  name: string,
  unit: Figure["unit"],
  samples: readonly number[],
  { at = 0.5, goal = null, note }: { at?: number; goal?: number | null; note?: string } = {},
): Figure {
  const value = quantile(samples, at);
  return { name, value, unit, goal, samples, ...(note === undefined ? {} : { note }) };
}

/** The 99th percentile against a goal, with the others in words. */
export function latency(
  name: string,
  samples: readonly number[],
  goal: number | null,
  note?: string,
): Figure {
  const spread = `p50 ${show(median(samples), "ms")}, p95 ${show(quantile(samples, 0.95), "ms")}`;
  return figure(`${name}, p99`, "ms", samples, {
    at: 0.99,
    goal,
    note: note === undefined ? spread : `${spread}; ${note}`,
  });
}

export function isMet({ value, goal }: Figure): boolean | null {
  return goal === null ? null : value <= goal;
}

export function toText(one: Figure): string {
  const met = isMet(one);
  const mark = met === null ? " " : met ? "✓" : "✗";
  const goal = one.goal === null ? "" : `≤ ${show(one.goal, one.unit)}`;
  const count = one.samples.length > 1 ? `${one.samples.length} samples` : "";
  const notes = [one.note ?? "", count].filter((note) => note !== "").join("; ");
  return `${mark} ${one.name.padEnd(62)}${show(one.value, one.unit).padStart(10)}  ${goal.padEnd(11)} ${notes}`;
}

export function toJson(one: Figure): string {
  const { name, value, unit, goal, samples, note } = one;
  return JSON.stringify({
    name,
    value,
    unit,
    goal,
    met: isMet(one),
    samples,
    ...(note === undefined ? {} : { note }),
  });
}

export function show(value: number, unit: Figure["unit"]): string {
  if (unit === "×") return `${value.toFixed(2)} ×`;
  if (unit === "MB") return `${value.toFixed(0)} MB`;
  if (unit === "") return String(value);
  return value < 10
    ? `${value.toFixed(2)} ms`
    : value < 100
      ? `${value.toFixed(1)} ms`
      : `${value.toFixed(0)} ms`;
}
