import { expect, test } from "vitest";
import { pcap } from "#engine/readers/pcap.ts";
import { bytesSource } from "#engine/sources.ts";
import {
  ascii,
  type Bytes,
  be16,
  be32,
  bind,
  bindAck,
  classic,
  ipv4,
  le16,
  le32,
  request,
  response,
  tcp,
  WMI,
  wireUuid,
} from "./make-capture.ts";
import { readAll } from "./read-all.ts";

const zeros = (n: number): number[] => new Array(n).fill(0);
const wide = (text: string): number[] => ascii(text).flatMap((byte) => [byte, 0]);
const FILE = new Array(16).fill(0x11);
const SAME = new Array(16).fill(0xff);
const ANSWER = 1;
const RELATED = 4;

/** One SMB2 command; related ones leave session and tree open, as Windows does. */
function command(code: number, id: number, body: Bytes, { flags = 0, status = 0 } = {}): number[] {
  const related = flags === RELATED;
  const where = related ? be32(0xffffffff) : le32(1);
  const session = related ? new Array(8).fill(0xff) : [7, ...zeros(7)];
  const head = [0xfe, ...ascii("SMB"), ...le16(64), ...le16(1), ...le32(status), ...le16(code), ...le16(1)];
  return [
    ...head,
    ...le32(flags),
    ...le32(0),
    ...le32(id),
    ...le32(0),
    ...le32(0),
    ...where,
    ...session,
    ...zeros(16),
    ...body,
  ];
}

/** Commands in one message, each but the last filled up to eight bytes and with the way to the next. */
function message(...commands: readonly number[][]): number[] {
  const chained = commands.flatMap((one, i) => {
    if (i === commands.length - 1) return one;
    const padded = [...one, ...zeros((8 - (one.length % 8)) % 8)];
    padded.splice(20, 4, ...le32(padded.length));
    return padded;
  });
  return [0, 0, ...be16(chained.length), ...chained];
}

const connect = (path: string) => [...le16(9), 0, 0, ...le16(72), ...le16(path.length * 2), ...wide(path)];
const create = (name: string) => [
  ...le16(57),
  ...zeros(42),
  ...le16(120),
  ...le16(name.length * 2),
  ...zeros(8),
  ...wide(name),
];
const created = [...le16(89), ...zeros(62), ...FILE, ...zeros(8)];
const write = (file: Bytes, data: Bytes) => [
  ...le16(49),
  ...le16(112),
  ...le32(data.length),
  ...zeros(8),
  ...file,
  ...zeros(16),
  ...data,
];
const read = (file: Bytes) => [...le16(49), 0x50, 0, ...le32(1024), ...zeros(8), ...file, ...zeros(17)];
const readData = (data: Bytes) => [...le16(17), 80, 0, ...le32(data.length), ...zeros(8), ...data];
const ioctl = (data: Bytes) => [
  ...le16(57),
  0,
  0,
  ...le32(0x0011c017),
  ...FILE,
  ...le32(120),
  ...le32(data.length),
  ...zeros(24),
  ...data,
];
const ioctlData = (data: Bytes) => [
  ...le16(49),
  0,
  0,
  ...le32(0x0011c017),
  ...FILE,
  ...zeros(8),
  ...le32(112),
  ...le32(data.length),
  ...zeros(8),
  ...data,
];

/** A pipe that is opened and written to in one chain, read later, and used by a call whose answer comes in two parts. */
function packets(): number[][] {
  const answer = response(2, ascii("answered"));
  const sent: readonly (readonly [boolean, number[]])[] = [
    [false, message(command(3, 1, connect("\\\\ws1\\IPC$")))],
    [true, message(command(3, 1, [...le16(16), 2, ...zeros(13)], { flags: ANSWER }))],
    [false, message(command(5, 2, create("winmgmt")), command(9, 3, write(SAME, bind(WMI)), { flags: RELATED }))],
    [
      true,
      message(command(5, 2, created, { flags: ANSWER }), command(9, 3, [...le16(17), ...zeros(14)], { flags: ANSWER })),
    ],
    [false, message(command(8, 4, read(FILE)))],
    [true, message(command(8, 4, [...le16(9), ...zeros(7)], { flags: ANSWER | 2, status: 0x103 }))],
    [true, message(command(8, 4, readData(bindAck()), { flags: ANSWER | 2 }))],
    [false, message(command(11, 5, ioctl(request(2, 24, ascii("asked")))))],
    [true, message(command(11, 5, ioctlData(answer.slice(0, 20)), { flags: ANSWER, status: 0x80000005 }))],
    [false, message(command(8, 6, read(FILE)))],
    [true, message(command(8, 6, readData(answer.slice(20)), { flags: ANSWER }))],
  ];
  const at = { client: 1, server: 1 };
  return sent.map(([fromServer, bytes]) => {
    const side = fromServer ? "server" : "client";
    const packet = tcp(at[side], bytes, { fromServer, port: 445 });
    at[side] += bytes.length;
    return packet;
  });
}

test("a pipe that is opened and used in one chain is one stream", async () => {
  const bytes = classic(packets());
  const { events, problems } = await readAll(pcap, bytesSource("a.pcap", bytes));
  expect(problems).toEqual([]);
  const of = (kind: string) => events.filter(({ fields }) => fields.get("sourcetype") === kind);
  expect(of("dce_rpc_bind").map(({ fields }) => fields.get("accepted{}"))).toEqual(["7"]);
  const names = ["interface_uuid", "opnum", "request_len", "response_len", "hinted"];
  expect(of("dce_rpc").map(({ fields }) => names.map((name) => fields.get(name)))).toEqual([
    [WMI, "24", "5", "8", null],
  ]);
});

const OPENS_AND_BINDS = message(
  command(5, 2, create("winmgmt")),
  command(9, 3, write(SAME, [...bind(WMI), ...request(2, 24, ascii("asked"))]), { flags: RELATED }),
);

test("a chain whose opening has no answer in the capture is read, and one that was refused is not", async () => {
  const refused = message(command(5, 2, [...le16(9), ...zeros(7)], { flags: ANSWER, status: 0xc0000022 }));
  const calls = async (...packets: readonly number[][]) => {
    const { events } = await readAll(pcap, bytesSource("a.pcap", classic(packets)));
    const found = events.filter(({ fields }) => fields.get("sourcetype") === "dce_rpc");
    return found.map(({ fields }) => ["interface_uuid", "opnum", "response_len"].map((name) => fields.get(name)));
  };
  const asked = tcp(1, OPENS_AND_BINDS, { port: 445 });
  expect(await calls(asked)).toEqual([[WMI, "24", null]]);
  expect(await calls(asked, tcp(1, refused, { port: 445, fromServer: true }))).toEqual([]);
});

test("a connectionless call without an object has none", async () => {
  const body = [
    4,
    0,
    8,
    0,
    0x10,
    0,
    0,
    0,
    ...zeros(16),
    ...wireUuid(WMI),
    ...zeros(16),
    ...le32(0),
    ...le32(0),
    ...le32(0),
  ];
  const datagram = [...body, ...le16(24), 255, 255, 255, 255, ...le16(4), ...zeros(4), ...ascii("stub")];
  const udp = [...be16(50000), ...be16(49700), ...be16(8 + datagram.length), 0, 0, ...datagram];
  const { events } = await readAll(pcap, bytesSource("a.pcap", classic([ipv4(udp, { protocol: 17 })])));
  const [call] = events.filter(({ fields }) => fields.get("sourcetype") === "dce_rpc");
  expect(["interface_uuid", "opnum", "object"].map((name) => call?.fields.get(name))).toEqual([WMI, "24", null]);
});
