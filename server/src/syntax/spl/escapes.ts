/**
 * Undoes the escapes of a double-quoted text outside eval: `\"`, `\\` and `\|`; every other backslash stays. Search values
 * and regular expressions share this rule (SPL reference 1.4).
 */
export function unescapeQuoted(inner: string): string {
  return inner.includes("\\") ? inner.replace(/\\(["\\|])/g, "$1") : inner;
}

/** Undoes the escapes of an eval string: `\"`, `\\`, `\n`, `\t`, `\r`; every other backslash stays (SPL reference 1.4). */
export function unescapeEval(inner: string): string {
  if (!inner.includes("\\")) return inner;
  return inner.replace(/\\(["\\ntr])/g, (_, char: string) =>
    char === "n" ? "\n" : char === "t" ? "\t" : char === "r" ? "\r" : char,
  );
}

/** Undoes the escapes of an unquoted search value: a backslash is literal except before a quote, a pipe or another one. */
export function unescapeBare(raw: string): string {
  return unescapeQuoted(raw);
}

/** A double-quoted text whose {@link unescapeQuoted} is `text`. */
export function quoteText(text: string): string {
  return `"${text.replace(/\\(?=["\\|]|$)|"/g, "\\$&")}"`;
}

/** An eval string literal whose value is `value`. */
export function quoteEval(value: string): string {
  const escaped = value.replace(/\\(?=["\\ntr]|$)|["\n\t\r]/g, (char) =>
    char === "\n" ? "\\n" : char === "\t" ? "\\t" : char === "\r" ? "\\r" : `\\${char}`,
  );
  return `"${escaped}"`;
}

/**
 * The offsets, within the raw text between quotes, of each code unit of the unescaped text, and of its end: entry `i` is
 * where unit `i` begins. Lets a problem inside a regular expression be shown at its exact place.
 */
export function unescapeOffsets(inner: string): readonly number[] {
  const offsets: number[] = [];
  for (let i = 0; i < inner.length; i++) {
    offsets.push(i);
    if (inner[i] === "\\" && /["\\|]/.test(inner[i + 1] ?? "")) i++;
  }
  offsets.push(inner.length);
  return offsets;
}
