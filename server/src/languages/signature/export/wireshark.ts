import type { Condition } from "#syntax/signature/condition.ts";
import type { HttpTest, RpcTest } from "../element.ts";
import { encoded } from "../match-text.ts";
import type { ReadElement } from "../signature-language.ts";
import type { ExportInput } from "./export.ts";
import { lostOptions } from "./lost-options.ts";
import { statedBytes } from "./wire-prefix.ts";
import { anyOf, bodyMatches, byteByByte, bytesText, fieldOf, quoted } from "./wireshark-bytes.ts";

/** A Wireshark display filter. It judges packets one by one, so elements of one connection need not stand in one packet here. */
export function wiresharkFilter(input: ExportInput): string {
  for (const one of input.elements.values())
    lostOptions(one, ["count", "after", "near", "within", "distance"], "A display filter sees one packet", input);
  const { span, kind } = input.condition;
  if (kind === "and")
    input.note(
      span,
      "A display filter judges packets one by one: elements that stand in different packets of a connection are not joined.",
    );
  if (kind === "not")
    input.note(span, "A display filter judges packets one by one: it selects every packet that the element is not in.");
  if ([...input.elements.values()].some(({ test, options }) => test.on === "bytes" && byPacket(options.scope)))
    input.note(
      span,
      "A display filter sees the bytes of one packet: what lies across packets is not found, what is sent again is selected again, and an offset counts from the packet's payload.",
    );
  return `${conditionText(input.condition, input)}\n`;
}

function byPacket(scope: ReadElement["options"]["scope"]): boolean {
  return scope === undefined || scope === "stream" || scope === "segment";
}

function conditionText(condition: Condition, input: ExportInput): string {
  switch (condition.kind) {
    case "and":
    case "or": {
      const word = condition.kind === "and" ? " && " : " || ";
      return `(${condition.parts.map((part) => conditionText(part, input)).join(word)})`;
    }
    case "not":
      return `!(${conditionText(condition.part, input)})`;
    case "name":
    case "count": {
      if (condition.kind === "count")
        input.note(condition.span, "A display filter cannot count; that it is found at all is asked.");
      const one = input.elements.get(condition.name);
      return one === undefined ? "frame.number == 0" : elementText(one, input);
    }
    case "of":
      return "frame.number == 0";
  }
}

function elementText(one: ReadElement, input: ExportInput): string {
  const { test, options } = one;
  const udp = options.protocols.includes("udp") && !options.protocols.includes("tcp");
  const transport = udp ? "udp" : "tcp";
  const parts: string[] = [];
  if (test.on === "bytes") {
    const scope = options.scope ?? (options.pdus.length > 0 ? "pdu" : "stream");
    if (scope === "stub")
      input.note(one, "The whole PDU is looked at, its header and trailer too, not the stub alone.");
    parts.push(bytesText(test.source, one, fieldOf(scope, transport), input));
  } else if (test.on === "rpc") parts.push(rpcText(test, one, input));
  else if (test.on === "http") parts.push(...httpTexts(test));
  else {
    if (test.tree !== undefined) parts.push(`smb2.tree matches ${quoted(`(?:^|\\\\)${escaped(test.tree)}$`)}`);
    if (test.pipe !== undefined) parts.push(`smb2.filename matches ${quoted(`(?:^|\\\\)${escaped(test.pipe)}$`)}`);
  }
  const ports = options.ports.map(({ min, max }) => portText(transport, options.direction, min, max));
  if (ports.length > 0) parts.push(anyOf(ports));
  else if (options.direction !== "any")
    input.note(one, "Without a port a display filter cannot tell the direction; it is lost.");
  if (options.pdus.length > 0)
    parts.push(anyOf(options.pdus.map((pdu) => `dcerpc.pkt_type == ${PDU_NUMBERS[pdu] ?? 0}`)));
  const text = parts.length > 1 ? `(${parts.join(" && ")})` : (parts[0] ?? "frame.number == 0");
  if (options.not) input.note(one, "A display filter selects every packet that the element is not in.");
  return options.not ? `!(${text})` : text;
}

function httpTexts({ method, path, header, body }: HttpTest): readonly string[] {
  const parts: string[] = [];
  if (method !== undefined) parts.push(`http.request.method == ${quoted(method)}`);
  if (path !== undefined) parts.push(`http.request.uri matches ${quoted(`^${escaped(path)}`)}`);
  if (header !== undefined) parts.push(`http.request.line matches ${quoted(escaped(header))}`);
  if (body !== undefined) {
    const forms = (["ascii", "utf16le"] as const).map((encoding) => byteByByte([...encoded(body, encoding)]));
    parts.push("http.request", bodyMatches(forms.join("|"), true));
  }
  return parts;
}

