import { inlineCode } from "#base/markdown.ts";

type Part = { readonly text: string } | { readonly wildcard: "*" | "?" };

/** Modifiers under which a value is something else than a text with wildcards. */
const OTHERWISE: ReadonlySet<string> = new Set([
  "re",
  "cidr",
  "exists",
  "expand",
  "fieldref",
  "base64",
  "base64offset",
  "lt",
  "lte",
  "gt",
  "gte",
]);

/**
 * What a text value of a Sigma rule means once its backslashes and wildcards are read; undefined for a value without either, which
 * says it itself.
 */
export function renderSigmaText(value: string, modifiers: readonly string[]): string | undefined {
  if (!/[\\*?]/.test(value) || modifiers.some((modifier) => OTHERWISE.has(modifier))) return undefined;
  const parts = readSigmaText(value);
  const words = parts.map((part) =>
    "text" in part ? inlineCode(part.text) : part.wildcard === "*" ? "any text" : "any one character",
  );
  const place = placeOf(modifiers);
  const cases = modifiers.includes("cased") ? "upper and lower case differ" : "upper and lower case are the same";
  return `The field ${place} ${words.join(", then ")}; ${cases}.`;
}

function placeOf(modifiers: readonly string[]): string {
  if (modifiers.includes("contains")) return "contains";
  if (modifiers.includes("startswith")) return "begins with";
  return modifiers.includes("endswith") ? "ends with" : "is";
}

/**
 * Reads a value from left to right (Sigma specification, escaping): `\\`, `\*` and `\?` stand for the second character, any other
 * backslash for itself, `*` and `?` are wildcards.
 */
function readSigmaText(value: string): readonly Part[] {
  const parts: Part[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") parts.push({ text });
    text = "";
  };
  for (let at = 0; at < value.length; at++) {
    const char = value.charAt(at);
    const next = value.charAt(at + 1);
    if (char === "\\" && /[\\*?]/.test(next)) {
      text += next;
      at++;
    } else if (char === "*" || char === "?") {
      flush();
      const before = parts.at(-1);
      if (char === "?" || before === undefined || !("wildcard" in before) || before.wildcard !== "*")
        parts.push({ wildcard: char });
    } else text += char;
  }
  flush();
  return parts;
}
