// Many messages in slices, in their order, so that the first ones arrive and requests are answered before the last one is sent.

export interface Push {
  /** A later push of the same id replaces one that has not been sent. */
  readonly id: string;
  readonly send: () => void;
}

export interface Pushes {
  add(more: readonly Push[]): void;
}

const SLICE_MS = 8;

export function createPushes(): Pushes {
  const waiting = new Map<string, () => void>();
  let isScheduled = false;
  const sendSome = (): void => {
    isScheduled = false;
    const end = performance.now() + SLICE_MS;
    for (const [id, send] of waiting) {
      if (performance.now() > end) break;
      waiting.delete(id);
      send();
    }
    if (waiting.size === 0) return;
    isScheduled = true;
    setImmediate(sendSome);
  };
  return {
    add: (more) => {
      for (const { id, send } of more) waiting.set(id, send);
      if (!isScheduled) sendSome();
    },
  };
}
