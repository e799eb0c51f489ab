/**
 * Hands values from a producer that runs by itself to one consumer. `offer` always succeeds, `push` waits while many values
 * are not taken yet.
 */
export class EventQueue<T> {
  readonly #values: T[] = [];
  readonly #limit: number;
  #done = false;
  #failure: { readonly error: unknown } | null = null;
  #wakeConsumer: (() => void) | null = null;
  #wakeProducer: (() => void) | null = null;

  constructor(limit = 16) {
    this.#limit = limit;
  }

  offer(value: T): void {
    if (this.#done) return;
    this.#values.push(value);
    this.#wakeConsumer?.();
  }

  async push(value: T): Promise<void> {
    this.offer(value);
    while (this.#values.length > this.#limit && !this.#done) {
      await new Promise<void>((resolve) => {
        this.#wakeProducer = resolve;
      });
    }
  }

  /** No more values; with an error, the consumer gets it after those that are left. */
  close(failure?: { readonly error: unknown }): void {
    this.#failure ??= failure ?? null;
    this.#done = true;
    this.#wakeConsumer?.();
    this.#wakeProducer?.();
  }

  /** The values in order until the queue is closed. */
  async *values(): AsyncGenerator<T> {
    for (;;) {
      const value = this.#values.shift();
      if (value !== undefined) {
        if (this.#values.length <= this.#limit) this.#wakeProducer?.();
        yield value;
      } else if (this.#done) {
        if (this.#failure !== null) throw this.#failure.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wakeConsumer = resolve;
        });
      }
    }
  }
}
