import { describe, expect, test } from "vitest";
import { pcap } from "#engine/readers/pcap.ts";
import { bytesSource } from "#engine/sources.ts";
import {
  ascii,
  type Bytes,
  bind,
  bindAck,
  classic,
  le16,
  le32,
  NDR,
  pdu,
  request,
  response,
  tcp,
  WMI,
  wireUuid,
} from "./make-capture.ts";
import { readAll } from "./read-all.ts";

/** Rules of DCE/RPC over TCP, one test each: what contexts, fragments, trailers and faults mean for the calls that come out. */

const LOGIN = "f309ad18-d86a-11d0-a075-00c04fb68820";
const FEATURES = "6cb71c2c-9812-4540-0300-000000000000";

interface Context {
  readonly id: number;
  readonly uuid: string;
  readonly transfer?: string;
}

/** A bind (11) or alter_context (14) of several contexts. */
function offer(type: 11 | 14, call: number, contexts: readonly Context[], flags = 3): number[] {
  const items = contexts.flatMap(({ id, uuid, transfer = NDR }) => [
    ...[...le16(id), 1, 0, ...wireUuid(uuid), ...le32(0)],
    ...[...wireUuid(transfer), ...le32(2)],
  ]);
  return pdu(type, call, [...le16(4280), ...le16(4280), ...le32(0), contexts.length, 0, 0, 0, ...items], { flags });
}

/** The answer to an offer. */
function answer(type: 12 | 15, call: number, results: readonly number[], address: Bytes = []): number[] {
  const head = [...le16(4280), ...le16(4280), ...le32(1), ...le16(address.length), ...address];
  while ((head.length + 16) % 4 !== 0) head.push(0);
  const items = results.flatMap((result) => [...le16(result), ...le16(0), ...wireUuid(NDR), ...le32(2)]);
  return pdu(type, call, [...head, results.length, 0, 0, 0, ...items]);
}

/** A request on a context; `object` states the object's UUID. */
function ask(call: number, ctx: number, opnum: number, { stub = "abcd", flags = 3, object = "" } = {}): number[] {
  const named = object === "" ? [] : wireUuid(object);
  const body = [...le32(4), ...le16(ctx), ...le16(opnum), ...named, ...ascii(stub)];
  return pdu(0, call, body, { flags: flags | (object === "" ? 0 : 0x80) });
}

function reply(call: number, ctx: number, stub = "done"): number[] {
  return pdu(2, call, [...le32(stub.length), ...le16(ctx), 0, 0, ...ascii(stub)]);
}

/** A PDU with a verifier behind its body: padding, level and token. */
function sealed(plain: readonly number[], level: number, pad = 4): number[] {
  const token = new Array(16).fill(0xaa);
  const whole = [...plain, ...new Array(pad).fill(0), 10, level, pad, 0, ...le32(0), ...token];
  whole.splice(8, 4, ...le16(whole.length), ...le16(token.length));
  return whole;
}

type Sent = readonly [side: "c" | "s", bytes: readonly number[]];

/** The events of a conversation on a dynamic port. */
async function events(sent: readonly Sent[], port = 49_700) {
  const at = { c: 100, s: 500 };
  const packets = sent.map(([side, bytes]) => {
    const packet = tcp(at[side], bytes, { fromServer: side === "s", port });
    at[side] += bytes.length;
    return packet;
  });
  return (await readAll(pcap, bytesSource("a.pcap", classic(packets)))).events;
}

async function calls(sent: readonly Sent[], ...names: readonly string[]): Promise<unknown[][]> {
  const found = (await events(sent)).filter(({ fields }) => fields.get("sourcetype") === "dce_rpc");
  return found.map(({ fields }) => names.map((name) => fields.get(name)));
}

const OPEN: readonly Sent[] = [
  ["c", offer(11, 1, [{ id: 0, uuid: WMI }])],
  ["s", answer(12, 1, [0], ascii("49700\0"))],
];

describe("contexts", () => {
  test("the answers are those to the offers in their order; what is refused is no interface", async () => {
    const sent: Sent[] = [
      [
        "c",
        offer(11, 1, [
          { id: 0, uuid: LOGIN },
          { id: 4, uuid: WMI },
        ]),
      ],
      ["s", answer(12, 1, [2, 0])],
      ["c", ask(2, 4, 24)],
    ];
    expect(await calls(sent, "interface_uuid", "opnum", "ctx")).toEqual([[WMI, "24", "4"]]);
  });

  test("the negotiation of features is no context", async () => {
    const sent: Sent[] = [
      [
        "c",
        offer(11, 1, [
          { id: 0, uuid: WMI },
          { id: 1, uuid: WMI, transfer: FEATURES },
        ]),
      ],
      ["s", answer(12, 1, [0, 3])],
    ];
    const [found] = (await events(sent)).filter(({ fields }) => fields.get("sourcetype") === "dce_rpc_bind");
    expect(found?.fields.get("accepted{}")).toBe("0");
  });

  test("a later offer gives an id another interface, if it is accepted", async () => {
    const later = (result: number): Sent[] => [
      ...OPEN,
      ["c", ask(2, 0, 24)],
      ["c", offer(14, 3, [{ id: 0, uuid: LOGIN }])],
      ["s", answer(15, 3, [result])],
      ["c", ask(4, 0, 6)],
    ];
    expect(await calls(later(0), "interface_uuid")).toEqual([[WMI], [LOGIN]]);
    expect(await calls(later(2), "interface_uuid")).toEqual([[WMI], [WMI]]);
  });

  test("an offer without an answer counts as accepted; without an offer the interface is open", async () => {
    expect(await calls([OPEN[0] as Sent, ["c", ask(2, 0, 24)]], "interface_uuid", "opnum")).toEqual([[WMI, "24"]]);
    expect(
      await calls(
        [
          ["c", ask(2, 0, 24)],
          ["s", reply(2, 0)],
          ["c", ask(3, 0, 24)],
        ],
        "opnum",
        "ctx",
      ),
    ).toEqual([
      ["24", "0"],
      ["24", "0"],
    ]);
  });

  test("an offer that is marked neither as first nor as last fragment is whole", async () => {
    const sent: Sent[] = [
      ["c", offer(11, 1, [{ id: 0, uuid: WMI }], 0)],
      ["s", answer(12, 1, [0])],
      ["c", ask(2, 0, 24)],
    ];
    expect(await calls(sent, "interface_uuid")).toEqual([[WMI]]);
  });

  test.each([
    ["49700\0", "49700"],
    ["49700", "49700"],
    ["\\pipe\\atsvc\0xx", "\\pipe\\atsvc"],
  ])("the second address %j is %s", async (address, expected) => {
    const sent: Sent[] = [
      ["c", offer(11, 1, [{ id: 0, uuid: WMI }])],
      ["s", answer(12, 1, [0], ascii(address))],
      ["c", ask(2, 0, 24)],
    ];
    expect(await calls(sent, "named_pipe")).toEqual([[expected]]);
  });
});

