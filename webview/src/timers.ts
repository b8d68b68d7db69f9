// Doing something later: once after many calls, or again and again at a pace that may change.

export interface Timer {
  /** Starts waiting; while it waits already, nothing changes. */
  start(): void;
  /** Waits anew, with the delay as it is now. */
  restart(): void;
  stop(): void;
}

export function createTimer(delay: () => number, action: () => void): Timer {
  let waiting: ReturnType<typeof setTimeout> | null = null;
  const stop = () => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
  };
  const start = () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      action();
    }, delay());
  };
  return {
    start,
    stop,
    restart: () => {
      stop();
      start();
    },
  };
}
