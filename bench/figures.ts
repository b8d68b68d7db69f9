// Measured times as text, always with their number of rounds and their spread. All times are in milliseconds.

export function summary(times: readonly number[]): string {
  const at = (share: number): string => time(quantile(times, share));
  return `median ${at(0.5)}, best ${at(0)}, worst ${at(1)} (${times.length} rounds)`;
}

export function median(times: readonly number[]): number {
  return quantile(times, 0.5);
}

/** `share`: 0 for the least, 1 for the greatest. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

function time(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  return milliseconds < 2_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
