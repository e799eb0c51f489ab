import type { Comparison, ConditionValue } from "#semantics/spl/comparison.ts";
import { quoteEval } from "#syntax/spl/escapes.ts";

/** A text as a double-quoted string of a search or of eval: backslash and quote are escaped. */
export function quoted(text: string): string {
  return quoteEval(text);
}

/** A field's name in eval: bare when it can be, else in single quotes. */
export function evalName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
}

/** A field's name in a search: bare when it can be, else in double quotes. */
export function searchName(name: string): string {
  return /^[\w.:{}@#-]+$/.test(name) ? name : quoted(name);
}

/** The same comparison of one field with several LIKE patterns, any of which may hold. */
export function likeAny(subject: string, patterns: readonly string[]): string {
  const tests = patterns.map((pattern) => `like(${subject},${quoted(pattern)})`);
  return tests.length === 1 ? (tests[0] ?? "") : `(${tests.join(" OR ")})`;
}

/** Search comparison with one value or a list. */
export function searchAny(field: string, values: readonly string[]): string {
  const name = searchName(field);
  const [first] = values;
  if (values.length === 1 && first !== undefined) return `${name}=${quoted(first)}`;
  return `${name} IN (${values.map(quoted).join(", ")})`;
}

/** A value as a full path's end: `*\name`, unless it already says more. */
export function pathEnd(value: ConditionValue, wildcard: "*" | "%"): string {
  return isBareName(value.text) ? `${wildcard}\\${value.text}` : value.text;
}

/** Values of a path field that are no paths and yet real: Windows writes them so. */
const REAL_NAMES: ReadonlySet<string> = new Set([
  "",
  "-",
  "system",
  "registry",
  "memcompression",
  "memory compression",
  "idle",
  "vmmem",
  "unknown",
]);

/** Whether a literal is a base name where a full path is wanted. */
export function isBareName(text: string): boolean {
  return !/[\\/*%]/.test(text) && !text.startsWith("<") && !REAL_NAMES.has(text.toLowerCase());
}

/** The text of a comparison of a path field that matches base names, in the comparison's own language. */
export function pathComparison(comparison: Comparison, fields: readonly string[]): string {
  const one = (field: string): string => {
    if (comparison.language === "search") {
      return searchAny(
        field,
        comparison.values.map((value) => pathEnd(value, "*")),
      );
    }
    const subject = `lower(${evalName(field)})`;
    return likeAny(
      subject,
      // A star at an end was meant as a wildcard, which is % here.
      comparison.values.map((value) =>
        pathEnd(value, "%")
          .toLowerCase()
          .replace(/^\*+|\*+$/g, "%"),
      ),
    );
  };
  const tests = fields.map(one);
  return tests.length === 1 ? (tests[0] ?? "") : `(${tests.join(" OR ")})`;
}