const PDU_NUMBERS: Readonly<Record<string, number>> = {
  request: 0,
  response: 2,
  fault: 3,
  bind: 11,
  bind_ack: 12,
  bind_nak: 13,
  alter_context: 14,
  alter_context_resp: 15,
  auth3: 16,
};

function portText(transport: string, direction: string, min: number, max: number): string {
  const field = direction === "to_server" ? "dstport" : direction === "to_client" ? "srcport" : "port";
  return min === max ? `${transport}.${field} == ${min}` : `${transport}.${field} in {${min}..${max}}`;
}

/** Display filters of the interfaces that Wireshark has a decoder for (its epan/dissectors). */
const DECODERS: Readonly<Record<string, string>> = {
  "000001a0-0000-0000-c000-000000000046": "isystemactivator",
  "00000131-0000-0000-c000-000000000046": "remunk",
  "00000143-0000-0000-c000-000000000046": "remunk2",
  "99fcfec4-5260-101b-bbcb-00aa0021347a": "oxid",
  "4d9f4ab8-7d1c-11cf-861e-0020af6e7c57": "remact",
  "e1af8308-5d1f-11c9-91a4-08002b14a0fa": "epm",
  "367abb81-9844-35f1-ad32-98f038001003": "svcctl",
  "338cd001-2244-31f1-aaaa-900038001003": "winreg",
  "12345778-1234-abcd-ef00-0123456789ac": "samr",
  "12345778-1234-abcd-ef00-0123456789ab": "lsarpc",
  "12345678-1234-abcd-ef00-01234567cffb": "rpc_netlogon",
  "12345678-1234-abcd-ef00-0123456789ab": "spoolss",
  "1ff70682-0a51-30e8-076d-740be8cee98b": "atsvc",
  "4b324fc8-1670-01d3-1278-5a47bf6ee188": "srvsvc",
  "6bffd098-a112-3610-9833-46c3f87e345a": "wkssvc",
  "e3514235-4b06-11d1-ab04-00c04fc2dcd2": "drsuapi",
  "86d35949-83c9-4044-b424-db363231fd0c": "taskschedulerservice",
};

function rpcText(test: RpcTest, one: ReadElement, input: ExportInput): string {
  const { uuids, opnums, places } = test;
  if (opnums !== undefined) return callText(uuids, opnums, one, input);
  const texts = [...uuids].flatMap((uuid) =>
    [...places].flatMap((place) => {
      if (place === "bind" || place === "alter_context") return [`dcerpc.cn_bind_to_uuid == ${uuid}`];
      if (place === "transfer_syntax") return [`dcerpc.cn_bind_trans_id == ${uuid}`];
      if (place === "activation")
        return [
          `isystemactivator.properties.instninfo.clsid == ${uuid}`,
          `isystemactivator.properties.instninfo.iid == ${uuid}`,
        ];
      input.note(
        one,
        `The bytes of ${place} are looked for as a little-endian sender writes them, in single packets of any traffic.`,
      );
      const bytes = statedBytes(uuid, place);
      const pattern = bytes.map((byte) => (byte === undefined ? "." : byteByByte([byte]))).join("");
      return [`tcp.payload matches ${quoted(`(?s-i)${pattern}`)}`];
    }),
  );
  return anyOf([...new Set(texts)]);
}

function callText(
  uuids: ReadonlySet<string>,
  opnums: ReadonlySet<number>,
  one: ReadElement,
  input: ExportInput,
): string {
  const decoders = [...uuids].flatMap((uuid) => DECODERS[uuid] ?? []);
  if (decoders.length < uuids.size)
    input.note(
      one,
      "Requests do not name their interface, and Wireshark has no filter of its own for this one: calls of the same number on any interface are selected.",
    );
  const calls = `dcerpc.pkt_type == 0 && dcerpc.opnum in {${[...opnums].sort((a, b) => a - b).join(", ")}}`;
  return decoders.length < uuids.size ? `(${calls})` : `(${anyOf(decoders)} && ${calls})`;
}

function escaped(text: string): string {
  return text.replace(/[.\\+*?^${}()|[\]/]/g, "\\$&");
}
