import type { Span } from "#base/span.ts";

/** A UUID found in a text, in one of its written forms. */
export interface WrittenUuid {
  readonly span: Span;
  /** Canonical: lower case, 8-4-4-4-12, no braces. */
  readonly uuid: string;
  /** `wire`: sixteen bytes as a little-endian sender writes them; `big-endian`: in the order of the canonical form. */
  readonly form: "canonical" | "wire" | "big-endian";
}

const CANONICAL = /(?<![0-9a-f-])\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?(?![0-9a-f-])/gi;
const BYTES =
  /(?<![0-9a-z])(?:(?:(?:\\x|0x)?[0-9a-f]{2}[ ,:|]{0,2}){15,}(?:\\x|0x)?[0-9a-f]{2}(?![0-9a-z])|(?<!-)(?:[0-9a-f]{2}-){15}[0-9a-f]{2}(?![0-9a-z-]))/gi;

/** The sixteen bytes of a UUID as a little-endian sender writes them: the first three groups are swapped (DCE 1.1 RPC, 14.1). */
export function wireBytes(uuid: string): readonly number[] {
  const hex = uuid.replaceAll("-", "");
  const bytes = Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
  return swapGroups(bytes);
}

/** The canonical form of sixteen bytes in wire order. */
export function uuidOfWireBytes(bytes: readonly number[]): string {
  return uuidOfBytes(swapGroups(bytes));
}

/** The canonical form of sixteen bytes in the order of the canonical form (big-endian senders). */
export function uuidOfBytes(bytes: readonly number[]): string {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function swapGroups(bytes: readonly number[]): readonly number[] {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return order.map((index) => bytes[index] ?? 0);
}

/** Bytes 0x20 to 0x7e of the wire form in order: what a text dump shows of it. */
export function printableForm(uuid: string): string {
  return printableOfBytes(wireBytes(uuid));
}

/** Bytes 0x20 to 0x7e in order; all others vanish. */
export function printableOfBytes(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes.filter((byte) => byte >= 0x20 && byte <= 0x7e));
}

/** The wire form as hexadecimal bytes with spaces. */
export function hexForm(uuid: string): string {
  return wireBytes(uuid)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join(" ");
}

/**
 * Finds UUIDs written in canonical form, and runs of exactly sixteen hexadecimal bytes that are the bytes of one that `known` tells of,
 * in wire order before the other. Other bytes are left alone: hashes, addresses and fingerprints have sixteen too. The UUID of zeros
 * stands for none.
 */
export function findUuids(text: string, known: (uuid: string) => boolean): readonly WrittenUuid[] {
  const found: WrittenUuid[] = [];
  for (const match of text.matchAll(CANONICAL)) {
    const inner = match[1] ?? "";
    const start = match.index + match[0].indexOf(inner);
    if (!/[1-9a-f]/i.test(inner)) continue;
    found.push({ span: { start, end: start + inner.length }, uuid: inner.toLowerCase(), form: "canonical" });
  }
  for (const match of text.matchAll(BYTES)) {
    const bytes = (match[0].replace(/\\x|0x/gi, " ").match(/[0-9a-f]{2}/gi) ?? []).map((pair) =>
      Number.parseInt(pair, 16),
    );
    if (bytes.length !== 16) continue;
    const wire = uuidOfWireBytes(bytes);
    const plain = uuidOfBytes(bytes);
    const big = !known(wire) && known(plain);
    if ((!big && !known(wire)) || bytes.every((byte) => byte === 0)) continue;
    found.push({
      span: { start: match.index, end: match.index + match[0].length },
      uuid: big ? plain : wire,
      form: big ? "big-endian" : "wire",
    });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
