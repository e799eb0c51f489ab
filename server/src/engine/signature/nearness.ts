import type { ElementMatch } from "./find-element.ts";

/** Where a match begins and ends in its scope; undefined for decoded facts. */
export const startOf = ({ ranges }: ElementMatch): number | undefined => ranges[0]?.start;
/** Where a match ends; undefined for one without bytes. */
export const endOf = ({ ranges }: ElementMatch): number | undefined => ranges.at(-1)?.end;

/**
 * The matches that lie with one match of each list in a window of so many bytes of their scope. A window may begin where one of
 * the matches in it does, so these places alone are tried; n matches cost n·log n.
 */
export function nearOnes(
  own: readonly ElementMatch[],
  lists: readonly (readonly ElementMatch[])[],
  within: number,
): readonly ElementMatch[] {
  const scopes = new Map<ElementMatch["scope"], Windows>();
  return own.filter((match) => {
    const [start, end] = [startOf(match), endOf(match)];
    if (start === undefined || end === undefined || end - start > within) return false;
    let windows = scopes.get(match.scope);
    if (windows === undefined) {
      windows = new Windows(
        lists.map((list) => list.filter(({ scope }) => scope === match.scope)),
        within,
      );
      scopes.set(match.scope, windows);
    }
    return windows.someHolds(start, end);
  });
}

/** The matches of one list by where they begin, with the first end of all that begin there or later. */
interface Sorted {
  readonly starts: readonly number[];
  readonly firstEnd: readonly number[];
}

/** The windows of one scope that hold a match of each list. */
class Windows {
  readonly #within: number;
  readonly #lists: readonly Sorted[];
  /** Where such windows begin, in order, as far as a match of a list begins there. */
  readonly #begins: readonly number[];

  constructor(lists: readonly (readonly ElementMatch[])[], within: number) {
    this.#within = within;
    this.#lists = lists.map(sorted);
    const begins = [...new Set(this.#lists.flatMap(({ starts }) => starts))].sort((a, b) => a - b);
    this.#begins = begins.filter((begin) => this.#holds(begin));
  }

  /** Whether such a window holds the bytes from `start` to `end` too. */
  someHolds(start: number, end: number): boolean {
    const next = this.#begins[firstFrom(this.#begins, end - this.#within)];
    return (next !== undefined && next <= start) || this.#holds(start);
  }

  #holds(begin: number): boolean {
    return this.#lists.every(({ starts, firstEnd }) => {
      const end = firstEnd[firstFrom(starts, begin)];
      return end !== undefined && end <= begin + this.#within;
    });
  }
}

function sorted(matches: readonly ElementMatch[]): Sorted {
  const places = matches.flatMap((match) => {
    const [start, end] = [startOf(match), endOf(match)];
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
  places.sort((a, b) => a.start - b.start);
  const firstEnd: number[] = new Array(places.length);
  let least = Number.POSITIVE_INFINITY;
  for (let i = places.length - 1; i >= 0; i--) {
    least = Math.min(least, places[i]?.end ?? least);
    firstEnd[i] = least;
  }
  return { starts: places.map(({ start }) => start), firstEnd };
}

/** The index of the first number that is at least `from`. */
function firstFrom(numbers: readonly number[], from: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
