/** The smallest of any run of values, in constant time after one pass of n·log n. */
export class RangeMinimum {
  readonly #levels: Float64Array[];

  constructor(values: readonly number[]) {
    let level = Float64Array.from(values);
    this.#levels = [level];
    for (let width = 1; 2 * width <= values.length; width *= 2) {
      const next = new Float64Array(level.length - width);
      for (let i = 0; i < next.length; i++) next[i] = Math.min(level[i] ?? 0, level[i + width] ?? 0);
      this.#levels.push(next);
      level = next;
    }
  }

  /** The smallest value from index `from` up to but not with `to`; undefined when there is none. */
  between(from: number, to: number): number | undefined {
    if (from >= to) return undefined;
    const power = 31 - Math.clz32(to - from);
    const level = this.#levels[power];
    const [first, last] = [level?.[from], level?.[to - (1 << power)]];
    return first === undefined || last === undefined ? undefined : Math.min(first, last);
  }
}