describe("calls", () => {
  test("answers go to requests by their ids, in whatever order", async () => {
    const sent: Sent[] = [
      ...OPEN,
      ["c", ask(2, 0, 24)],
      ["c", ask(3, 0, 6)],
      ["s", reply(3, 0, "three")],
      ["s", reply(2, 0, "second")],
    ];
    expect(await calls(sent, "call_id", "opnum", "response_len")).toEqual([
      ["2", "24", "6"],
      ["3", "6", "5"],
    ]);
  });

  test("fragments are one call, of the first one's number", async () => {
    const sent: Sent[] = [
      ...OPEN,
      ["c", ask(2, 0, 24, { flags: 1 })],
      ["c", ask(2, 0, 24, { flags: 0, stub: "efghij" })],
      ["c", ask(2, 0, 24, { flags: 2, stub: "k" })],
    ];
    expect(await calls(sent, "opnum", "fragments", "request_len")).toEqual([["24", "3", "11"]]);
  });

  test("a fault says its status", async () => {
    const fault = pdu(3, 2, [...le32(0), ...le16(0), 0, 0, ...le32(0x1c010002), ...le32(0)]);
    const [found] = await calls([...OPEN, ["c", ask(2, 0, 24)], ["s", fault]], "fault", "opnum");
    expect(found).toEqual([expect.stringContaining("0x1c010002"), "24"]);
  });

  test("the object stands before the arguments", async () => {
    const object = "0000a001-0b2c-0000-1122-334455667788";
    expect(await calls([...OPEN, ["c", ask(2, 0, 24, { object })]], "object", "request_len")).toEqual([[object, "4"]]);
  });

  test("the level belongs to the PDU; padding and verifier are no arguments", async () => {
    const sent: Sent[] = [
      ...OPEN,
      ["c", sealed(ask(2, 0, 6), 4)],
      ["c", sealed(ask(3, 0, 24), 6, 0)],
      ["c", ask(4, 0, 3)],
    ];
    expect(await calls(sent, "auth_level", "encrypted", "request_len")).toEqual([
      ["4", "false", "4"],
      ["6", "true", "4"],
      [null, "false", "4"],
    ]);
  });

  test("what ends or cancels calls is none", async () => {
    const sent: Sent[] = [...OPEN, ["c", pdu(18, 2, [])], ["c", pdu(19, 2, [])], ["s", pdu(17, 0, [])]];
    expect(await calls(sent, "opnum")).toEqual([]);
  });

  test("the third message of authentication has no answer and is no call", async () => {
    const auth3 = sealed(pdu(16, 1, [0, 0, 0, 0]), 6, 0);
    const sent: Sent[] = [...OPEN, ["c", auth3], ["c", ask(2, 0, 24)], ["s", reply(2, 0)]];
    expect(await calls(sent, "opnum", "response_len")).toEqual([["24", "4"]]);
  });
});

describe("recognition", () => {
  test("needs no port, but a transfer syntax that is known", async () => {
    const unknown = "01234567-89ab-cdef-0123-456789abcdef";
    const sent = (transfer: string): Sent[] => [["c", offer(11, 1, [{ id: 0, uuid: WMI, transfer }])]];
    const kinds = async (transfer: string, port: number) =>
      (await events(sent(transfer), port)).map(({ fields }) => fields.get("sourcetype"));
    expect(await kinds(NDR, 8443)).toContain("dce_rpc_bind");
    expect(await kinds(unknown, 8443)).not.toContain("dce_rpc_bind");
    expect(await kinds(NDR, 80)).not.toContain("dce_rpc_bind");
  });

  test("a session that the builders of captures make is read the same", async () => {
    const sent: Sent[] = [
      ["c", bind(WMI)],
      ["s", bindAck()],
      ["c", request(2, 24, ascii("abc"))],
      ["s", response(2, ascii("ok"))],
    ];
    expect(await calls(sent, "interface_uuid", "request_len", "response_len")).toEqual([[WMI, "3", "2"]]);
  });
});
