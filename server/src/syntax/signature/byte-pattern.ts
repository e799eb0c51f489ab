import type { Span } from "#base/span.ts";

/** One byte of a pattern: it holds where `(byte & mask) === value`, or where it does not when negated. */
export interface ByteItem {
  readonly kind: "byte";
  readonly span: Span;
  readonly value: number;
  readonly mask: number;
  readonly negated: boolean;
}

/** Any bytes, at least `min` and at most `max` of them; no bound when `max` is Infinity. */
export interface JumpItem {
  readonly kind: "jump";
  readonly span: Span;
  readonly min: number;
  readonly max: number;
}

export interface AlternativesItem {
  readonly kind: "alternatives";
  readonly span: Span;
  readonly options: readonly (readonly PatternItem[])[];
}

export type PatternItem = ByteItem | JumpItem | AlternativesItem;

/** A byte pattern, and what is wrong with its text. Spans are in that text. */
export interface BytePattern {
  readonly items: readonly PatternItem[];
  readonly faults: readonly { readonly message: string; readonly at: Span }[];
}

/** The bytes of a named UUID in a byte order, or why there are none. */
export type UuidBytes = (name: string, order: "le" | "be") => readonly number[] | string;

/** Jumps inside alternatives are not wider than this. */
const NESTED_JUMP = 255;
const UUID_CALL = /@uuid\(([^,()]*)(?:,\s*(le|be)\s*)?\)/iy;
const JUMP = /\[\s*(?:(\d{1,9})\s*(?:(-)\s*(\d{1,9})?)?|(-)\s*(\d{1,9})?)\s*\]/y;
const PAIR = /(~?)(?:0x|\\x)?([0-9a-f?])([0-9a-f?])/iy;
const TEXT = /"((?:[^"\\\r\n]|\\.)*)"/y;

/**
 * Parses a byte pattern: `4a`, `??`, `4?`, `?a`, `~4a`, jumps `[n]`, `[n-m]`, `[n-]`, `[-]`, alternatives `( a b | c )`, text in
 * quotes, and `@uuid(NAME)` or `@uuid(NAME, be)` for the wire form of a UUID. The grammar is that of YARA's hexadecimal strings, the
 * last two apart; the whole may stand in `{ }`. Total: what is wrong is in `faults`, and the rest is read.
 */
export function parseBytePattern(text: string, uuidBytes: UuidBytes): BytePattern {
  const reader = new PatternReader(text, uuidBytes);
  const items = reader.sequence(0);
  return { items, faults: [...reader.faults, ...jumpFaults(items, false)] };
}

class PatternReader {
  readonly faults: { readonly message: string; readonly at: Span }[] = [];
  readonly #text: string;
  readonly #uuidBytes: UuidBytes;
  #at: number;
  readonly #end: number;

  constructor(text: string, uuidBytes: UuidBytes) {
    this.#text = text;
    this.#uuidBytes = uuidBytes;
    const start = text.length - text.trimStart().length;
    const end = text.trimEnd().length;
    const braced = text.charAt(start) === "{" && text.charAt(end - 1) === "}" && end - start >= 2;
    this.#at = braced ? start + 1 : start;
    this.#end = braced ? end - 1 : end;
  }

  /** Items up to the end, or inside brackets up to `|` or `)`. */
  sequence(depth: number): readonly PatternItem[] {
    const items: PatternItem[] = [];
    while (this.#at < this.#end) {
      const character = this.#text.charAt(this.#at);
      if (depth > 0 && (character === "|" || character === ")")) break;
      if (/[\s,:]/.test(character)) this.#at++;
      else items.push(...this.#item(character, depth));
    }
    return items;
  }

  #item(character: string, depth: number): readonly PatternItem[] {
    if (character === "(") return this.#alternatives(depth);
    if (character === "[") return this.#jump();
    if (character === '"') return this.#quoted();
    if (character === "@") return this.#uuid();
    const match = this.#match(PAIR);
    if (match === null || match.span.end > this.#end) {
      const foreign = !/[0-9a-f?~]/i.test(character);
      this.#fault(foreign ? `"${character}" has no meaning in a byte pattern.` : "A byte has two digits.");
      this.#at++;
      return [];
    }
    const [, tilde = "", high = "", low = ""] = match.found;
    const nibble = (digit: string) => (digit === "?" ? 0 : Number.parseInt(digit, 16));
    const mask = (high === "?" ? 0 : 0xf0) | (low === "?" ? 0 : 0x0f);
    const value = (nibble(high) << 4) | nibble(low);
    if (tilde !== "" && mask === 0) this.faults.push({ message: "~?? never holds.", at: match.span });
    return [{ kind: "byte", span: match.span, value, mask, negated: tilde !== "" }];
  }

