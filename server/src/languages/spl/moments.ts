import type { Value } from "#events/value.ts";
import { Deque } from "#runtime/deque.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
import { forEachNumber } from "./value-occurrences.ts";

/** Count, sum and spread of numbers, added one by one. */
export interface Moments {
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Sum of squared distances from the mean: exact for whole numbers, else as Welford does, so that close numbers keep their spread. */
  readonly spread: number;
}

/**
 * An accumulator whose result is computed from the moments of all numbers; null without any. The spread of whole numbers
 * follows from their sums as long as these are exact.
 */
export function momentsAccumulator(result: (moments: Moments) => number | null): AccumulatorLike {
  const collected = new CollectedMoments();
  return {
    add: (value: Value) => forEachNumber(value, (x) => collected.take(x)),
    result: () => collected.resultOf(result),
    sliding: () => slidingMoments(result),
  };
}

class CollectedMoments {
  #exact = true;
  #count = 0;
  #sum = 0;
  #sumOfSquares = 0;
  #mean = 0;
  #spread = 0;

  take(x: number): void {
    this.#count++;
    this.#sum += x;
    this.#sumOfSquares += x * x;
    const distance = x - this.#mean;
    this.#mean += distance / this.#count;
    this.#spread += distance * (x - this.#mean);
    this.#exact &&= Number.isSafeInteger(x) && this.#sumOfSquares <= Number.MAX_SAFE_INTEGER;
  }

  resultOf(result: (moments: Moments) => number | null): number | null {
    const [count, sum, sumOfSquares] = [this.#count, this.#sum, this.#sumOfSquares];
    if (count === 0) return null;
    const spread = this.#exact ? exactSpread(count, sum, sumOfSquares) : this.#spread;
    return result({ count, sum, sumOfSquares, spread });
  }
}

/**
 * The same over a window that slides. Sums of whole numbers are taken back; while another number is in the window, or the sums are
 * not exact, the window is computed anew.
 */
function slidingMoments(result: (moments: Moments) => number | null): AccumulatorLike {
  const all = new Deque<Value>();
  let count = 0;
  let sum = 0;
  let sumOfSquares = 0;
  let others = 0;
  let exact = true;
  const change = (value: Value, by: 1 | -1): void =>
    forEachNumber(value, (x) => {
      if (!Number.isSafeInteger(x)) {
        others += by;
        return;
      }
      count += by;
      sum += by * x;
      sumOfSquares += by * x * x;
      exact &&= sumOfSquares <= Number.MAX_SAFE_INTEGER;
    });
  return {
    add(value: Value) {
      all.push(value);
      change(value, 1);
    },
    remove() {
      const { first } = all;
      all.shift();
      if (first !== undefined) change(first, -1);
      return true;
    },
    result() {
      if (others === 0 && exact) {
        const spread = count === 0 ? 0 : exactSpread(count, sum, sumOfSquares);
        return count === 0 ? null : result({ count, sum, sumOfSquares, spread });
      }
      const anew = new CollectedMoments();
      all.forEach((value) => {
        forEachNumber(value, (x) => anew.take(x));
      });
      return anew.resultOf(result);
    },
  };
}

/** The spread of whole numbers from their exact sums. */
function exactSpread(count: number, sum: number, sumOfSquares: number): number {
  const large = count * sumOfSquares;
  if (large <= Number.MAX_SAFE_INTEGER) return (large - sum * sum) / count;
  return Number(BigInt(count) * BigInt(sumOfSquares) - BigInt(sum) ** 2n) / count;
}
