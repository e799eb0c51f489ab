/** Computes a value on first call and keeps it. */
export function once<T>(compute: () => T): () => T {
  let state: { readonly value: T } | undefined;
  return () => {
    state ??= { value: compute() };
    return state.value;
  };
}

/** A map that forgets the least recently used entry beyond `capacity`. */
export class LruMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #capacity: number;
  /** The entry that was asked for last: repeated questions need no reordering. */
  #last: { readonly key: K; readonly value: V } | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
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
    if (this.#entries.size > this.#capacity) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    return value;
  }
}
