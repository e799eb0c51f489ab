/** Computes a value on first call and keeps it. */
export function once<T>(compute: () => T): () => T {
  let state: { readonly value: T } | undefined;
  return () => {
    state ??= { value: compute() };
    return state.value;
  };
}

/** A map that forgets the least recently used entries beyond `capacity`: how many, or what the keys weigh together. */
export class LruMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #capacity: number;
  readonly #weigh: (key: K) => number;
  #weight = 0;
  /** The entry that was asked for last: repeated questions need no reordering. */
  #last: { readonly key: K; readonly value: V } | undefined;

  constructor(capacity: number, weigh: (key: K) => number = () => 1) {
    this.#capacity = capacity;
    this.#weigh = weigh;
  }

  /** The value kept for a key, computed and kept when it is not there yet. */
  getOrCompute(key: K, compute: () => V): V {
    if (this.#last !== undefined && this.#last.key === key) return this.#last.value;
    const value = this.#find(key, compute);
    this.#last = { key, value };
    return value;
  }

  #find(key: K, compute: () => V): V {
    const found = this.#entries.get(key);
    if (found !== undefined || this.#entries.has(key)) {
      this.#entries.delete(key);
      this.#entries.set(key, found as V);
      return found as V;
    }
    const value = compute();
    this.#entries.set(key, value);
    this.#weight += this.#weigh(key);
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#capacity || this.#entries.size === 1) break;
      this.#entries.delete(oldest);
      this.#weight -= this.#weigh(oldest);
    }
    return value;
  }
}
