/** How key and value pairs are written (SPL reference, extract and 5.4). */
export interface PairSyntax {
  /** Characters of which each ends a pair; undefined with `kvdelim` undefined for the automatic form `key=value`. */
  readonly pairdelim: string | undefined;
  /** Characters of which each stands between key and value. */
  readonly kvdelim: string | undefined;
  /** How many pairs are taken. */
  readonly limit: number;
  /** How many characters are looked at. */
  readonly maxchars: number;
  /** Characters of keys that are neither letters, digits nor `_` become `_`. */
  readonly cleanKeys: boolean;
}

const AUTOMATIC = /(?<![\w.])([A-Za-z_][\w.]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s,;&"]*))/g;

/** The pairs of a text, in order. A value in double quotes may hold anything. */
export function keyValuePairs(text: string, syntax: PairSyntax): readonly (readonly [string, string])[] {
  const seen = text.slice(0, syntax.maxchars);
  const pairs =
    syntax.pairdelim === undefined && syntax.kvdelim === undefined ? automatic(seen) : delimited(seen, syntax);
  return pairs
    .slice(0, syntax.limit)
    .map(([key, value]) => [syntax.cleanKeys ? cleanKey(key) : key, value] as const)
    .filter(([key]) => key !== "");
}

function cleanKey(key: string): string {
  return key.replace(/[^\w.:{}]/g, "_").replace(/^_+/, "");
}

function automatic(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(AUTOMATIC)]
    .map(([, key = "", quoted, bare]) => [key, quoted?.replace(/\\(["\\])/g, "$1") ?? bare ?? ""] as const)
    .filter(([, value]) => value !== "");
}

function delimited(text: string, { pairdelim, kvdelim }: PairSyntax): readonly (readonly [string, string])[] {
  const ends = new Set(pairdelim ?? "\n\r\t ,;|&");
  const separators = new Set(kvdelim ?? "=");
  const pairs: (readonly [string, string])[] = [];
  for (const piece of splitOutsideQuotes(text, ends)) {
    const at = [...piece].findIndex((char) => separators.has(char));
    if (at < 0) continue;
    const characters = [...piece];
    const key = characters.slice(0, at).join("").trim();
    const value = characters
      .slice(at + 1)
      .join("")
      .trim();
    const quoted = /^"(.*)"$/s.exec(value);
    if (key !== "" && value !== "") pairs.push([key.replace(/^"(.*)"$/s, "$1"), quoted?.[1] ?? value]);
  }
  return pairs;
}

function splitOutsideQuotes(text: string, ends: ReadonlySet<string>): readonly string[] {
  const pieces: string[] = [];
  let piece = "";
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (!quoted && ends.has(char)) {
      pieces.push(piece);
      piece = "";
    } else piece += char;
  }
  return [...pieces, piece];
}