  #alternatives(depth: number): readonly PatternItem[] {
    const start = this.#at++;
    if (depth >= 20) this.faults.push({ message: "Alternatives are nested too deep.", at: { start, end: start + 1 } });
    const options: (readonly PatternItem[])[] = [];
    for (;;) {
      const from = this.#at;
      const option = depth >= 20 ? this.#skip() : this.sequence(depth + 1);
      if (option.length === 0)
        this.faults.push({
          message: "An alternative is empty.",
          at: { start: from, end: Math.max(this.#at, from + 1) },
        });
      options.push(option);
      const next = this.#text.charAt(this.#at);
      if (this.#at >= this.#end) {
        this.faults.push({ message: '"(" is not closed.', at: { start, end: start + 1 } });
        break;
      }
      this.#at++;
      if (next === ")") break;
    }
    return [{ kind: "alternatives", span: { start, end: this.#at }, options }];
  }

  #skip(): readonly PatternItem[] {
    this.#at = this.#end;
    return [];
  }

  #jump(): readonly PatternItem[] {
    const match = this.#match(JUMP);
    if (match === null) {
      this.#fault("A jump is [n], [n-m], [n-] or [-].");
      const close = this.#text.indexOf("]", this.#at);
      this.#at = close < 0 ? this.#end : close + 1;
      return [];
    }
    const [, first, dash, last, open, upTo] = match.found;
    const min = open !== undefined ? 0 : Number(first);
    const bound = open !== undefined ? upTo : dash === undefined ? first : last;
    const max = bound === undefined ? Number.POSITIVE_INFINITY : Number(bound);
    if (max < min) this.faults.push({ message: "The jump's bounds are the wrong way round.", at: match.span });
    return [{ kind: "jump", span: match.span, min, max: Math.max(min, max) }];
  }

  #quoted(): readonly PatternItem[] {
    const match = this.#match(TEXT);
    if (match === null) {
      this.#fault("The quoted text is not closed.");
      this.#at = this.#end;
      return [];
    }
    const bytes = new TextEncoder().encode((match.found[1] ?? "").replace(/\\(.)/g, "$1"));
    return [...bytes].map((value) => exactByte(value, match.span));
  }

  #uuid(): readonly PatternItem[] {
    const match = this.#match(UUID_CALL);
    if (match === null) {
      this.#fault("@uuid takes a name or UUID in brackets, and after a comma le or be.");
      const close = this.#text.indexOf(")", this.#at);
      this.#at = close < 0 ? this.#end : close + 1;
      return [];
    }
    const bytes = this.#uuidBytes(match.found[1]?.trim() ?? "", match.found[2]?.toLowerCase() === "be" ? "be" : "le");
    if (typeof bytes === "string") {
      this.faults.push({ message: bytes, at: match.span });
      return [];
    }
    return bytes.map((value) => exactByte(value, match.span));
  }

  #match(pattern: RegExp): { readonly found: RegExpExecArray; readonly span: Span } | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    const span = { start: this.#at, end: this.#at + found[0].length };
    this.#at = span.end;
    return { found, span };
  }

  #fault(message: string): void {
    this.faults.push({ message, at: { start: this.#at, end: this.#at + 1 } });
  }
}

function exactByte(value: number, span: Span): ByteItem {
  return { kind: "byte", span, value, mask: 0xff, negated: false };
}

/** What YARA refuses of jumps: at an end of a pattern or alternative, or without bound inside alternatives. */
function jumpFaults(items: readonly PatternItem[], nested: boolean): BytePattern["faults"] {
  const faults: { message: string; at: Span }[] = [];
  for (const [index, item] of items.entries()) {
    if (item.kind === "alternatives") {
      for (const option of item.options) faults.push(...jumpFaults(option, true));
    } else if (item.kind === "jump") {
      const edge = index === 0 || index === items.length - 1;
      if (edge) faults.push({ message: "A jump cannot stand at the beginning or end.", at: item.span });
      else if (nested && item.max > NESTED_JUMP)
        faults.push({ message: `A jump inside alternatives is at most ${NESTED_JUMP} bytes wide.`, at: item.span });
    }
  }
  return faults;
}
