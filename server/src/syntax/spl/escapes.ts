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

/** A double-quoted text whose {@link unescapeEval} is `text`. */
export function quoteEval(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** A double-quoted text whose {@link unescapeQuoted} is `text`. */
export function quoteText(text: string): string {
  return `"${text.replace(/\\(?=["\\|]|$)|"/g, "\\$&")}"`;
}
