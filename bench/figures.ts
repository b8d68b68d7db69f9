// Measured times as text, always with their number of rounds and their spread.

/** `times` in milliseconds. */
export function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    milliseconds(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return `median ${at(0.5)}, 95 % ${at(0.95)}, best ${at(0)} (${times.length} rounds)`;
}

export function milliseconds(time: number): string {
  return time < 10
    ? `${time.toFixed(1)} ms`
    : time < 10_000
      ? `${Math.round(time)} ms`
      : `${(time / 1000).toFixed(1)} s`;
}
