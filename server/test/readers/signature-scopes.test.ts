import { describe, expect, it } from "vitest";
import { compileSignature } from "#engine/compile/signature.ts";
import { runSearch } from "#engine/run.ts";
import { bytesSource } from "#engine/sources.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { ascii, bind, bindAck, classic, request, response, tcp, WMI } from "./make-capture.ts";

/** A call in two fragments (`abcd`, `efgh`); its bind comes in two segments, cut within the first interface's UUID. */
function capture(): Uint8Array {
  const offer = bind(WMI);
  const ack = bindAck();
  const first = request(2, 24, ascii("abcd"), { flags: 1 });
  const second = request(2, 24, ascii("efgh"), { flags: 2 });
  const cut = 36;
  let at = 100;
  const sent = [offer.slice(0, cut), offer.slice(cut)].map((bytes) => {
    const packet = tcp(at, bytes);
    at += bytes.length;
    return packet;
  });
  const asked = [first, second].map((bytes) => {
    const packet = tcp(at, bytes);
    at += bytes.length;
    return packet;
  });
  return classic([
    ...sent,
    tcp(500, ack, { fromServer: true }),
    ...asked,
    tcp(500 + ack.length, response(2, ascii("done")), { fromServer: true }),
  ]);
}

const SAMPLE = capture();

/** Whether an element is found in the capture; what is wrong with it when it is refused. */
async function found(element: string, bytes = SAMPLE): Promise<boolean | string> {
  const compiled = compileSignature(`title: t\nsignatures:\n  e: { ${element} }\ncondition: e\n`, testEnvironment);
  const error = compiled.problems.find(({ severity }) => severity === "error");
  if (error !== undefined) return error.message;
  const options = { signal: new AbortController().signal, settings: DEFAULT_SETTINGS, now: 0, clock: () => 0 };
  const samples = [{ source: bytesSource("a.pcap", bytes), defaults: {} }];
  for await (const event of runSearch(compiled, samples, options)) {
    if (event.kind === "summary") return event.summary.rows > 0;
  }
  return "no summary";
}

const INTERFACE = "bytes: '99 dc 56 95 8c 82'";

describe("the bytes that an element looks at", () => {
  it.each([
    // The arguments of a call are those of its fragments, one behind the other, and nothing of the headers.
    ["text: cdef, scope: stub", true],
    ["text: cdef, scope: pdu", false],
    ["text: cdef, scope: stream", false],
    ["text: cdef, scope: segment", false],
    ["text: efgh, scope: stub, offset: 4", true],
    ["text: efgh, scope: stub, offset: 0", false],
    ["text: abcd, scope: pdu, offset: 24", true],
    ["bytes: 05 00 00 01, scope: stub", false],
    // A pattern across two segments is in the stream and in the PDU.
    [`${INTERFACE}, scope: segment`, false],
    [`${INTERFACE}, scope: frame`, false],
    [`${INTERFACE}, scope: stream`, true],
    [`${INTERFACE}, scope: pdu`, true],
    [`${INTERFACE}, pdu: bind`, true],
    [`${INTERFACE}, pdu: request`, false],
    // A frame has the addresses too.
    ["bytes: '0a 00 00 01 0a 00 00 02', scope: frame", true],
    ["bytes: '0a 00 00 01 0a 00 00 02', scope: segment", false],
    ["bytes: '0a 00 00 01 0a 00 00 02', scope: stream", false],
  ])("%s: %s", async (element, expected) => {
    expect(await found(element)).toBe(expected);
  });
});

describe("where an element is looked for", () => {
  it.each([
    ["text: done, direction: to_client", true],
    ["text: done, direction: to_server", false],
    ["text: abcd, direction: to_server", true],
    ["text: abcd, port: 49152", true],
    ["text: abcd, port: [135, 49000-49200]", true],
    ["text: abcd, port: 50000", false],
    ["text: abcd, protocol: tcp", true],
    ["text: abcd, protocol: udp", false],
    ["text: ABCD, nocase: true", true],
    ["text: ABCD", false],
    ["text: abcd, encodings: [utf16le]", false],
    ["text: abcd, encodings: [ascii, utf16le]", true],
    ["text: nothing, not: true", true],
    ["text: abcd, not: true", false],
    ["text: abcd, count: '==1'", true],
    ["text: abcd, count: '>=2'", false],
  ])("%s: %s", async (element, expected) => {
    expect(await found(element)).toBe(expected);
  });
});

describe("what is decoded", () => {
  it.each([
    ["interface: IWbemServices", true],
    ["interface: IWbemServices, in: bind", true],
    ["interface: IWbemServices, in: alter_context", false],
    ["uuid: 8a885d04-1ceb-11c9-9fe8-08002b104860, in: transfer_syntax", true],
    ["uuid: 71710533-beba-4937-8319-b5dbef9ccc36, in: transfer_syntax", false],
    ["uuid: 9556dc99-828c-11cf-a37e-00aa003240c7, in: transfer_syntax", false],
    ["interface: IWbemServices, opnum: 24", true],
    ["interface: IWbemServices, opnum: ExecMethod", true],
    ["interface: IWbemServices, opnum: 20-25", true],
    ["interface: IWbemServices, opnum: [3, 25]", false],
    ["interface: IWbemServices, in: objref", false],
    ["interface: IWbemServices, in: tower", false],
    ["interface: IWbemServices, in: activation", false],
  ])("%s: %s", async (element, expected) => {
    expect(await found(element)).toBe(expected);
  });
});
