// Many messages in slices, in their order, so that the first ones arrive and requests are answered before the last one is sent.

export interface Push {
  /** A later push of the same id replaces one that has not been sent. */
  readonly id: string;
  /** Until it is written to the connection. */
  readonly send: () => Promise<void>;
}

export interface Pushes {
  add(more: readonly Push[]): void;
  isBusy(): boolean;
}

const SLICE_MS = 8;

export function createPushes(): Pushes {
  const waiting = new Map<string, Push["send"]>();
  let isScheduled = false;
  let underWay = 0;
  const settled = (): void => {
    underWay--;
  };
  const sendSome = (): void => {
    isScheduled = false;
    const end = performance.now() + SLICE_MS;
    for (const [id, send] of waiting) {
      if (performance.now() > end) break;
      waiting.delete(id);
      underWay++;
      send().then(settled, settled);
    }
    if (waiting.size === 0) return;
    isScheduled = true;
    setImmediate(sendSome);
  };
  return {
    isBusy: () => waiting.size > 0 || underWay > 0,
    add: (more) => {
      for (const { id, send } of more) waiting.set(id, send);
      if (!isScheduled) sendSome();
    },
  };
}
