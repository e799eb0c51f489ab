import type { BytesSource, ScopeKind } from "../element.ts";
import type { ReadElement } from "../signature-language.ts";
import { encodings, globRegex, hexPairs, itemsRegex, withoutClosing } from "./byte-regex.ts";
import type { ExportInput } from "./export.ts";

const STYLE = { any: ".", bound: undefined, lazy: false };
/** The most offsets that are compared one by one. */
const MAX_OFFSETS = 16;

/** What a display filter calls the bytes of a scope; `transport` is `tcp` or `udp`. */
export function fieldOf(scope: ScopeKind, transport: string): string {
  if (scope === "frame") return "frame";
  if (scope === "pdu" || scope === "stub") return "dcerpc";
  return scope === "body" ? "http" : `${transport}.payload`;
}

/** A test of the bytes of a field. */
export function bytesText(source: BytesSource, one: ReadElement, field: string, input: ExportInput): string {
  const { offset } = one.options;
  if (offset !== undefined) {
    const exact = source.kind === "bytes" ? exactBytes(source) : undefined;
    if (exact !== undefined && offset.max - offset.min < MAX_OFFSETS) {
      const places = Array.from({ length: offset.max - offset.min + 1 }, (_, i) => offset.min + i);
      return anyOf(places.map((at) => `${field}[${at}:${exact.length}] == ${hexPairs(exact, ":")}`));
    }
    input.note(one, "The offset is lost: a display filter compares slices with bytes only, one place at a time.");
  }
  if (field === "http") return httpBodyText(source);
  switch (source.kind) {
    case "bytes": {
      const exact = exactBytes(source);
      if (exact !== undefined) return `${field} contains ${hexPairs(exact, ":")}`;
      return `${field} matches ${quoted(`(?s-i)${itemsRegex(source.items, STYLE)}`)}`;
    }
    case "text": {
      if (source.pattern.fullword) input.note(one, "A display filter does not look at whole words; fullword is lost.");
      const list = encodings(source);
      const texts = list.map((bytes) => {
        if (source.pattern.nocase || bytes.length === 1)
          return `${field} matches ${quoted(`(?s${source.pattern.nocase ? "" : "-i"})${byteByByte(bytes)}`)}`;
        return `${field} contains ${hexPairs(bytes, ":")}`;
      });
      return anyOf(texts);
    }
    case "printable": {
      const pattern = globRegex(source, { between: "[^ -~]*", star: ".*", end: "\\z" });
      return `${field} matches ${quoted(`(?s${source.nocase ? "" : "-i"})${pattern}`)}`;
    }
    case "regex":
      return `${field} matches ${quoted(`${source.nocase ? "" : "(?-i)"}${withoutClosing(source.pattern, '"')}`)}`;
  }
}

/** The end of the head of an HTTP message. (`http.file_data` is a text in Wireshark before 4.2, without what is no text.) */
const HEAD = "\\r\\n\\r\\n";

/** A test that a pattern is found behind the head of an HTTP message. */
export function bodyMatches(pattern: string, nocase: boolean): string {
  return `http matches ${quoted(`(?s${nocase ? "" : "-i"})${HEAD}.*(?:${pattern})`)}`;
}

function httpBodyText(source: BytesSource): string {
  switch (source.kind) {
    case "bytes":
      return bodyMatches(itemsRegex(source.items, STYLE), false);
    case "text":
      return bodyMatches(encodings(source).map(byteByByte).join("|"), source.pattern.nocase);
    case "printable":
      return bodyMatches(globRegex(source, { between: "[^ -~]*", star: ".*", end: "\\z" }), source.nocase);
    case "regex":
      return bodyMatches(`(?-s)${withoutClosing(source.pattern, '"')}`, source.nocase);
  }
}

/** A pattern of bytes, each in hexadecimal. */
export function byteByByte(bytes: readonly number[]): string {
  return bytes.map((byte) => `\\x${hexPairs([byte], "")}`).join("");
}

/** The bytes of a pattern without wildcards; undefined for any other, and for one byte, which `contains` would take as a number. */
function exactBytes({ items }: Extract<BytesSource, { readonly kind: "bytes" }>): readonly number[] | undefined {
  const bytes = items.flatMap((item) =>
    item.kind === "byte" && item.mask === 0xff && !item.negated ? [item.value] : [],
  );
  return bytes.length === items.length && bytes.length > 1 ? bytes : undefined;
}

/** Filters of which one must hold. */
export function anyOf(texts: readonly string[]): string {
  return texts.length > 1 ? `(${texts.join(" || ")})` : (texts[0] ?? "frame.number == 0");
}

/** A text in double quotes; a backslash is written twice, since the quotes take the first. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/[\r\n]/g, " ")}"`;
}
