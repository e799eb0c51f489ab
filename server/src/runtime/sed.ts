import { keptLength, numberedGroups } from "./regex.ts";

/** A sed script of rex (SPL reference, rex): a substitution, or a translation character by character. */
export type SedScript =
  | {
      readonly kind: "substitute";
      readonly pattern: string;
      /** With back references `\1` to `\9`. */
      readonly replacement: string;
      /** Every match; otherwise only the one with the number `nth`, counted from 1. */
      readonly all: boolean;
      readonly nth: number;
      readonly ignoreCase: boolean;
    }
  | { readonly kind: "translate"; readonly from: string; readonly to: string };

/** Cuts a text at a delimiter that no backslash precedes; an escaped delimiter stands for itself. */
function cut(text: string, delimiter: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    const next = text[at + 1];
    if (char === "\\" && next !== undefined) {
      part += next === delimiter ? next : char + next;
      at += 1;
    } else if (char === delimiter) {
      parts.push(part);
      part = "";
    } else part += char;
  }
  return [...parts, part];
}

/** Reads `s/regex/replacement/flags` or `y/from/to/`, with any delimiter; null when the text is neither. */
export function parseSed(text: string): SedScript | null {
  const command = text[0];
  const delimiter = text[1];
  if ((command !== "s" && command !== "y") || delimiter === undefined || /[\s\\\w]/.test(delimiter)) return null;
  const parts = cut(text.slice(2), delimiter);
  if (parts.length !== 3) return null;
  const [first = "", second = "", flags = ""] = parts;
  if (command === "y") {
    const [from, to] = [[...first], [...second]];
    return flags.trim() === "" && from.length === to.length ? { kind: "translate", from: first, to: second } : null;
  }
  const known = /^\s*(?:g|\d+(?!\d)|i)*\s*$/i.test(flags);
  if (!known) return null;
  const number = /\d+/.exec(flags)?.[0];
  return {
    kind: "substitute",
    pattern: first,
    replacement: second,
    all: /g/i.test(flags),
    nth: number === undefined ? 1 : Number(number),
    ignoreCase: /i/i.test(flags),
  };
}

/** Puts the groups of a match into a replacement. */
function fill(replacement: string, match: readonly (string | undefined)[]): string {
  return replacement.replace(/\\(\d|.)/gs, (_all, code: string) => {
    if (/\d/.test(code)) return match[Number(code)] ?? "";
    if (code === "n") return "\n";
    return code === "t" ? "\t" : code;
  });
}

/** The change that a script makes in a text. `regex` is the compiled pattern of a substitution, with the flag `g`. */
export function sedChange(script: SedScript, regex: RegExp | null): (text: string) => string {
  if (script.kind === "translate") {
    const to = [...script.to];
    const table = new Map([...script.from].map((char, index) => [char, to[index] ?? char] as const));
    return (text) => [...text].map((char) => table.get(char) ?? char).join("");
  }
  if (regex === null) return (text) => text;
  const { all, nth, replacement } = script;
  return (text) => {
    let changed = "";
    let end = 0;
    let count = 0;
    for (const match of text.matchAll(regex)) {
      count += 1;
      if (count < nth) continue;
      changed +=
        text.slice(end, match.index + keptLength(regex, match)) + fill(replacement, numberedGroups(regex, match));
      end = match.index + match[0].length;
      if (!all) break;
    }
    return changed + text.slice(end);
  };
}
