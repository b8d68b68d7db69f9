// Events pushed by many steps at once, read one by one in order.

export class EventQueue<E> {
  readonly #events: E[] = [];
  #wake: (() => void) | null = null;
  #isClosed = false;
  #error: Error | undefined;

  push(event: E): void {
    this.#events.push(event);
    this.#wake?.();
  }

  /** Ends the stream; with an error, the reader gets it after the events before it. */
  close(error?: Error): void {
    this.#isClosed = true;
    this.#error = error;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<E> {
    for (;;) {
      for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) yield event;
      if (this.#isClosed) {
        if (this.#error !== undefined) throw this.#error;
        return;
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
  }
}
