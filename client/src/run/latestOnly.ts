// Work that is only worth its newest answer: asked often, done once the asking pauses, one at a time, and what is outdated is
// cancelled.

export interface Job {
  /** When it has ended, by itself or cancelled. Never rejects. */
  readonly ended: Promise<void>;
  cancel(): void;
}

export interface LatestOnly {
  /** Something changed: what runs for this key is outdated. */
  ask(key: string): void;
  /** The key is gone. */
  drop(key: string): void;
  dispose(): void;
}

export function latestOnly(pauseMs: number, start: (key: string) => Job): LatestOnly {
  const wanted = new Set<string>();
  let running: { readonly key: string; readonly job: Job } | null = null;
  let timer: NodeJS.Timeout | undefined;

  const next = (): void => {
    const [key] = wanted;
    if (running !== null || timer !== undefined || key === undefined) return;
    wanted.delete(key);
    const job = start(key);
    running = { key, job };
    void job.ended.then(() => {
      running = null;
      next();
    });
  };
  const cancel = (key: string): void => {
    if (running?.key === key) running.job.cancel();
  };
  return {
    ask: (key) => {
      wanted.add(key);
      cancel(key);
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        next();
      }, pauseMs);
    },
    drop: (key) => {
      wanted.delete(key);
      cancel(key);
    },
    dispose: () => {
      clearTimeout(timer);
      wanted.clear();
      running?.job.cancel();
    },
  };
}
