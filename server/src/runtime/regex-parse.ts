import type { Span } from "#base/span.ts";
import { anyBut, readClass, readEscape } from "./regex-class.ts";
import { countGroups, strangeGroup } from "./regex-group.ts";
import { letterNode } from "./regex-letter.ts";
import { readQuantifier } from "./regex-quantifier.ts";
import { RegexFault, type RegexNode, unsupported } from "./regex-tree.ts";

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
  /** Quantifiers are lazy unless marked greedy. */
  readonly U: boolean;
}

/** As PCRE has it. */
const DEPTH = 250;

/** Parses a PCRE pattern; throws a {@link RegexFault}. `ignoreCase` is how it begins. */
export function parseRegex(
  pattern: string,
  ignoreCase: boolean,
): { readonly tree: RegexNode; readonly groups: number } {
  const parser = new Parser(pattern);
  const tree = parser.choice({ i: ignoreCase, m: false, s: false, x: false, U: false }, 0);
  parser.expectEnd();
  return { tree, groups: parser.groups };
}

class Parser {
  groups = 0;
  readonly #pattern: string;
  readonly #total: number;
  #at = 0;
  /** Options set inside a group hold to its end, across alternatives. */
  #flags: Flags = { i: false, m: false, s: false, x: false, U: false };

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#total = countGroups(pattern);
  }

  expectEnd(): void {
    if (this.#at < this.#pattern.length) {
      throw new RegexFault("unmatched closing parenthesis", { start: this.#at, end: this.#at + 1 });
    }
  }

  choice(flags: Flags, depth: number): RegexNode {
    if (depth > DEPTH) throw new RegexFault("parentheses are too deeply nested", this.#here(1));
    const outer = this.#flags;
    this.#flags = flags;
    const options: RegexNode[] = [this.#sequence(depth)];
    while (this.#pattern[this.#at] === "|") {
      this.#at++;
      options.push(this.#sequence(depth));
    }
    this.#flags = outer;
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "choice", options };
  }

  #sequence(depth: number): RegexNode {
    const items: RegexNode[] = [];
    while (this.#at < this.#pattern.length) {
      const char = this.#pattern[this.#at];
      if (char === "|" || char === ")") break;
      if (this.#skipIgnored()) continue;
      const start = this.#at;
      const found = this.#atom(depth);
      for (const [i, node] of found.entries()) {
        items.push(i === found.length - 1 ? this.#quantified(node, start) : node);
      }
    }
    return { kind: "sequence", items };
  }

  /** Comments, and spaces in extended mode. */
  #skipIgnored(): boolean {
    const rest = this.#pattern.slice(this.#at);
    const comment = rest.startsWith("(?#") ? /^\(\?#[^)]*\)/.exec(rest) : null;
    if (rest.startsWith("(?#") && comment === null) throw new RegexFault("missing ) after comment", this.#here(3));
    const ignored = comment ?? (this.#flags.x ? /^(?:[ \t\n\v\f\r]+|#[^\n]*(?:\n|$))/.exec(rest) : null);
    if (ignored === null) return false;
    this.#at += ignored[0].length;
    return true;
  }

  /** One atom, or the characters of `\Q…\E`; none for a change of options. */
  #atom(depth: number): readonly RegexNode[] {
    const { i, m, s } = this.#flags;
    const char = this.#pattern[this.#at] ?? "";
    switch (char) {
      case "(":
        return this.#group(depth);
      case "[": {
        const { set, end } = readClass(this.#pattern, this.#at);
        this.#at = end;
        return [{ kind: "set", set, ignoreCase: i }];
      }
      case "\\":
        return this.#escape();
      case ".":
        this.#at++;
        return [{ kind: "set", set: anyBut(s ? [] : [10]), ignoreCase: i }];
      case "^":
        this.#at++;
        return [{ kind: "assertion", written: m ? "(?:^|(?<=\\n)(?!$))" : "^" }];
      case "$":
        this.#at++;
        return [{ kind: "assertion", written: m ? "(?=\\n|$)" : "(?=\\n?$)" }];
      case "*":
      case "+":
      case "?":
        throw new RegexFault("quantifier does not follow a repeatable item", this.#here(1));
      default: {
        const code = this.#pattern.codePointAt(this.#at) ?? 0;
        this.#at += code > 0xffff ? 2 : 1;
        return [{ kind: "char", code, ignoreCase: i }];
      }
    }
  }

  #escape(): readonly RegexNode[] {
    const start = this.#at;
    const ignoreCase = this.#flags.i;
    const next = this.#pattern[start + 1] ?? "";
    if (next === "Q") return this.#literal();
    if (next === "E") {
      this.#at += 2;
      return [];
    }
    if (/[1-9]/.test(next)) return [this.#numbered()];
    const read = readEscape(this.#pattern, start);
    this.#at = read.end;
    if (read.kind === "code") return [{ kind: "char", code: read.code, ignoreCase }];
    if (read.kind === "set") return [{ kind: "set", set: read.set, ignoreCase }];
    if (read.char === "k") return [this.#namedReference(start, /^\\k(?:\{(\w+)\}|<(\w+)>|'(\w+)')/)];
    return [letterNode(read.char, { start, end: read.end })];
  }

  #literal(): readonly RegexNode[] {
    const start = this.#at + 2;
    const close = this.#pattern.indexOf("\\E", start);
    const text = this.#pattern.slice(start, close < 0 ? undefined : close);
    this.#at = close < 0 ? this.#pattern.length : close + 2;
    return [...text].map((char) => ({ kind: "char", code: char.codePointAt(0) ?? 0, ignoreCase: this.#flags.i }));
  }

  /** A back reference, or an octal code when there are not that many groups. */
  #numbered(): RegexNode {
    const start = this.#at;
    const digits = /^\d+/.exec(this.#pattern.slice(start + 1))?.[0] ?? "";
    const number = Number(digits);
    const ignoreCase = this.#flags.i;
    if (number < 10 || number <= this.#total) {
      this.#at += 1 + digits.length;
      const span = { start, end: this.#at };
      if (number > this.#total) throw new RegexFault("reference to non-existent subpattern", span);
      return { kind: "back", to: number, ignoreCase, span };
    }
    const octal = /^[0-7]{1,3}/.exec(digits)?.[0];
    this.#at += 1 + (octal ?? "1").length;
    const code = octal === undefined ? digits.charCodeAt(0) : Number.parseInt(octal, 8);
    return { kind: "char", code, ignoreCase };
  }

  #namedReference(start: number, form: RegExp): RegexNode {
    const found = form.exec(this.#pattern.slice(start));
    if (found === null) throw new RegexFault("a name must follow \\k", { start, end: start + 2 });
    this.#at = start + found[0].length;
    const name = found.slice(1).find((each) => each !== undefined) ?? "";
    return { kind: "back", to: name, ignoreCase: this.#flags.i, span: { start, end: this.#at } };
  }

  #group(depth: number): readonly RegexNode[] {
    const start = this.#at;
    const rest = this.#pattern.slice(start);
    if (rest.startsWith("(*")) throw unsupported("a backtracking verb or option (*…)", this.#here(2));
    const name = /^\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest);
    if (!rest.startsWith("(?") || name !== null) return [this.#capture(start, name, depth)];
    const open = /^\(\?(?:<?[=!]|>)/.exec(rest)?.[0];
    if (open !== undefined) {
      this.#at += open.length;
      const body = this.#body(this.#flags, start, depth);
      if (open === "(?>") return [{ kind: "atomic", body, span: { start, end: this.#at } }];
      return [{ kind: "look", open: open as "(?=" | "(?!" | "(?<=" | "(?<!", body }];
    }
    if (rest.startsWith("(?P=")) return [this.#closedReference(start)];
    return this.#options(start, depth);
  }

  #capture(start: number, name: RegExpExecArray | null, depth: number): RegexNode {
    const number = ++this.groups;
    this.#at += name === null ? 1 : name[0].length;
    const body = this.#body(this.#flags, start, depth);
    return { kind: "group", number, name: name?.[1] ?? name?.[2], body };
  }

  #closedReference(start: number): RegexNode {
    const found = /^\(\?P=(\w+)\)/.exec(this.#pattern.slice(start));
    if (found === null) throw new RegexFault("missing ) after the name of a reference", this.#here(4));
    this.#at += found[0].length;
    return { kind: "back", to: found[1] ?? "", ignoreCase: this.#flags.i, span: { start, end: this.#at } };
  }

  /** `(?i)` for the rest of the group, `(?i:…)`, `(?:…)`. */
  #options(start: number, depth: number): readonly RegexNode[] {
    const found = /^\(\?([imsxUJ]*)(?:-([imsxUJ]*))?([:)])/.exec(this.#pattern.slice(start));
    if (found === null) throw strangeGroup(this.#pattern.slice(start), this.#here(4));
    const [written, on = "", off = "", close] = found;
    this.#at += written.length;
    const flag = (name: keyof Flags) => (off.includes(name) ? false : on.includes(name) || this.#flags[name]);
    const flags: Flags = { i: flag("i"), m: flag("m"), s: flag("s"), x: flag("x"), U: flag("U") };
    if (close === ":") return [{ kind: "plain", body: this.#body(flags, start, depth) }];
    this.#flags = flags;
    return [];
  }

  #body(flags: Flags, start: number, depth: number): RegexNode {
    const body = this.choice(flags, depth + 1);
    if (this.#pattern[this.#at] !== ")") {
      throw new RegexFault("missing closing parenthesis", { start, end: this.#pattern.length });
    }
    this.#at++;
    return body;
  }

  #quantified(node: RegexNode, start: number): RegexNode {
    let quantified = node;
    for (;;) {
      while (this.#flags.x && this.#skipIgnored());
      const found = readQuantifier(this.#pattern.slice(this.#at), this.#flags.U);
      if (found === undefined) return quantified;
      if (quantified.kind === "repeat") {
        throw new RegexFault("quantifier does not follow a repeatable item", this.#here(1));
      }
      if (quantified.kind === "keep") throw unsupported("a repeated \\K", this.#here(1));
      const { length, ...bounds } = found;
      this.#at += length;
      if (bounds.max < bounds.min) throw new RegexFault("numbers out of order in {} quantifier", this.#here(1));
      quantified = { kind: "repeat", body: node, ...bounds, span: { start, end: this.#at } };
    }
  }

  #here(length: number): Span {
    return { start: this.#at, end: Math.min(this.#at + length, this.#pattern.length) };
  }
}
