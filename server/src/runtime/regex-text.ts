/** A text as a pattern reads it: in code points in Unicode mode, otherwise in UTF-16 units. */
export class RegexText {
  text = "";
  readonly #unicode: boolean;

  constructor(unicode: boolean) {
    this.#unicode = unicode;
  }

  /** The character at a place. */
  at(place: number): number {
    return this.#unicode ? (this.text.codePointAt(place) ?? 0) : this.text.charCodeAt(place);
  }

  /** The character that ends at a place. */
  before(place: number): number {
    return this.at(place - this.widthBefore(place));
  }

  /** The place itself, or the start of the character that it would cut in two. */
  whole(place: number): number {
    return this.#unicode && place > 0 && (this.text.codePointAt(place - 1) ?? 0) > 0xffff ? place - 1 : place;
  }

  width(place: number): number {
    return this.#unicode && (this.text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1;
  }

  widthBefore(place: number): number {
    return this.#unicode && place > 1 && (this.text.codePointAt(place - 2) ?? 0) > 0xffff ? 2 : 1;
  }

  /** Whether two texts of one length are the same to a pattern that ignores case. */
  sameLetters(a: string, b: string): boolean {
    if (!this.#unicode) return [...Array(a.length).keys()].every((i) => sameUnit(a[i] ?? "", b[i] ?? ""));
    const source = [...a].map((char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`).join("");
    return new RegExp(`^${source}$`, "iu").test(b);
  }
}

/** JavaScript's rule: upper case of one unit, which never leads from beyond ASCII into it. */
function sameUnit(a: string, b: string): boolean {
  const upper = (char: string): string => {
    const large = char.toUpperCase();
    return large.length === 1 && !(char.charCodeAt(0) >= 128 && large.charCodeAt(0) < 128) ? large : char;
  };
  return a === b || upper(a) === upper(b);
}
