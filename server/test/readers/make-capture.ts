/** Builders of small captures: frames, TCP segments, RPC PDUs. */

export const be16 = (n: number): number[] => [(n >> 8) & 255, n & 255];
export const be32 = (n: number): number[] => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255];
export const le16 = (n: number): number[] => be16(n).reverse();
export const le32 = (n: number): number[] => be32(n).reverse();
export const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

export type Bytes = readonly number[];

/** A classic capture of raw IP packets, a millisecond apart; nanoseconds and big-endian on demand. */
export function classic(packets: readonly Bytes[], { nano = false, big = false, snap = 65535 } = {}): Uint8Array {
  const n32 = big ? be32 : le32;
  const n16 = big ? be16 : le16;
  const out = [
    ...n32(nano ? 0xa1b23c4d : 0xa1b2c3d4),
    ...n16(2),
    ...n16(4),
    ...n32(0),
    ...n32(0),
    ...n32(snap),
    ...n32(101),
  ];
  packets.forEach((packet, i) => {
    const kept = packet.slice(0, snap);
    const fraction = (i + 1) * (nano ? 1_000_001 : 1000);
    out.push(...n32(1_700_000_000), ...n32(fraction), ...n32(kept.length), ...n32(packet.length), ...kept);
  });
  return new Uint8Array(out);
}

/** A pcapng block. */
export function block(type: number, body: Bytes): number[] {
  const padded = [...body, ...new Array((4 - (body.length % 4)) % 4).fill(0)];
  const size = le32(padded.length + 12);
  return [...le32(type), ...size, ...padded, ...size];
}

const CLIENT = [10, 0, 0, 1];
const SERVER = [10, 0, 0, 2];

/** An IPv4 packet between the two hosts. */
export function ipv4(
  payload: Bytes,
  { fromServer = false, protocol = 6, id = 1, fragment = 0, total = payload.length + 20 } = {},
): number[] {
  const [source, target] = fromServer ? [SERVER, CLIENT] : [CLIENT, SERVER];
  return [
    0x45,
    0,
    ...be16(total),
    ...be16(id),
    ...be16(fragment),
    64,
    protocol,
    0,
    0,
    ...source,
    ...target,
    ...payload,
  ];
}

/** A TCP header with its payload, between port 50000 and the server's. */
export function tcpHeader(
  sequence: number,
  payload: Bytes,
  { fromServer = false, flags = 0x18, port = 49152 } = {},
): number[] {
  const ports = fromServer ? [...be16(port), ...be16(50000)] : [...be16(50000), ...be16(port)];
  return [...ports, ...be32(sequence), ...be32(0), 0x50, flags, 255, 255, 0, 0, 0, 0, ...payload];
}

export function tcp(
  sequence: number,
  payload: Bytes,
  options: { fromServer?: boolean; flags?: number; port?: number } = {},
): number[] {
  return ipv4(tcpHeader(sequence, payload, options), options);
}

export const NDR = "8a885d04-1ceb-11c9-9fe8-08002b104860";
export const WMI = "9556dc99-828c-11cf-a37e-00aa003240c7";

/** A UUID as it goes over the wire. */
export function wireUuid(uuid: string, big = false): number[] {
  const groups = uuid
    .split("-")
    .map((group) => (group.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16)));
  return groups.flatMap((group, i) => (i < 3 && !big ? [...group].reverse() : group));
}

/** A connection-oriented PDU around a body. */
export function pdu(type: number, call: number, body: Bytes, { flags = 3, big = false } = {}): number[] {
  const n16 = big ? be16 : le16;
  const n32 = big ? be32 : le32;
  return [5, 0, type, flags, big ? 0 : 0x10, 0, 0, 0, ...n16(16 + body.length), ...n16(0), ...n32(call), ...body];
}

/** A bind of one context, 7, to an interface. */
export function bind(uuid: string, big = false): number[] {
  const n16 = big ? be16 : le16;
  const n32 = big ? be32 : le32;
  const context = [...n16(7), 1, 0, ...wireUuid(uuid, big), ...n32(0), ...wireUuid(NDR, big), ...n32(2)];
  return pdu(11, 1, [...n16(4280), ...n16(4280), ...n32(0), 1, 0, 0, 0, ...context], { big });
}

/** The answer that accepts it, or not. */
export function bindAck(result = 0): number[] {
  const address = [...le16(4), ...ascii("135\0"), 0, 0];
  return pdu(12, 1, [
    ...le16(4280),
    ...le16(4280),
    ...le32(1),
    ...address,
    1,
    0,
    0,
    0,
    ...le16(result),
    ...le16(0),
    ...wireUuid(NDR),
    ...le32(2),
  ]);
}

export function request(call: number, opnum: number, stub: Bytes, { flags = 3, big = false } = {}): number[] {
  const n16 = big ? be16 : le16;
  return pdu(0, call, [...(big ? be32 : le32)(stub.length), ...n16(7), ...n16(opnum), ...stub], { flags, big });
}

export function response(call: number, stub: Bytes): number[] {
  return pdu(2, call, [...le32(stub.length), ...le16(7), 0, 0, ...stub]);
}

/** A session with one call of ExecMethod in two fragments, from the opening to the answer. */
export function session(): number[][] {
  const asked = [bind(WMI), request(2, 24, ascii("abcd"), { flags: 1 }), request(2, 24, ascii("efgh"), { flags: 2 })];
  const [first = [], second = [], third = []] = asked;
  const ack = bindAck();
  return [
    tcp(99, [], { flags: 2 }),
    tcp(499, [], { flags: 0x12, fromServer: true }),
    tcp(100, first),
    tcp(500, ack, { fromServer: true }),
    tcp(100 + first.length, second),
    tcp(100 + first.length + second.length, third),
    tcp(500 + ack.length, response(2, ascii("done")), { fromServer: true }),
  ];
}
