import { ALL_CLASSES, type CharClasses, overlap, together } from "./char-classes.ts";
import { type Ends, Positions } from "./regex-positions.ts";
import type { RegexNode } from "./regex-tree.ts";

/** More places than this are not looked through. */
const MOST_POSITIONS = 2000;
const MOST_EDGES = 60_000;
/** Pairs of places of a loop that are followed together at most. */
const MOST_PAIRS = 40_000;

/** The automaton of a pattern: its places (Glushkov's positions), and which may follow which; null when it has too many. */
export function automatonOf(tree: RegexNode, unanchored: boolean): Automaton | null {
  const positions = new Positions(MOST_POSITIONS, MOST_EDGES);
  const start: Ends | null = unanchored ? positions.searching() : null;
  const body = positions.add(tree);
  if (start !== null) positions.join(start, body);
  if (positions.isFull) return null;
  const entry = start ?? body;
  return new Automaton(positions, entry.first);
}

/** What of a pattern's automaton decides how long a search takes. */
export class Automaton {
  readonly #classes: readonly CharClasses[];
  readonly #next: readonly (readonly number[])[];
  readonly #doubled: ReadonlySet<number>;
  readonly #first: readonly number[];
  readonly #ways: number;

  constructor({ classes, next, doubled, ways }: Positions, first: readonly number[]) {
    this.#classes = classes;
    this.#next = next;
    this.#doubled = doubled;
    this.#first = first;
    this.#ways = ways;
  }

  /** The loops: places that lead back to each other, in the order in which a match goes through them. */
  loops(): readonly (readonly number[])[] {
    return components(this.#next)
      .reverse()
      .filter((part) => {
        const [only = -1] = part;
        return part.length > 1 || (this.#next[only] ?? []).includes(only);
      });
  }

  /** Whether one text may be gone through a loop in two ways: the ways then double with every round. */
  isAmbiguous(loop: readonly number[]): boolean {
    if (loop.some((place) => this.#doubled.has(place))) return true;
    const inside = new Set(loop);
    const next = (place: number) => (this.#next[place] ?? []).filter((to) => inside.has(to));
    if (loop.every((place) => !this.#hasOverlap(next(place)))) return false;
    if (loop.length ** 2 > MOST_PAIRS) return true;
    return this.#splitsAndMeets(loop, next);
  }

  #hasOverlap(places: readonly number[]): boolean {
    return places.some((a, i) => places.slice(i + 1).some((b) => this.#overlap(a, b)));
  }

  #overlap(a: number, b: number): boolean {
    return overlap(this.#classes[a] ?? ALL_CLASSES, this.#classes[b] ?? ALL_CLASSES);
  }

  /** Whether two walks from one place of a loop can take different ways on the same text and meet again. */
  #splitsAndMeets(loop: readonly number[], next: (place: number) => readonly number[]): boolean {
    const size = this.#next.length;
    const open = loop.map((place) => place * size + place);
    const seen = new Set(open);
    const apart = new Set<number>();
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      const [a, b] = [Math.floor(pair / size), pair % size];
      for (const x of next(a)) {
        for (const y of next(b)) {
          if (!this.#overlap(x, y)) continue;
          if (x === y && a !== b) return true;
          const to = x * size + y;
          if (x !== y) apart.add(to);
          if (!seen.has(to)) {
            seen.add(to);
            open.push(to);
          }
        }
      }
    }
    return false;
  }

  /** Whether a walk leads from one loop to another; `shared`: on characters that both loops take. */
  reaches(from: readonly number[], to: readonly number[], shared: boolean): boolean {
    const goal = new Set(to);
    const both = [
      together(from.map((at) => this.#classes[at] ?? ALL_CLASSES)),
      together(to.map((at) => this.#classes[at] ?? ALL_CLASSES)),
    ];
    const passes = (place: number) =>
      !shared || both.every((classes) => overlap(classes, this.#classes[place] ?? ALL_CLASSES));
    const open = [...from];
    const seen = new Set(open);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const place of this.#next[at] ?? []) {
        if (seen.has(place) || !passes(place)) continue;
        if (goal.has(place)) return true;
        seen.add(place);
        open.push(place);
      }
    }
    return false;
  }

  /** How many ways there are at most through the parts that are no loops: the product of what one character may begin. */
  branching(): number {
    const ways = new Map<number, number>();
    const order = components(this.#next);
    for (const part of order) {
      let best = 1;
      for (const place of part) for (const to of this.#next[place] ?? []) best = Math.max(best, ways.get(to) ?? 1);
      const onward = part.flatMap((place) => (this.#next[place] ?? []).filter((to) => !part.includes(to)));
      for (const place of part) ways.set(place, best * this.#widest(onward));
    }
    return this.#ways * this.#widest(this.#first) * Math.max(1, ...this.#first.map((place) => ways.get(place) ?? 1));
  }

  /** How many of these places one character may enter at most. */
  #widest(places: readonly number[]): number {
    if (places.length < 2) return 1;
    return Math.max(...places.map((a) => places.filter((b) => this.#overlap(a, b)).length));
  }
}

/** The strongly connected parts of a graph (Tarjan), those that come last first. */
function components(next: readonly (readonly number[])[]): number[][] {
  const found: number[][] = [];
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const held = new Set<number>();
  const visit = (place: number): void => {
    index.set(place, index.size);
    low.set(place, index.size - 1);
    stack.push(place);
    held.add(place);
    for (const to of next[place] ?? []) {
      if (!index.has(to)) visit(to);
      if (held.has(to)) low.set(place, Math.min(low.get(place) ?? 0, low.get(to) ?? 0));
    }
    if (low.get(place) !== index.get(place)) return;
    const part = stack.splice(stack.indexOf(place));
    for (const one of part) held.delete(one);
    found.push(part);
  };
  for (const place of next.keys()) if (!index.has(place)) visit(place);
  return found;
}
