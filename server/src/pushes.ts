// Many messages in their order, a few at a time: an answer does not wait behind all of them, and the first ones arrive at once.

interface Push {
  /** A later push of the same id replaces one that has not been sent. */
  readonly id: string;
  /** Until it is written to the connection. */
  readonly send: () => Promise<void>;
}

export interface Pushes {
  add(more: readonly Push[]): void;
  isBusy(): boolean;
}

const MOST_UNDER_WAY = 32;

export function createPushes(): Pushes {
  const waiting = new Map<string, Push["send"]>();
  let underWay = 0;
  const settled = (): void => {
    underWay--;
    if (underWay <= MOST_UNDER_WAY / 2) sendSome();
  };
  const sendSome = (): void => {
    for (const [id, send] of waiting) {
      if (underWay >= MOST_UNDER_WAY) return;
      waiting.delete(id);
      underWay++;
      send().then(settled, settled);
    }
  };
  return {
    add: (more) => {
      for (const { id, send } of more) waiting.set(id, send);
      sendSome();
    },
    isBusy: () => waiting.size > 0 || underWay > 0,
  };
}
