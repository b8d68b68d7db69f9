// Progress that is said in every turn of a loop is told some times a second.
import type { Clock } from "./clock.ts";

const INTERVAL_MS = 100;

/** Tells the first, then at most one in 100 ms, and always the one that is complete. */
export function throttled(
  clock: Pick<Clock, "now">,
  tell: (done: number, total: number | null, message: string | null) => void,
): typeof tell {
  let last = -Infinity;
  return (done, total, message) => {
    const now = clock.now();
    if (now - last < INTERVAL_MS && (total === null || done < total)) return;
    last = now;
    tell(done, total, message);
  };
}
