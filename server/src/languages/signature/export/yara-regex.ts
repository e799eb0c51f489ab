import { parseRegex } from "#runtime/regex-parse.ts";
import { plainRanges } from "#runtime/regex-set.ts";
import type { RegexNode } from "#runtime/regex-tree.ts";

/** What YARA writes the same way; `(?=\n?$)`, the end in front of a last newline, is not among them. */
const ASSERTIONS: Readonly<Record<string, string>> = { "^": "^", $: "$", "\\b": "\\b", "\\B": "\\B" };
/** YARA's widest repetition. */
const MAX_REPEAT = 32767;

/**
 * A PCRE pattern over bytes in YARA's own regular expressions, which have no lookaround, back references, atomic groups or inline
 * options; undefined when it needs one of them. Laziness is dropped: whether something is found does not depend on it.
 */
export function yaraRegex(pattern: string, nocase: boolean): string | undefined {
  try {
    return print(parseRegex(pattern, nocase).tree);
  } catch {
    // The pattern was read before by the engine, which has said what is wrong with it.
    return undefined;
  }
}

function print(node: RegexNode): string | undefined {
  switch (node.kind) {
    case "sequence":
      return joined(node.items.map(print), "");
    case "choice":
      return joined(node.options.map(print), "|");
    case "char":
      return node.ignoreCase && isLetter(node.code) ? setText([[node.code, node.code]], true) : charText(node.code);
    case "set":
      return node.set.properties.length > 0 ? undefined : setText(plainRanges(node.set), node.ignoreCase);
    case "group":
    case "plain": {
      const body = print(node.body);
      return body === undefined || body === "" ? body : `(${body})`;
    }
    case "repeat":
      return repeated(node);
    case "assertion":
      return ASSERTIONS[node.written];
    default:
      return undefined;
  }
}

function joined(parts: readonly (string | undefined)[], between: string): string | undefined {
  // YARA has no empty alternative.
  if (parts.some((part) => part === undefined || (between !== "" && part === ""))) return undefined;
  return parts.join(between);
}

function repeated({ body, min, max, mode }: Extract<RegexNode, { readonly kind: "repeat" }>): string | undefined {
  const inner = print(body);
  if (inner === undefined || inner === "" || mode === "possessive" || body.kind === "assertion") return undefined;
  if (max === 0) return "";
  if (min > MAX_REPEAT || (Number.isFinite(max) && max > MAX_REPEAT)) return undefined;
  const one = body.kind === "char" || body.kind === "set" ? inner : `(${inner})`;
  if (!Number.isFinite(max)) return `${one}${min === 0 ? "*" : min === 1 ? "+" : `{${min},}`}`;
  return `${one}{${min},${max}}`;
}

function setText(ranges: readonly (readonly [number, number])[], ignoreCase: boolean): string | undefined {
  const bytes = new Set<number>();
  for (const [low, high] of ranges) {
    for (let code = low; code <= Math.min(high, 0xff); code++) {
      bytes.add(code);
      if (ignoreCase && isLetter(code)) bytes.add(code ^ 0x20);
    }
  }
  if (bytes.size === 0) return undefined;
  const runs: [number, number][] = [];
  for (const byte of [...bytes].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === byte - 1) last[1] = byte;
    else runs.push([byte, byte]);
  }
  const written = runs.map(([low, high]) => (low === high ? hex(low) : `${hex(low)}-${hex(high)}`));
  return `[${written.join("")}]`;
}

function charText(code: number): string | undefined {
  if (code > 0xff) return undefined;
  const character = String.fromCharCode(code);
  return /[A-Za-z0-9_ ]/.test(character) ? character : hex(code);
}

function hex(code: number): string {
  return `\\x${code.toString(16).padStart(2, "0")}`;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
