import type { PatternItem } from "#syntax/signature/byte-pattern.ts";
import type { BytesSource, RpcTest } from "../element.ts";
import { encoded } from "../match-text.ts";
import type { ReadElement } from "../signature-language.ts";
import { globRegex } from "./byte-regex.ts";
import type { ExportInput } from "./export.ts";
import { statedBytes } from "./wire-prefix.ts";
import { yaraRegex } from "./yara-regex.ts";

/** The strings of one element as they are written; `all` when every one of them must be found. None when YARA cannot say it. */
export interface YaraTexts {
  readonly texts: readonly string[];
  readonly all: boolean;
}

/** How an element is written as strings of YARA. */
export function yaraTexts(one: ReadElement, input: ExportInput): YaraTexts {
  const { test } = one;
  if (test.on === "bytes") return { texts: sourceTexts(test.source, one, input), all: false };
  if (test.on === "rpc") return { texts: uuidTexts(test, one, input), all: false };
  input.note(one, "YARA decodes nothing: the texts are looked for wherever they stand.");
  const texts = test.on === "http" ? [test.method, test.path, test.header] : [test.tree, test.pipe];
  const written = texts.flatMap((text) =>
    text === undefined ? [] : [`${quoted(text)} ascii${test.on === "smb" ? " wide" : ""} nocase`],
  );
  const body = test.on === "http" && test.body !== undefined ? [`${quoted(test.body)} ascii wide nocase`] : [];
  return { texts: [...written, ...body], all: true };
}

function uuidTexts({ uuids, opnums, places }: RpcTest, one: ReadElement, input: ExportInput): readonly string[] {
  input.note(
    one,
    opnums !== undefined
      ? "YARA cannot tell calls: the opnum is lost, and the bytes of the interface are looked for, wherever they stand."
      : "YARA decodes nothing: the bytes of the UUID as a little-endian sender writes them are looked for, wherever they stand.",
  );
  const texts = [...uuids].flatMap((uuid) =>
    [...(opnums === undefined ? places : [])]
      .map((place) => statedBytes(uuid, place))
      .concat(opnums === undefined ? [] : [statedBytes(uuid, undefined)]),
  );
  const pair = (byte: number | undefined) => (byte === undefined ? "??" : hexByte(byte));
  return [...new Set(texts.map((bytes) => `{ ${bytes.map(pair).join(" ")} }`))];
}

function sourceTexts(source: BytesSource, one: ReadElement, input: ExportInput): readonly string[] {
  switch (source.kind) {
    case "bytes": {
      const text = itemsText(source.items);
      if (text.includes("~")) input.note(one, "A byte that must differ (~) needs YARA 4.3 or later.");
      return [`{ ${text} }`];
    }
    case "text":
      return textTexts(source, one, input);
    case "printable": {
      input.note(one, "Gaps between printable characters are bounded: 16 bytes within a literal, 512 at a star.");
      if (source.glob.anchoredStart || source.glob.anchoredEnd)
        input.note(one, "YARA binds a pattern to the ends of the file, not of the stream or PDU.");
      const style = { between: "[^ -~]{0,16}?", star: "[\\x00-\\xff]{0,512}?", end: "$" };
      return [`/${globRegex(source, style)}/${source.nocase ? "i" : ""}`];
    }
    case "regex": {
      const pattern = yaraRegex(source.pattern, source.nocase);
      if (pattern !== undefined && pattern !== "") return [`/${pattern}/`];
      input.note(
        one,
        "YARA's regular expressions have no lookaround, back references, atomic groups, Unicode properties or empty alternatives: this element is left out and counts as not found.",
      );
      return [];
    }
  }
}

function textTexts(
  { pattern }: Extract<BytesSource, { readonly kind: "text" }>,
  one: ReadElement,
  input: ExportInput,
): readonly string[] {
  const { text, encodings, nocase, fullword } = pattern;
  const plain = [...text].every((character) => character < "\x80");
  const texts: string[] = [];
  const native = encodings.filter((encoding) => plain && encoding !== "utf16be");
  if (native.length > 0) {
    const words = [native.includes("ascii") ? " ascii" : "", native.includes("utf16le") ? " wide" : ""];
    texts.push(`${quoted(text)}${words.join("")}${nocase ? " nocase" : ""}${fullword ? " fullword" : ""}`);
  }
  for (const encoding of new Set(encodings)) {
    if (native.includes(encoding)) continue;
    if (fullword)
      input.note(one, "Big-endian UTF-16, and characters beyond ASCII, are written as bytes: fullword is lost there.");
    texts.push(`{ ${[...encoded(text, encoding)].map((byte) => caseByte(byte, nocase)).join(" ")} }`);
  }
  return texts;
}

function caseByte(byte: number, nocase: boolean): string {
  const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return nocase && letter ? `( ${hexByte(byte)} | ${hexByte(byte ^ 0x20)} )` : hexByte(byte);
}

function itemsText(items: readonly PatternItem[]): string {
  return items
    .map((item) => {
      if (item.kind === "alternatives") return `( ${item.options.map(itemsText).join(" | ")} )`;
      if (item.kind === "jump") {
        if (item.min === item.max) return `[${item.min}]`;
        return Number.isFinite(item.max) ? `[${item.min}-${item.max}]` : `[${item.min}-]`;
      }
      const digit = (shift: number) =>
        ((item.mask >> shift) & 15) === 0 ? "?" : ((item.value >> shift) & 15).toString(16).toUpperCase();
      return `${item.negated ? "~" : ""}${digit(4)}${digit(0)}`;
    })
    .join(" ");
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0").toUpperCase();
}

/** A text in double quotes with YARA's escapes. */
export function quoted(text: string): string {
  const escaped = [...text].map((one) => {
    const code = one.charCodeAt(0);
    if (one === '"' || one === "\\") return `\\${one}`;
    return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, "0")}` : one;
  });
  return `"${escaped.join("")}"`;
}
