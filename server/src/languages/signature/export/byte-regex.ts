import type { PatternItem } from "#syntax/signature/byte-pattern.ts";
import type { BytesSource } from "../element.ts";
import { encoded } from "../match-text.ts";

/** How bytes are written as a regular expression. */
export interface RegexStyle {
  /** What stands for any one byte. */
  readonly any: string;
  /** The widest run written for an open jump; none for languages without a bound. */
  readonly bound: number | undefined;
  readonly lazy: boolean;
}

/** A byte pattern as a regular expression over bytes. */
export function itemsRegex(items: readonly PatternItem[], style: RegexStyle): string {
  return items
    .map((item) => {
      if (item.kind === "jump") return jump(item.min, item.max, style);
      if (item.kind === "alternatives")
        return `(?:${item.options.map((option) => itemsRegex(option, style)).join("|")})`;
      const { value, mask, negated } = item;
      if (mask === 0) return style.any;
      if (mask === 0xff) return negated ? `[^${hex(value)}]` : hex(value);
      const set =
        mask === 0xf0
          ? `${hex(value)}-${hex(value | 0x0f)}`
          : Array.from({ length: 16 }, (_, i) => hex((i << 4) | value)).join("");
      return `[${negated ? "^" : ""}${set}]`;
    })
    .join("");
}

/** So many of any byte, at most `max`. */
export function jump(min: number, max: number, { any, bound, lazy }: RegexStyle): string {
  const upper = Number.isFinite(max) ? max : bound === undefined ? undefined : Math.max(min, bound);
  if (upper === 0) return "";
  const count = upper === undefined ? (min === 0 ? "*" : `{${min},}`) : `{${min},${upper}}`;
  return `${any}${count}${lazy ? "?" : ""}`;
}

function hex(value: number): string {
  return `\\x${value.toString(16).padStart(2, "0")}`;
}

/** A printable glob as a regular expression: bytes that vanish may stand between its characters, any bytes at a star. */
export function globRegex(
  { glob }: Extract<BytesSource, { readonly kind: "printable" }>,
  { between, star, end }: { readonly between: string; readonly star: string; readonly end: string },
): string {
  const chain = glob.literals
    .map(({ text }) =>
      [...text].map((character) => character.replace(/[^A-Za-z0-9]/, (one) => hex(one.charCodeAt(0)))).join(between),
    )
    .join(star);
  return `${glob.anchoredStart ? `^${between}` : ""}${chain}${glob.anchoredEnd ? `${between}${end}` : ""}`;
}

/** The bytes of a text in each of its encodings. */
export function encodings({
  pattern,
}: Extract<BytesSource, { readonly kind: "text" }>): readonly (readonly number[])[] {
  return [...new Set(pattern.encodings)].map((encoding) => [...encoded(pattern.text, encoding)]);
}

/** Two digits a byte. */
export function hexPairs(bytes: readonly number[], between: string): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(between);
}

/** A pattern between slashes or quotes: characters of `closing` become hexadecimal escapes, those with a backslash too. */
export function withoutClosing(pattern: string, closing: string): string {
  return pattern.replace(/\\?[\s\S]/g, (part) => {
    const character = part.at(-1) ?? "";
    if (part === "\\\\" || !closing.includes(character)) return part;
    return hex(character.charCodeAt(0));
  });
}
