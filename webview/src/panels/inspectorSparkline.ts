// The last runs of an asset as bars: how long each took, or how many rows it gave. A run that failed is a cross, not only a colour.
import type { Attempt } from "@strataline/protocol";
import { formatCount, formatDuration, plural } from "../format.ts";

export type SparkMeasure = "duration" | "rows";

const SVG = "http://www.w3.org/2000/svg";
const BAR = 5;
const GAP = 2;
const HEIGHT = 16;
const LEAST = 2;

/** Oldest first. Bars are relative to the largest. */
export function sparkline(
  document: Document,
  attempts: readonly Attempt[],
  measure: SparkMeasure,
): SVGSVGElement {
  const make = (
    tag: "svg" | "rect" | "path" | "title",
    attributes: Readonly<Record<string, string>>,
  ): SVGElement => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const values = attempts.map((attempt) => valueOf(attempt, measure));
  const largest = Math.max(1, ...values.map((value) => value ?? 0));
  const width = Math.max(0, attempts.length * (BAR + GAP) - GAP);
  const svg = document.createElementNS(SVG, "svg");
  const sizes = { width: String(width), height: String(HEIGHT), viewBox: `0 0 ${width} ${HEIGHT}` };
  for (const [name, value] of Object.entries({ ...sizes, class: "spark", role: "img" }))
    svg.setAttribute(name, value);
  svg.setAttribute("aria-label", spoken(attempts, measure));
  attempts.forEach((attempt, at) => {
    const x = at * (BAR + GAP);
    const value = values[at] ?? null;
    if (attempt.state === "failed") {
      const d = `M${x},${HEIGHT - BAR}l${BAR},${BAR}m0,${-BAR}l${-BAR},${BAR}`;
      svg.append(make("path", { class: "spark-failed", d }));
    } else {
      const height = value === null ? LEAST : Math.max(LEAST, (value / largest) * HEIGHT);
      const place = { x: String(x), y: String(HEIGHT - height), width: String(BAR), height: String(height) };
      svg.append(make("rect", { class: value === null ? "spark-none" : "spark-bar", rx: "1", ...place }));
    }
  });
  return svg;
}

function valueOf(attempt: Attempt, measure: SparkMeasure): number | null {
  return measure === "duration" ? attempt.durationMs : attempt.rows;
}

function spoken(attempts: readonly Attempt[], measure: SparkMeasure): string {
  const values = attempts.flatMap((attempt) => valueOf(attempt, measure) ?? []);
  const failed = attempts.filter(({ state }) => state === "failed").length;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const range =
    values.length === 0
      ? `no ${measure} recorded`
      : measure === "duration"
        ? `from ${formatDuration(least)} to ${formatDuration(most)}`
        : `from ${formatCount(least)} to ${formatCount(most)} rows`;
  return `Last ${plural(attempts.length, "run")}: ${range}${failed === 0 ? "" : `, ${failed} failed`}`;
}
