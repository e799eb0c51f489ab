/** One more entry, and those that were added before it. */
interface Change<K, V> {
  readonly key: K;
  readonly value: V;
  readonly older: Change<K, V> | undefined;
}

/** So many entries are added before the map is copied: each is looked at by a lookup. */
const MOST = 12;

/**
 * A map that was made of another by entries put into it, without a copy of the other each time: it behaves in all as the
 * `Map` with the same entries set in the same order.
 */
export class GrownMap<K, V> implements ReadonlyMap<K, V> {
  readonly #base: ReadonlyMap<K, V>;
  readonly #newest: Change<K, V> | undefined;
  readonly #count: number;
  #whole: ReadonlyMap<K, V> | undefined;

  private constructor(base: ReadonlyMap<K, V>, newest: Change<K, V> | undefined, count: number) {
    this.#base = base;
    this.#newest = newest;
    this.#count = count;
  }

  /** The map with entries put into it, one after the other; the map itself stays as it is. */
  static of<K, V>(map: ReadonlyMap<K, V>, entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
    let base = map;
    let newest: Change<K, V> | undefined;
    let count = 0;
    if (map instanceof GrownMap) {
      const grown: GrownMap<K, V> = map;
      base = grown.#whole ?? grown.#base;
      newest = grown.#whole === undefined ? grown.#newest : undefined;
      count = grown.#whole === undefined ? grown.#count : 0;
    }
    for (const [key, value] of entries) {
      if (count === MOST) {
        base = copied(base, newest);
        newest = undefined;
        count = 0;
      }
      newest = { key, value, older: newest };
      count += 1;
    }
    return new GrownMap(base, newest, count);
  }

  get(key: K): V | undefined {
    if (this.#whole !== undefined) return this.#whole.get(key);
    for (let change = this.#newest; change !== undefined; change = change.older) {
      if (change.key === key) return change.value;
    }
    return this.#base.get(key);
  }

  has(key: K): boolean {
    if (this.#whole !== undefined) return this.#whole.has(key);
    for (let change = this.#newest; change !== undefined; change = change.older) {
      if (change.key === key) return true;
    }
    return this.#base.has(key);
  }

  get size(): number {
    return this.#all.size;
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this.#all) visit(value, key, this);
  }

  entries(): MapIterator<[K, V]> {
    return this.#all.entries();
  }

  keys(): MapIterator<K> {
    return this.#all.keys();
  }

  values(): MapIterator<V> {
    return this.#all.values();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.#all.entries();
  }

  get #all(): ReadonlyMap<K, V> {
    this.#whole ??= copied(this.#base, this.#newest);
    return this.#whole;
  }
}

function copied<K, V>(base: ReadonlyMap<K, V>, newest: Change<K, V> | undefined): Map<K, V> {
  const whole = new Map(base);
  const changes: Change<K, V>[] = [];
  for (let change = newest; change !== undefined; change = change.older) changes.push(change);
  for (const { key, value } of changes.toReversed()) whole.set(key, value);
  return whole;
}
