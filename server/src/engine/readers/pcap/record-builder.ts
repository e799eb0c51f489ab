import type { CaptureRecord, EventValue } from "./capture-event.ts";
import type { Connection, Packets, Slice } from "./model.ts";

/** Collects the fields of one event of a connection, in order, with their origins. */
export class RecordBuilder {
  readonly #kind: string;
  readonly #frame: number;
  readonly #packets: Packets;
  readonly #connection: Connection;
  readonly #fields: [string, EventValue][] = [];
  readonly #origins = new Map<string, readonly Slice[]>();
  #start: number;
  #end: number;

  constructor(kind: string, frame: number, connection: Connection, packets: Packets) {
    this.#kind = kind;
    this.#frame = frame;
    this.#packets = packets;
    this.#connection = connection;
    const { start, captured } = packets.frame(frame);
    this.#start = start;
    this.#end = start + captured;
    this.add("uid", connectionUid(connection, packets));
    this.add("id.orig_h", connection.orig.host).add("id.orig_p", connection.orig.port);
    this.add("id.resp_h", connection.resp.host).add("id.resp_p", connection.resp.port);
  }

  /** Adds a field; null and undefined are left out. */
  add(name: string, value: EventValue | null | undefined, origin?: readonly Slice[]): this {
    if (value === null || value === undefined) return this;
    this.#fields.push([name, value]);
    if (origin !== undefined && origin.length > 0) this.#origins.set(name, origin);
    return this;
  }

  /** Says which bytes the event as a whole comes from. */
  cover(slices: readonly Slice[]): this {
    let start = Number.POSITIVE_INFINITY;
    let end = 0;
    for (const { frame, offset, length } of slices) {
      const at = this.#packets.frame(frame).start + offset;
      start = Math.min(start, at);
      end = Math.max(end, at + length);
    }
    if (slices.length === 0) return this;
    this.#start = start;
    this.#end = end;
    return this;
  }

  build(): CaptureRecord {
    const { ts } = this.#packets.frame(this.#frame);
    const record = { kind: this.#kind, frame: this.#frame, ts, fields: this.#fields, origins: this.#origins };
    return { ...record, start: this.#start, end: this.#end, connection: this.#connection };
  }
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const uids = new WeakMap<Connection, string>();

/** A connection's name like Zeek's: `C` and 17 digits of base 62, made of its endpoints and its first frame's place and time. */
function connectionUid(connection: Connection, packets: Packets): string {
  const known = uids.get(connection);
  if (known !== undefined) return known;
  const { proto, orig, resp, firstFrame, id } = connection;
  const { ts, start } = packets.frame(firstFrame);
  const seed = [proto, orig.host, orig.port, resp.host, resp.port, ts, start, id, packets.bytes.length].join(" ");
  let hash = 0xcbf29ce484222325n;
  let uid = "C";
  for (let i = 0; i < 17; i++) {
    for (const unit of i % 8 === 0 ? `${i}${seed}` : "x") {
      hash = BigInt.asUintN(64, (hash ^ BigInt(unit.charCodeAt(0))) * 0x100000001b3n);
    }
    uid += DIGITS[Number((hash >> 32n) % 62n)];
  }
  uids.set(connection, uid);
  return uid;
}
