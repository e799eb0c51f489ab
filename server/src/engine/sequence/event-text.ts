import type { Row } from "#events/row.ts";
import { toList, toNumber, toText } from "#events/value.ts";

/** The fields of an event as texts and numbers. */
export class EventText {
  readonly #row: Row;
  constructor(row: Row) {
    this.#row = row;
  }
  text(name: string): string {
    return toText(this.#row.get(name)) ?? "";
  }
  number(name: string): number | null {
    return toNumber(this.#row.get(name));
  }
  list(name: string): readonly string[] {
    return toList(this.#row.get(name));
  }
}

/** An address as captures write it: IPv4 without the prefix that maps it into IPv6, all in lower case. */
export function address(text: string): string {
  return text.replace(/^::ffff:(?=\d+\.)/i, "").toLowerCase();
}

/** A whole number that is written in decimal or hexadecimal. */
export function whole(text: string): number | null {
  return /^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text) ? Number(text) : null;
}
