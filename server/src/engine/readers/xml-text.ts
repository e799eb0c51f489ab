import type { Span } from "#base/span.ts";
import type { ValueSpan } from "#events/event.ts";

/** Character data of an element, or an attribute's value without its quotes, as it stands in an XML text. */
export interface XmlText {
  readonly span: Span;
  /** Nothing in it needs decoding. */
  readonly plain: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));/y;

/**
 * The value of an XML text: the five named and all numeric references and CDATA are decoded, comments left out. Other
 * references stay as they are written: nothing is ever expanded. Line ends stay too.
 */
export function decodeXml(raw: string, text: XmlText): string {
  if (text.plain) return raw.slice(text.span.start, text.span.end);
  return decoded(raw, text.span).value;
}

/** The value with its place in the XML text. */
export function xmlValueSpan(raw: string, text: XmlText): ValueSpan {
  const { span } = text;
  if (text.plain) return { span, text: raw.slice(span.start, span.end) };
  const { value, starts, ends } = decoded(raw, span);
  return {
    span,
    text: value,
    within: (part) => {
      const start = starts[part.start] ?? span.end;
      return { start, end: part.end > part.start ? (ends[part.end - 1] ?? span.end) : start };
    },
  };
}

interface Decoded {
  value: string;
  /** For each unit of the value, where its source begins and ends. */
  readonly starts: number[];
  readonly ends: number[];
}

function decoded(raw: string, span: Span): Decoded {
  const into: Decoded = { value: "", starts: [], ends: [] };
  let at = span.start;
  while (at < span.end) {
    if (raw.startsWith("<![CDATA[", at)) {
      const close = raw.indexOf("]]>", at + 9);
      const end = close < 0 ? span.end : close;
      for (let i = at + 9; i < end; i++) push(into, raw[i] ?? "", i, i + 1);
      at = end + 3;
    } else if (raw.startsWith("<!--", at)) {
      const close = raw.indexOf("-->", at + 4);
      at = close < 0 ? span.end : close + 3;
    } else {
      const reference = raw[at] === "&" ? referenceAt(raw, at) : null;
      const length = reference?.length ?? 1;
      push(into, reference?.text ?? raw[at] ?? "", at, at + length);
      at += length;
    }
  }
  return into;
}

function push(into: Decoded, text: string, start: number, end: number): void {
  into.value += text;
  for (let i = 0; i < text.length; i++) {
    into.starts.push(start);
    into.ends.push(end);
  }
}

function referenceAt(raw: string, at: number): { readonly text: string; readonly length: number } | null {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(raw);
  if (match === null) return null;
  const [whole, dec, hex, name] = match;
  if (name !== undefined) return { text: ENTITIES[name] ?? whole, length: whole.length };
  const code = dec === undefined ? Number.parseInt(hex ?? "", 16) : Number(dec);
  return code > 0x10ffff ? null : { text: String.fromCodePoint(code), length: whole.length };
}
