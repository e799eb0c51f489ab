/** The entry of a dictionary; the files are written by our generator, so a wrong number is a broken file. */
export function entry<T>(dictionary: readonly T[], at: number): T {
  const value = dictionary[at];
  if (value === undefined) throw new Error(`The catalog has no entry ${at}.`);
  return value;
}

/** Entries of a dictionary by their numbers. */
export function entries<T>(dictionary: readonly T[], at: readonly number[]): readonly T[] {
  return Object.freeze(at.map((i) => entry(dictionary, i)));
}

/** Writes out runs: -k stands for the k numbers after the one before it. */
export function unrolled(runs: readonly number[]): readonly number[] {
  const out: number[] = [];
  let last = 0;
  for (const n of runs) {
    if (n >= 0) {
      out.push(n);
      last = n;
    } else for (let i = 0; i > n; i--) out.push(++last);
  }
  return out;
}

/** Groups values under a key, each group in the order given. */
export function grouped<K, T>(values: Iterable<T>, keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** Indexes values by a key; the first of equal keys stays. */
export function indexed<K, T>(values: Iterable<T>, keyOf: (value: T) => K): ReadonlyMap<K, T> {
  const index = new Map<K, T>();
  for (const value of values) {
    const key = keyOf(value);
    if (!index.has(key)) index.set(key, value);
  }
  return index;
}

type OptionalKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T];

/** The properties of a fact, where optional ones may be given as undefined or null. */
export type Given<T> = Omit<T, OptionalKeys<T>> & { readonly [K in OptionalKeys<T>]?: T[K] | undefined | null };

/** Freezes a fact; properties that are undefined or null are left out, as `exactOptionalPropertyTypes` wants. */
export function fact<T extends object>(properties: Given<T>): T;
export function fact(properties: Record<string, unknown>): object {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    out[key] = Array.isArray(value) ? Object.freeze(value) : value;
  }
  return Object.freeze(out);
}

/** Words of a text in lower case, split at everything that is no letter or digit. */
export function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * How well a text answers the words asked for: 0 when one of them begins no word of the text, else higher for whole
 * words, for a beginning at the front and for shorter texts.
 */
export function wordScore(asked: readonly string[], text: string): number {
  const own = words(text);
  let score = 0;
  for (const word of asked) {
    let best = 0;
    for (const [i, candidate] of own.entries()) {
      if (candidate === word) best = Math.max(best, i === 0 ? 4 : 3);
      else if (candidate.startsWith(word)) best = Math.max(best, i === 0 ? 2.5 : 2);
    }
    if (best === 0) return 0;
    score += best;
  }
  return asked.length === 0 ? 0 : score / asked.length + 1 / (1 + own.length);
}
