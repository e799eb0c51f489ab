import { indexOfBytes } from "./bytes.ts";
import type { Found } from "./stub.ts";
import { latin1 } from "./text.ts";

/** The service of a Kerberos ticket. */
export interface TicketService {
  /** Service class and host, as in `RPCSS/server.example`. */
  readonly service: Found<string>;
  readonly realm: Found<string>;
}

/** `tkt-vno [0] INTEGER 5` and the tag of the realm: where a ticket's names begin (RFC 4120, 5.3). */
const TICKET = new Uint8Array([0xa0, 0x03, 0x02, 0x01, 0x05, 0xa1]);
const SEQUENCE = 0x30;
const GENERAL_STRING = 0x1b;

/** Finds the ticket in a token, inside SPNEGO and AP-REQ; null when there is none. */
export function ticketServiceIn(bytes: Uint8Array): TicketService | null {
  for (let at = indexOfBytes(bytes, TICKET); at >= 0; at = indexOfBytes(bytes, TICKET, at + 1)) {
    const found = ticketAt(bytes, at + TICKET.length - 1);
    if (found !== null) return found;
  }
  return null;
}

/** A value of DER: its tag and where its contents are. */
interface Der {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function derAt(bytes: Uint8Array, at: number, limit: number): Der | null {
  const tag = bytes[at] ?? 0;
  let length = bytes[at + 1] ?? 0;
  let start = at + 2;
  if (length > 0x84 || length === 0x80) return null;
  if (length > 0x80) {
    const digits = length - 0x80;
    length = 0;
    for (let i = 0; i < digits; i++) length = length * 256 + (bytes[start + i] ?? 0);
    start += digits;
  }
  return start + length > limit ? null : { tag, start, end: start + length };
}

function inside(bytes: Uint8Array, outer: Der | null, tag: number): Der | null {
  const inner = outer === null ? null : derAt(bytes, outer.start, outer.end);
  return inner?.tag === tag ? inner : null;
}

function ticketAt(bytes: Uint8Array, at: number): TicketService | null {
  const realmTag = derAt(bytes, at, bytes.length);
  const realm = inside(bytes, realmTag, GENERAL_STRING);
  const nameTag = realmTag === null ? null : derAt(bytes, realmTag.end, bytes.length);
  const name = nameTag?.tag === 0xa2 ? inside(bytes, nameTag, SEQUENCE) : null;
  const type = inside(bytes, name, 2) ?? inside(bytes, name, 0xa0);
  const list = name === null || type === null ? null : derAt(bytes, type.end, name.end);
  const strings = inside(bytes, list, SEQUENCE);
  if (realm === null || strings === null) return null;
  const parts: string[] = [];
  for (let place = strings.start; place < strings.end; ) {
    const part = derAt(bytes, place, strings.end);
    if (part === null || part.tag !== GENERAL_STRING) return null;
    parts.push(latin1(bytes, part.start, part.end));
    place = part.end;
  }
  if (parts.length === 0) return null;
  const service = { value: parts.join("/"), start: strings.start, end: strings.end };
  return { service, realm: { value: latin1(bytes, realm.start, realm.end), start: realm.start, end: realm.end } };
}
