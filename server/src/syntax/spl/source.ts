import { closest } from "#base/closest.ts";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Subsearch } from "./ast.ts";
import { type Brackets, matchBrackets } from "./brackets.ts";
import type { CommandWords, Vocabulary } from "./grammar.ts";
import type { Token } from "./tokens.ts";

/** Nesting beyond this is reported and not read further, so that no input overflows the stack. */
export const MAX_DEPTH = 200;

/** What all parts of one parse share: the text, its tokens, the words of the language, and the problems found so far. */
export class Source {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly vocabulary: Vocabulary;
  readonly brackets: Brackets;
  readonly problems: Problem[];
  /** Reads the subsearch whose bracket is the token of that index; set by the pipeline parser. */
  readonly subsearch: (source: Source, bracket: number, role: Subsearch["role"]) => Subsearch;
  readonly #reported = new Set<number>();
  #depth = 0;
  #subsearchDepth = 0;

  constructor(
    text: string,
    tokens: readonly Token[],
    vocabulary: Vocabulary,
    scanProblems: readonly Problem[],
    subsearch: Source["subsearch"],
    level = 0,
  ) {
    this.#depth = level;
    this.text = text;
    this.tokens = tokens;
    this.vocabulary = vocabulary;
    this.brackets = matchBrackets(text, tokens, vocabulary);
    this.problems = [];
    this.subsearch = subsearch;
    for (const problem of scanProblems) this.report(problem);
    this.#reportStrays();
  }

  #reportStrays(): void {
    for (const index of this.brackets.stray) {
      const token = this.tokens[index];
      if (token === undefined) continue;
      const text = this.text.slice(token.span.start, token.span.end);
      this.error(text === "]" ? "E-BRCLOSE" : "E-BROPEN", token.span, `Mismatched '${text}'.`, {
        help: "Square brackets enclose a subsearch; as text they need double quotes.",
        fix: { title: `Remove '${text}'`, edits: [{ span: token.span, text: "" }] },
      });
    }
  }

  /** Adds a problem unless its first token has one already. */
  report(problem: Problem): void {
    const token = this.indexAt(Math.min(problem.span.start, Math.max(0, this.text.length - 1)));
    // A gap at the end of a token belongs to what follows, which has no token of its own: key it apart.
    const key = problem.span.start === problem.span.end ? -1 - problem.span.start : token;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.problems.push(problem);
  }

  /** Whether the token at an offset has a problem already. */
  hasProblemAt(offset: number): boolean {
    return this.#reported.has(this.indexAt(offset));
  }

  /** Reports an error. */
  error(code: string, span: Span, message: string, more: Pick<Problem, "help" | "fix"> = {}): void {
    this.report({ code, span, message, severity: "error", ...more });
  }

  /** The known name nearest to a mistyped one, if one is near enough. */
  nearest(kind: "command" | "aggregation" | "function", word: string): string | undefined {
    return closest(word, this.vocabulary.names?.(kind) ?? []);
  }

  /** How deep the reading is nested at the moment. */
  get level(): number {
    return this.#depth;
  }

  /** The index of the token that covers an offset; the number of tokens at and beyond the end. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.span.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Runs `read` one level deeper, or reports that the nesting is too deep and gives `otherwise`. Every recursion of the
   * parser goes through here.
   */
  nested<T>(at: Span, read: () => T, otherwise: () => T): T {
    if (this.#depth >= MAX_DEPTH) {
      this.error("E-DEPTH", at, `Expressions are nested more than ${MAX_DEPTH} levels deep; the rest is not read.`);
      return otherwise();
    }
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  /** The same for subsearches, of which Splunk allows eight levels. `read` gets the new level. */
  nestedSubsearch<T>(read: (depth: number) => T): T {
    this.#subsearchDepth++;
    try {
      return read(this.#subsearchDepth);
    } finally {
      this.#subsearchDepth--;
    }
  }
}

export type KnownCommand = CommandWords;
