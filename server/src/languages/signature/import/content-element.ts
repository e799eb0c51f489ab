import type { Catalog } from "#catalog/catalog.ts";
import { uuidOfWireBytes } from "#semantics/signature/uuid.ts";
import { scalar } from "./draft.ts";

/** Bytes that are looked for, and how many may lie between them and those before. */
export interface Content {
  readonly bytes: readonly number[];
  readonly nocase: boolean;
  readonly min: number;
  readonly max: number;
}

/** The keys that find contents one behind the other: a text where one says it all, else a byte pattern. */
export function contentKeys(contents: readonly Content[], { rpc }: Catalog): readonly (readonly [string, string])[] {
  const [only] = contents;
  if (only !== undefined && contents.length === 1) {
    const text = textOf(only.bytes);
    const nocase: readonly (readonly [string, string])[] = only.nocase ? [["nocase", "true"]] : [];
    if (text !== undefined) return [["text", scalar(text)], ...nocase];
    const wide = wideTextOf(only.bytes);
    if (wide !== undefined) return [["text", scalar(wide)], ["encodings", "[utf16le]"], ...nocase];
  }
  const parts = contents.map((content, i) => {
    const gap = i === 0 ? "" : gapText(content);
    const uuid = content.bytes.length === 16 && !content.nocase ? uuidOfWireBytes(content.bytes) : "";
    if (uuid !== "" && rpc.describe(uuid) !== undefined) return `${gap}@uuid(${uuid})`;
    return gap + content.bytes.map((byte) => byteText(byte, content.nocase)).join(" ");
  });
  return [["bytes", scalar(parts.join(" "))]];
}

function gapText({ min, max }: Content): string {
  if (max === 0) return "";
  return min === max ? `[${min}] ` : `[${min}-${Number.isFinite(max) ? max : ""}] `;
}

/** Printable ASCII, or undefined. */
function textOf(bytes: readonly number[]): string | undefined {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(...bytes) : undefined;
}

function wideTextOf(bytes: readonly number[]): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 === 1 || bytes.some((byte, i) => i % 2 === 1 && byte !== 0))
    return undefined;
  return textOf(bytes.filter((_, i) => i % 2 === 0));
}

function byteText(byte: number, nocase: boolean): string {
  const hex = (value: number) => value.toString(16).padStart(2, "0");
  const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return nocase && letter ? `( ${hex(byte)} | ${hex(byte ^ 0x20)} )` : hex(byte);
}
