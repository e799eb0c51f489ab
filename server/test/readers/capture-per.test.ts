import { describe, expect, it } from "vitest";
import { compileSignature } from "#engine/compile/signature.ts";
import { runSearch } from "#engine/run.ts";
import { bytesSource } from "#engine/sources.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { ascii, classic, session, tcp } from "./make-capture.ts";

/** A session of DCE/RPC, and two bytes of another connection in each direction. */
const CAPTURE = classic([
  ...session(),
  tcp(1, ascii("ask"), { port: 8080 }),
  tcp(1, ascii("say"), { port: 8080, fromServer: true }),
]);

async function rows(per: string, elements: string, condition: string): Promise<number | string> {
  const text = `title: t\nper: ${per}\nsignatures:\n${elements}\ncondition: ${condition}\n`;
  const compiled = compileSignature(text, testEnvironment);
  const error = compiled.problems.find(({ severity }) => severity === "error");
  if (error !== undefined) return error.message;
  const options = { signal: new AbortController().signal, settings: DEFAULT_SETTINGS, now: 0, clock: () => 0 };
  const samples = [{ source: bytesSource("a.pcap", CAPTURE), defaults: {} }];
  for await (const event of runSearch(compiled, samples, options)) {
    if (event.kind === "summary") return event.summary.rows;
  }
  return "no summary";
}

// A call is an event of DCE/RPC and one of WMI.
describe("what a condition is judged for", () => {
  const sides = "  a: { text: ask }\n  b: { text: say }";
  it("is a connection, or one direction of it", async () => {
    expect(await rows("connection", sides, "a and b")).toBe(1);
    expect(await rows("stream", sides, "a and b")).toBe(0);
    expect(await rows("stream", sides, "a and not b")).toBe(1);
    expect(await rows("connection", sides, "a and not b")).toBe(0);
  });

  it("gives the connection itself where it holds because something is absent", async () => {
    expect(await rows("connection", sides, "not a and not b")).toBe(1);
    expect(await rows("connection", "  a: { text: nothing, not: true }", "a")).toBe(2);
    expect(await rows("connection", "  a: { text: nothing, count: '==0' }", "a")).toBe(2);
    expect(await rows("connection", sides, "not (a and b)")).toBe(1);
  });

  it("is a PDU, with what is decoded in it", async () => {
    const fragments = "  a: { text: abcd }\n  b: { text: efgh }\n  c: { interface: IWbemServices, opnum: ExecMethod }";
    expect(await rows("connection", fragments, "a and b and c")).toBe(2);
    expect(await rows("pdu", fragments, "a and b")).toBe(0);
    expect(await rows("pdu", fragments, "a and c and not b")).toBe(2);
    expect(await rows("pdu", fragments, "b and c")).toBe(0);
    expect(await rows("pdu", "  a: { text: abcd, scope: stream }", "a")).toMatch(/"a" does not stand in one/);
    expect(await rows("pdu", "  a: { http: { method: GET } }", "a")).toMatch(/"a" does not stand in one/);
  });

  it("is the capture as a whole", async () => {
    const apart = "  a: { text: ask }\n  c: { interface: IWbemServices, opnum: ExecMethod }";
    expect(await rows("connection", apart, "a and c")).toBe(0);
    expect(await rows("capture", apart, "a and c")).toBe(3);
    expect(await rows("capture", "  a: { text: s, count: '>=2' }", "a")).toBe(1);
    expect(await rows("capture", apart, "a and not c")).toBe(0);
  });

  it("is nothing else", async () => {
    expect(await rows("packet", sides, "a")).toBe(
      '"per" is what the condition is judged for: connection, stream, pdu, capture.',
    );
  });
});
