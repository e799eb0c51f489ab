import type { Span } from "#base/span.ts";
import type { Expectation, Missing } from "./ast.ts";
import type { Source } from "./source.ts";
import type { Token } from "./tokens.ts";

/**
 * A place in a part of the text that moves forward: `peek` looks at the next token beyond spaces and comments, `eat`
 * consumes it, `missing` makes a node where something should be. A token may be consumed in pieces (`moveTo`), since what
 * a word is made of depends on the context.
 */
export class Cursor {
  readonly source: Source;
  readonly end: number;
  #at: number;
  #lastEnd: number;
  #index: number;
  #steps = 0;

  constructor(source: Source, start: number, end: number) {
    this.source = source;
    this.end = end;
    this.#at = start;
    this.#lastEnd = start;
    this.#index = source.indexAt(start);
  }

  get text(): string {
    return this.source.text;
  }

  /** The offset of what comes next, spaces included. */
  get at(): number {
    return this.#at;
  }

  /** The end of what was consumed last. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  /** The token at the place, unless the end is reached; spaces and comments are not skipped. */
  get raw(): Token | undefined {
    if (this.#at >= this.end) return undefined;
    const { tokens } = this.source;
    while ((tokens[this.#index]?.span.end ?? Number.POSITIVE_INFINITY) <= this.#at) this.#index++;
    return tokens[this.#index];
  }

  /** The index of the token at the place. */
  get tokenIndex(): number {
    return this.raw === undefined ? this.source.tokens.length : this.#index;
  }

  /** Skips spaces and comments; whether there were any. */
  skip(): boolean {
    const before = this.#at;
    for (let token = this.raw; token?.kind === "space" || token?.kind === "comment"; token = this.raw) {
      this.#at = Math.min(token.span.end, this.end);
    }
    return this.#at > before;
  }

  /** The next token, spaces and comments skipped. */
  peek(): Token | undefined {
    this.skip();
    return this.raw;
  }

  /** Whether nothing but spaces and comments is left. */
  get done(): boolean {
    return this.peek() === undefined;
  }

  /** What is left of the token at the place, as text. */
  get rest(): string {
    const token = this.raw;
    return token === undefined ? "" : this.text.slice(this.#at, Math.min(token.span.end, this.end));
  }

  /** The next token as text, or the part of it that is not consumed yet. */
  peekText(): string {
    this.skip();
    return this.rest;
  }

  /** The code unit at an offset from the place, empty beyond the end. */
  char(ahead = 0): string {
    const offset = this.#at + ahead;
    return offset < this.end ? (this.text[offset] ?? "") : "";
  }

  /** Consumes up to `offset`. */
  moveTo(offset: number): Span {
    const start = this.#at;
    const end = Math.min(Math.max(offset, start), this.end);
    this.#at = end;
    this.#lastEnd = end;
    this.#steps = 0;
    return { start, end };
  }

  /** Skips to where a construct begins; gaps from here on are within it. */
  begin(): number {
    this.skip();
    this.#lastEnd = this.#at;
    return this.#at;
  }

  /** Consumes the next token, or what is left of it. */
  eat(): Span {
    const token = this.peek();
    return this.moveTo(token === undefined ? this.#at : token.span.end);
  }

  /** Goes back to a place noted before. */
  reset(mark: Mark): void {
    this.#at = mark.at;
    this.#lastEnd = mark.lastEnd;
    this.#index = mark.index;
  }

  mark(): Mark {
    return { at: this.#at, lastEnd: this.#lastEnd, index: this.#index };
  }

  /** A cursor over a part of what is left. */
  within(start: number, end: number): Cursor {
    return new Cursor(this.source, start, Math.min(end, this.end));
  }

  /** A missing node after what was consumed last. */
  missing(expects: Expectation): Missing {
    return { kind: "missing", span: { start: this.#lastEnd, end: this.#lastEnd }, expects };
  }

  /** The span from `start` to the end of what was consumed last. */
  since(start: number): Span {
    return { start, end: Math.max(start, this.#lastEnd) };
  }

  /**
   * To be called once in every turn of a loop: whether to go on. A loop that turns without consuming anything is a mistake
   * of the parser; it is ended and reported, so that tests find it and no user waits for it.
   */
  turn(): boolean {
    if (++this.#steps <= 1000) return true;
    this.source.error("E-STUCK", { start: this.#at, end: this.end }, "This part could not be read.");
    this.moveTo(this.end);
    return false;
  }
}

interface Mark {
  readonly at: number;
  readonly lastEnd: number;
  readonly index: number;
}
