// When the partitions of `hourly()`, `daily()`, `weekly()` and `monthly()` begin, as cron expressions: for what is declared at
// run time and for what is read from the text alike. Offsets and their defaults are Dagster's.

export const CADENCES = ["hourly", "daily", "weekly", "monthly"] as const;
export type Cadence = (typeof CADENCES)[number];

export interface CadenceOffsets {
  /** 0 to 59. Default 0. */
  readonly minute?: number;
  /** 0 to 23. Default 0. */
  readonly hour?: number;
  /** weekly: 0 (Sunday, default) to 6. monthly: 1 (default) to 31. */
  readonly day?: number;
}

export function isCadence(name: string): name is Cadence {
  return (CADENCES as readonly string[]).includes(name);
}

export function cadenceCron(cadence: Cadence, { minute = 0, hour = 0, day }: CadenceOffsets = {}): string {
  switch (cadence) {
    case "hourly":
      return `${minute} * * * *`;
    case "daily":
      return `${minute} ${hour} * * *`;
    case "weekly":
      return `${minute} ${hour} * * ${day ?? 0}`;
    case "monthly":
      return `${minute} ${hour} ${day ?? 1} * *`;
  }
}
