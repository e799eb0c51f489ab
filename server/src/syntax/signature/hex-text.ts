import type { Span } from "#base/span.ts";

/** Bytes as written, or what is wrong with them and where in the text. */
export type HexReading =
  | { readonly bytes: readonly number[]; readonly pairs: readonly Span[] }
  | { readonly fault: string; readonly at: Span };

/**
 * Reads hexadecimal bytes: pairs of digits with nothing, blanks, `:`, `-` or `,` between them, each may carry `0x` or `\x`, the
 * whole may stand in `{ }` (YARA) or `| |` (Suricata). `pairs` says where each byte stands.
 */
export function readHex(text: string): HexReading {
  const inner = bodyOf(text);
  if ("fault" in inner) return inner;
  const bytes: number[] = [];
  const pairs: Span[] = [];
  let at = inner.start;
  while (at < inner.end) {
    const separator = /[\s:,-]/.test(text.charAt(at));
    if (separator) {
      at++;
      continue;
    }
    const prefix = /^(?:0x|\\x)/i.exec(text.slice(at, at + 2))?.[0].length ?? 0;
    const start = at + prefix;
    const pair = text.slice(start, Math.min(start + 2, inner.end));
    const wrong = pair.search(/[^0-9a-fA-F]/);
    if (wrong === 0) return fault(`"${text.charAt(start)}" is no hexadecimal digit.`, start);
    if (pair.length < 2 || wrong === 1) return oddOrForeign(text, start, inner.end);
    bytes.push(Number.parseInt(pair, 16));
    pairs.push({ start: at, end: start + 2 });
    at = start + 2;
  }
  return bytes.length === 0 ? { fault: "There are no bytes.", at: { start: 0, end: text.length } } : { bytes, pairs };
}

function bodyOf(text: string): Span | { readonly fault: string; readonly at: Span } {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const [first, last] = [text.charAt(start), text.charAt(end - 1)];
  const closing = first === "{" ? "}" : first === "|" ? "|" : undefined;
  if (closing === undefined) {
    return last === "}" || last === "|" ? fault(`"${last}" closes nothing.`, end - 1) : { start, end };
  }
  if (last !== closing || end - start < 2) return fault(`"${first}" is not closed by "${closing}".`, start);
  return { start: start + 1, end: end - 1 };
}

function oddOrForeign(text: string, start: number, end: number): HexReading {
  const next = text.charAt(start + 1);
  if (start + 1 < end && !/[\s:,|}\\-]/.test(next)) return fault(`"${next}" is no hexadecimal digit.`, start + 1);
  return fault("A byte has two digits; this one has one.", start);
}

function fault(message: string, start: number): { readonly fault: string; readonly at: Span } {
  return { fault: message, at: { start, end: start + 1 } };
}
