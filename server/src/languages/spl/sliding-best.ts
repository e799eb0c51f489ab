import { Deque } from "#runtime/deque.ts";

/**
 * The best of what is in a window that slides over things in their order; of equally good ones the first. A thing that a later and
 * better one outlives can never be the best, so it is dropped: each thing comes and goes once.
 */
export class SlidingBest<T> {
  readonly #candidates = new Deque<{ readonly step: number; readonly item: T }>();
  readonly #isBetter: (a: T, b: T) => boolean;

  constructor(isBetter: (a: T, b: T) => boolean) {
    this.#isBetter = isBetter;
  }

  get best(): T | undefined {
    return this.#candidates.first?.item;
  }

  /** Takes a thing up that came with a step; steps never go back. */
  add(item: T, step: number): void {
    for (let last = this.#candidates.last; last !== undefined; last = this.#candidates.last) {
      if (!this.#isBetter(item, last.item)) break;
      this.#candidates.pop();
    }
    this.#candidates.push({ step, item });
  }

  /** Forgets what came with a step and before. */
  forget(step: number): void {
    for (let first = this.#candidates.first; first !== undefined; first = this.#candidates.first) {
      if (first.step > step) break;
      this.#candidates.shift();
    }
  }
}
