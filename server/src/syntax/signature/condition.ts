import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";

/** A condition over named elements, as Sigma writes it, with counts. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly span: Span; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly span: Span; readonly part: Condition }
  | { readonly kind: "name"; readonly span: Span; readonly name: string }
  /** `2 of x*`, `all of them`; names with the pattern are meant. */
  | { readonly kind: "of"; readonly span: Span; readonly count: number | "all"; readonly pattern: string }
  | {
      readonly kind: "count";
      readonly span: Span;
      readonly name: string;
      readonly op: CountOperator;
      readonly value: number;
    };

export type CountOperator = ">=" | "<=" | ">" | "<" | "=" | "!=";

export interface ParsedCondition {
  readonly tree: Condition | undefined;
  readonly problems: readonly Problem[];
}

const TOKEN = /\s*(?:(\(|\))|(>=|<=|==|!=|>|<|=)|(#?[\w.*-]+)|(\S))/gy;
const MAX_DEPTH = 100;

interface Token {
  readonly text: string;
  readonly span: Span;
}

/** Parses `a and (b or not c)`, `1 of x*`, `all of them`, `#name >= 3`. Total: problems stand at their places. */
export function parseCondition(text: string): ParsedCondition {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const token = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (token === undefined) break;
    const end = match.index + match[0].length;
    tokens.push({ text: token, span: { start: end - token.length, end } });
  }
  const parser = new ConditionParser(tokens, text.length);
  const tree = parser.either(0);
  parser.expectEnd();
  return { tree, problems: parser.problems };
}

class ConditionParser {
  readonly problems: Problem[] = [];
  readonly #tokens: readonly Token[];
  readonly #length: number;
  #at = 0;

  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens;
    this.#length = length;
  }

  either(depth: number): Condition | undefined {
    return this.#joined("or", () => this.#joined("and", () => this.#single(depth)));
  }

  expectEnd(): void {
    const token = this.#tokens[this.#at];
    if (token !== undefined && this.problems.length === 0)
      this.#problem(`"${token.text}" is not expected here.`, token.span);
  }

  #joined(kind: "and" | "or", next: () => Condition | undefined): Condition | undefined {
    const first = next();
    const parts = first === undefined ? [] : [first];
    while (this.#takes(kind)) {
      const part = next();
      if (part !== undefined) parts.push(part);
    }
    const [only] = parts;
    if (only === undefined || parts.length === 1) return only;
    return { kind, span: { start: only.span.start, end: parts.at(-1)?.span.end ?? only.span.end }, parts };
  }

  #single(depth: number): Condition | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || /^(?:and|or|of|\))$/i.test(token.text)) {
      return this.#problem(
        "An element or a bracket is expected here.",
        token?.span ?? { start: Math.max(0, this.#length - 1), end: this.#length },
      );
    }
    if (depth > MAX_DEPTH) return this.#problem("The condition is nested too deep.", token.span);
    this.#at++;
    if (/^not$/i.test(token.text)) {
      const part = this.#single(depth + 1);
      return part && { kind: "not", span: { start: token.span.start, end: part.span.end }, part };
    }
    if (token.text === "(") return this.#bracket(token, depth);
    if (token.text.startsWith("#")) return this.#count(token);
    if (/^(?:\d+|all|any)$/i.test(token.text) && this.#takes("of")) return this.#of(token);
    if (/^[\w.*-]+$/.test(token.text)) return { kind: "name", span: token.span, name: token.text };
    return this.#problem(`"${token.text}" has no meaning in a condition.`, token.span);
  }

  #bracket(open: Token, depth: number): Condition | undefined {
    const inner = this.either(depth + 1);
    if (this.#tokens[this.#at]?.text !== ")") return this.#problem('"(" is not closed.', open.span);
    this.#at++;
    return inner;
  }

  #count(token: Token): Condition | undefined {
    const [op, value] = [this.#tokens[this.#at], this.#tokens[this.#at + 1]];
    const operator = /^(?:>=|<=|==|!=|>|<|=)$/.exec(op?.text ?? "")?.[0];
    if (operator === undefined || value === undefined || !/^\d+$/.test(value.text))
      return this.#problem(`A count is compared with a number, such as ${token.text} >= 3.`, token.span);
    this.#at += 2;
    const span = { start: token.span.start, end: value.span.end };
    const same = operator === "==" ? "=" : (operator as CountOperator);
    return { kind: "count", span, name: token.text.slice(1), op: same, value: Number(value.text) };
  }

  #of(token: Token): Condition | undefined {
    const name = this.#tokens[this.#at];
    if (name === undefined || !/^[\w.*-]+$/.test(name.text))
      return this.#problem('"of" is followed by a name with * or by them.', token.span);
    this.#at++;
    const word = token.text.toLowerCase();
    const count = word === "all" ? "all" : word === "any" ? 1 : Number(word);
    const pattern = name.text.toLowerCase() === "them" ? "*" : name.text;
    return { kind: "of", span: { start: token.span.start, end: name.span.end }, count, pattern };
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.text.toLowerCase() !== word) return false;
    this.#at++;
    return true;
  }

  #problem(message: string, span: Span): undefined {
    this.problems.push({ code: "signature/condition", severity: "error", span, message });
    return undefined;
  }
}
