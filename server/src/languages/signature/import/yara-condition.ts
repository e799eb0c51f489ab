import type { Span } from "#base/span.ts";

/** A range of places, or of bytes between two. */
export interface YaraRange {
  readonly min: number;
  readonly max: number;
}

/** A condition of YARA, as far as it is about where and how often strings are found. */
export type YaraCondition =
  | { readonly kind: "and" | "or"; readonly parts: readonly YaraCondition[] }
  | { readonly kind: "not"; readonly part: YaraCondition }
  | { readonly kind: "string"; readonly name: string; readonly at: YaraRange | undefined }
  | { readonly kind: "count"; readonly name: string; readonly op: string; readonly value: number }
  | { readonly kind: "of"; readonly least: number | "all"; readonly names: readonly string[] }
  /** Found behind others: the names from the last to the first, with the bytes between. */
  | { readonly kind: "chain"; readonly links: readonly ChainLink[] }
  | { readonly kind: "unknown"; readonly span: Span };

export interface ChainLink {
  readonly name: string;
  readonly at: YaraRange | undefined;
  /** Bytes between the end of the next link and the start of this one. */
  readonly gap: YaraRange;
}

const NUMBER = "(0x[0-9a-fA-F]+|\\d+)(?:KB|MB)?";
const TOKEN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|([$#@!]\w*\*?|[A-Za-z_][\w.]*|0x[0-9a-fA-F]+|\d+(?:KB|MB)?|\.\.|[<>=!]=|\S)/gy;

interface Token {
  readonly text: string;
  readonly span: Span;
}

/** Reads a condition. Total: parts that are about other things are `unknown`, at their places. */
export function yaraCondition(text: string, span: Span, names: readonly string[]): YaraCondition {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (const match of text.slice(span.start, span.end).matchAll(TOKEN)) {
    const start = span.start + match.index;
    if (match[1] !== undefined || match[0].startsWith('"'))
      tokens.push({ text: match[0], span: { start, end: start + match[0].length } });
  }
  return new ConditionReader(tokens, span, names).read();
}

class ConditionReader {
  readonly #tokens: readonly Token[];
  readonly #span: Span;
  readonly #names: readonly string[];
  #at = 0;

  constructor(tokens: readonly Token[], span: Span, names: readonly string[]) {
    this.#tokens = tokens;
    this.#span = span;
    this.#names = names;
  }

  read(): YaraCondition {
    const read = this.#either(0);
    return this.#at < this.#tokens.length ? { kind: "unknown", span: this.#span } : read;
  }

  #either(depth: number): YaraCondition {
    return this.#joined("or", () => this.#joined("and", () => this.#single(depth)));
  }

  #joined(kind: "and" | "or", next: () => YaraCondition): YaraCondition {
    const first = next();
    const parts = [first];
    while (this.#peek() === kind) {
      this.#at++;
      parts.push(next());
    }
    return parts.length === 1 ? first : { kind, parts };
  }

  #single(depth: number): YaraCondition {
    const start = this.#at;
    if (depth < 60) {
      if (this.#peek() === "not") {
        this.#at++;
        return { kind: "not", part: this.#single(depth + 1) };
      }
      const read = this.#of() ?? this.#string() ?? this.#loop();
      if (read !== undefined && this.#ends()) return read;
      this.#at = start;
      if (this.#peek() === "(") {
        this.#at++;
        const inner = this.#either(depth + 1);
        if (this.#peek() === ")") {
          this.#at++;
          if (this.#ends()) return inner;
        }
      }
    }
    return this.#unknown(start);
  }

  #peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead]?.text ?? "";
  }

  #ends(): boolean {
    return ["", "and", "or", ")"].includes(this.#peek());
  }

  /** Everything up to the next `and`, `or` or closing bracket at this level. */
  #unknown(start: number): YaraCondition {
    this.#at = start;
    let open = 0;
    while (this.#at < this.#tokens.length) {
      const token = this.#peek();
      if (open === 0 && this.#at > start && (token === "and" || token === "or")) break;
      if (token === ")" && open-- === 0) break;
      if (token === "(") open++;
      this.#at++;
    }
    if (this.#at === start) this.#at++;
    const [from, to] = [this.#tokens[start], this.#tokens[Math.max(start, this.#at - 1)]];
    return {
      kind: "unknown",
      span: { start: from?.span.start ?? this.#span.start, end: to?.span.end ?? this.#span.end },
    };
  }

  /** Takes tokens when they have the form: a text for itself, a pattern with groups. */
  #take(...forms: readonly RegExp[]): readonly string[] | undefined {
    const taken: string[] = [];
    for (const [i, form] of forms.entries()) {
      const match = new RegExp(`^(?:${form.source})$`).exec(this.#peek(i));
      if (match === null) return undefined;
      taken.push(match[1] ?? match[0]);
    }
    this.#at += forms.length;
    return taken;
  }

  #string(): YaraCondition | undefined {
    const counted = this.#take(/#(\w+)/, /[<>]|[<>=!]=/, new RegExp(NUMBER));
    if (counted !== undefined) {
      const [name = "", op = "", value] = counted;
      return { kind: "count", name, op: op === "==" ? "=" : op, value: Number(value) };
    }
    const name = this.#take(/\$(\w+)/)?.[0];
    if (name === undefined) return undefined;
    const at = this.#take(/at/, new RegExp(NUMBER))?.[1];
    if (at !== undefined) return { kind: "string", name, at: { min: Number(at), max: Number(at) } };
    const range = this.#take(/in/, /\(/, new RegExp(NUMBER), /\.\./, new RegExp(`${NUMBER}|filesize`), /\)/);
    if (range === undefined) return { kind: "string", name, at: undefined };
    const max = range[4] === "filesize" ? Number.POSITIVE_INFINITY : Number(range[4]);
    return { kind: "string", name, at: { min: Number(range[2]), max } };
  }

  #of(): YaraCondition | undefined {
    const least = this.#take(/any|all|none|\d+/, /of/)?.[0];
    if (least === undefined) return undefined;
    const names = this.#set();
    if (names === undefined || names.length === 0) return undefined;
    if (least === "none") return { kind: "not", part: { kind: "of", least: 1, names } };
    return { kind: "of", least: least === "all" ? "all" : least === "any" ? 1 : Number(least), names };
  }

  #set(): readonly string[] | undefined {
    if (this.#take(/them/) !== undefined) return this.#names;
    if (this.#take(/\(/) === undefined) return undefined;
    const names: string[] = [];
    for (;;) {
      const item = this.#take(/\$(\w*\*?)/)?.[0];
      if (item === undefined) return undefined;
      names.push(
        ...this.#names.filter((name) => (item.endsWith("*") ? name.startsWith(item.slice(0, -1)) : name === item)),
      );
      if (this.#take(/\)/) !== undefined) return [...new Set(names)];
      if (this.#take(/,/) === undefined) return undefined;
    }
  }

  /** `for any i in (1..#a) : ( … )` where the body says how far an earlier string is, as exports write it. */
  #loop(): YaraCondition | undefined {
    const links: ChainLink[] = [];
    const variables: string[] = [];
    for (;;) {
      const head = this.#take(/for/, /any/, /[a-z]/, /in/, /\(/, /1/, /\.\./, /#(\w+)/, /\)/, /:/, /\(/);
      if (head === undefined) return undefined;
      const [variable = "", name = ""] = [head[2], head[7]];
      const bounds = this.#bounds(name, variable, links.at(-1)?.name, variables.at(-1));
      if (bounds === undefined) return undefined;
      const before = links.pop();
      if (before !== undefined) links.push({ ...before, gap: bounds.gap });
      links.push({ name, at: bounds.at, gap: { min: 0, max: Number.POSITIVE_INFINITY } });
      variables.push(variable);
      if (this.#peek() !== "for") break;
    }
    for (const _ of links) if (this.#take(/\)/) === undefined) return undefined;
    return links.length < 2 ? undefined : { kind: "chain", links };
  }

  /** Comparisons of a string's place: its own, and the bytes up to the string that follows it. */
  #bounds(name: string, variable: string, next: string | undefined, nextVariable: string | undefined) {
    const gap = { min: 0, max: Number.POSITIVE_INFINITY };
    const at = { min: 0, max: Number.POSITIVE_INFINITY };
    const own = [new RegExp(`@${name}`), /\[/, new RegExp(variable), /\]/];
    let stated = false;
    while (this.#peek() !== "for" && this.#peek() !== ")") {
      const following =
        next === undefined ? [] : [new RegExp(`@${next}`), /\[/, new RegExp(nextVariable ?? ""), /\]/, /-/];
      const length = next === undefined ? [] : [/-/, new RegExp(`!${name}`), /\[/, new RegExp(variable), /\]/];
      const compared = this.#take(...following, ...own, ...length, /[<>]=/, /\d+/);
      const placed = compared ?? this.#take(...own, /[<>]=/, /\d+/);
      if (placed === undefined) return undefined;
      const bounds = compared !== undefined && next !== undefined ? gap : at;
      if (bounds === at) stated = true;
      bounds[placed.at(-2) === ">=" ? "min" : "max"] = Number(placed.at(-1));
      if (this.#take(/and/) === undefined && this.#peek() !== ")") return undefined;
    }
    return { gap, at: stated ? at : undefined };
  }
}
