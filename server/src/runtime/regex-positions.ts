import { ALL_CLASSES, type CharClasses, classesOf } from "./char-classes.ts";
import type { RegexNode } from "./regex-tree.ts";

/** Where a part of a pattern begins and ends, and whether it may take nothing. */
export interface Ends {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const NOTHING: Ends = { first: [], last: [], nullable: true };
/** Copies of a counted part that are made; with more it counts as a loop. */
const MOST_COPIES = 64;

/** Numbers the places of a pattern that take a character, and collects which may follow which. */
export class Positions {
  readonly classes: CharClasses[] = [];
  readonly next: number[][] = [];
  /** Places that another follows in two ways: the same text can be gone through in both. */
  readonly doubled = new Set<number>();
  readonly #known: Set<number>[] = [];
  readonly #most: number;
  readonly #mostEdges: number;
  /** In how many ways parts that take nothing can do so. */
  ways = 1;
  #edges = 0;
  #unclear = false;

  constructor(most: number, mostEdges: number) {
    this.#most = most;
    this.#mostEdges = mostEdges;
  }

  /** Nothing can be said of the pattern: it has too many places, or goes round without taking anything. */
  get isFull(): boolean {
    return this.#unclear || this.classes.length > this.#most || this.#edges > this.#mostEdges;
  }

  /** The loop over what stands in front of a match. */
  searching(): Ends {
    const at = this.#place(ALL_CLASSES);
    this.#follow([at], [at]);
    return { first: [at], last: [at], nullable: true };
  }

  /** One part behind another. */
  join(a: Ends, b: Ends): Ends {
    this.#follow(a.last, b.first);
    return {
      first: a.nullable ? [...a.first, ...b.first] : a.first,
      last: b.nullable ? [...b.last, ...a.last] : b.last,
      nullable: a.nullable && b.nullable,
    };
  }

  add(node: RegexNode): Ends {
    if (this.isFull) return NOTHING;
    switch (node.kind) {
      case "sequence":
        return node.items.reduce((ends, item) => this.join(ends, this.add(item)), NOTHING);
      case "choice":
        return this.#either(node.options.map((option) => this.add(option)));
      case "char":
      case "set":
        return this.#single(classesOf(node));
      case "back":
        // Any text, of which nothing is known.
        return { ...this.#repeated(this.#single(ALL_CLASSES)), nullable: true };
      case "group":
      case "plain":
      case "atomic":
        return this.add(node.body);
      case "repeat":
        return this.#repeat(node);
      case "look":
      case "assertion":
      case "keep":
        return NOTHING;
    }
  }

  #repeat({ body, min, max }: RegexNode & { kind: "repeat" }): Ends {
    if (max === 0) return NOTHING;
    const before = this.ways;
    const one = this.add(body);
    if (max === 1) return min === 0 ? { ...one, nullable: true } : one;
    const single = body.kind === "char" || body.kind === "set";
    if (!single || max > MOST_COPIES) {
      const ends = this.#repeated(one);
      // Which rounds take nothing, and in which way, is a choice of its own.
      if (this.ways > before || (one.nullable && min > 1)) this.#unclear = true;
      return min === 0 ? { ...ends, nullable: true } : ends;
    }
    const last = min < 2 ? [...one.last] : [];
    let copied = one;
    for (let copy = 2; copy <= max && !this.isFull; copy++) {
      const next = this.add(body);
      this.#follow(copied.last, next.first);
      if (copy >= min) last.push(...next.last);
      copied = next;
    }
    return { first: one.first, last, nullable: min === 0 };
  }

  #either(options: readonly Ends[]): Ends {
    this.ways *= Math.max(1, options.filter(({ nullable }) => nullable).length);
    return {
      first: options.flatMap(({ first }) => first),
      last: options.flatMap(({ last }) => last),
      nullable: options.some(({ nullable }) => nullable),
    };
  }

  #repeated(ends: Ends): Ends {
    this.#follow(ends.last, ends.first);
    return ends;
  }

  #single(classes: CharClasses): Ends {
    const at = this.#place(classes);
    return { first: [at], last: [at], nullable: false };
  }

  #place(classes: CharClasses): number {
    this.classes.push(classes);
    this.next.push([]);
    this.#known.push(new Set());
    return this.classes.length - 1;
  }

  #follow(from: readonly number[], to: readonly number[]): void {
    this.#edges += from.length * to.length;
    if (this.isFull) return;
    for (const a of from) {
      for (const b of to) {
        if (this.#known[a]?.has(b) === true) this.doubled.add(a);
        this.#known[a]?.add(b);
        this.next[a]?.push(b);
      }
    }
  }
}
