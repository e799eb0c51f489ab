import { wireBytes } from "#semantics/signature/uuid.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import type { BytesSource, RpcTest } from "../element.ts";
import type { ReadElement } from "../signature-language.ts";
import { encodings, globRegex, hexPairs, itemsRegex } from "./byte-regex.ts";
import type { ExportInput } from "./export.ts";
import { lostOptions } from "./lost-options.ts";

/** A Wireshark display filter. It judges packets one by one, so elements of one connection need not stand in one packet here. */
export function wiresharkFilter(input: ExportInput): string {
  for (const one of input.elements.values()) {
    lostOptions(one, ["scope", "count", "after", "within", "distance"], "A display filter sees one packet", input);
  }
  if (input.condition.kind === "and")
    input.note(
      input.condition.span,
      "A display filter judges packets one by one: elements that stand in different packets of a connection are not joined.",
    );
  return `${conditionText(input.condition, input)}\n`;
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
  if (test.on === "bytes") parts.push(bytesText(test.source, one, `${transport}.payload`, input));
  else if (test.on === "rpc") parts.push(rpcText(test, one, input));
  else if (test.on === "http") {
    if (test.method !== undefined) parts.push(`http.request.method == ${quoted(test.method)}`);
    if (test.path !== undefined) parts.push(`http.request.uri matches ${quoted(`^${escaped(test.path)}`)}`);
    if (test.header !== undefined) parts.push(`http.request.line matches ${quoted(escaped(test.header))}`);
    if (test.body !== undefined) parts.push(`http.file_data matches ${quoted(escaped(test.body))}`);
  } else {
    if (test.tree !== undefined) parts.push(`smb2.tree contains ${quoted(test.tree)}`);
    if (test.pipe !== undefined) parts.push(`smb2.filename contains ${quoted(test.pipe)}`);
  }
  const ports = options.ports.map(({ min, max }) => portText(transport, options.direction, min, max));
  if (ports.length > 0) parts.push(ports.length > 1 ? `(${ports.join(" || ")})` : (ports[0] ?? ""));
  else if (options.direction !== "any")
    input.note(one, "Without a port a display filter cannot tell the direction; it is lost.");
  if (options.pdus.length > 0)
    parts.push(`(${options.pdus.map((pdu) => `dcerpc.pkt_type == ${PDU_NUMBERS[pdu] ?? 0}`).join(" || ")})`);
  const text = parts.length > 1 ? `(${parts.join(" && ")})` : (parts[0] ?? "frame.number == 0");
  return options.not ? `!(${text})` : text;
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

function bytesText(source: BytesSource, one: ReadElement, field: string, input: ExportInput): string {
  const { offset } = one.options;
  if (offset !== undefined) {
    const exact = offset.min === offset.max && source.kind === "bytes" ? exactBytes(source) : undefined;
    if (exact !== undefined) return `${field}[${offset.min}:${exact.length}] == ${hexPairs(exact, ":")}`;
    input.note(one, "The offset is lost: a display filter compares slices with bytes only.");
  }
  switch (source.kind) {
    case "bytes": {
      const exact = exactBytes(source);
      if (exact !== undefined) return `${field} contains ${hexPairs(exact, ":")}`;
      return `${field} matches ${quoted(`(?s)${itemsRegex(source.items, { any: ".", bound: undefined, lazy: false })}`)}`;
    }
    case "text": {
      if (source.pattern.fullword) input.note(one, "A display filter does not look at whole words; fullword is lost.");
      const list = encodings(source);
      if (source.pattern.nocase)
        return `(${list.map((bytes) => `${field} matches ${quoted(`(?i)${bytes.map((byte) => `\\x${hexPairs([byte], "")}`).join("")}`)}`).join(" || ")})`;
      const texts = list.map((bytes) => `${field} contains ${hexPairs(bytes, ":")}`);
      return texts.length > 1 ? `(${texts.join(" || ")})` : (texts[0] ?? "");
    }
    case "printable":
      input.note(
        one,
        "A display filter looks at one packet: chains across segments, and bindings to an end, are lost.",
      );
      return `${field} matches ${quoted(`(?s${source.nocase ? "i" : ""})${globRegex(source, "[^ -~]*", ".*")}`)}`;
    case "regex":
      return `${field} matches ${quoted(`${source.nocase ? "(?i)" : "(?-i)"}${source.pattern}`)}`;
  }
}

/** The bytes of a pattern without wildcards; undefined for any other, and for one byte, which `contains` would take as a number. */
function exactBytes({ items }: Extract<BytesSource, { readonly kind: "bytes" }>): readonly number[] | undefined {
  const bytes = items.flatMap((item) =>
    item.kind === "byte" && item.mask === 0xff && !item.negated ? [item.value] : [],
  );
  return bytes.length === items.length && bytes.length > 1 ? bytes : undefined;
}

function rpcText({ uuids, opnums, places }: RpcTest, one: ReadElement, input: ExportInput): string {
  const any = (texts: readonly string[]) => (texts.length > 1 ? `(${texts.join(" || ")})` : (texts[0] ?? ""));
  if (opnums !== undefined) {
    input.note(
      one,
      "Requests do not name their interface: the filter asks for the opnum, and Wireshark must have seen the bind to label the interface.",
    );
    const calls = [...opnums].map((opnum) => `dcerpc.opnum == ${opnum}`);
    return `(${any([...uuids].map((uuid) => `dcerpc.cn_bind_to_uuid == ${uuid}`))} || ${any(calls)})`;
  }
  const texts = [...uuids].flatMap((uuid) =>
    [...places].flatMap((place) => {
      if (place === "bind" || place === "alter_context") return [`dcerpc.cn_bind_to_uuid == ${uuid}`];
      if (place === "transfer_syntax") return [`dcerpc.cn_bind_trans_id == ${uuid}`];
      if (place === "activation")
        return [
          `isystemactivator.properties.instninfo.clsid == ${uuid}`,
          `isystemactivator.properties.instninfo.iid == ${uuid}`,
        ];
      return [`tcp.payload contains ${hexPairs(wireBytes(uuid), ":")}`];
    }),
  );
  return any([...new Set(texts)]);
}

function escaped(text: string): string {
  return text.replace(/[.\\+*?^${}()|[\]/]/g, "\\$&");
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
