import { captureDocument, parseQuery } from "#engine/capture-view/capture-document.ts";
import { type DecodedCapture, decodeCapture } from "#engine/readers/pcap/decode-capture.ts";
import { bytesSource } from "#engine/sources.ts";
import { nodeCatalog } from "#hosts/node/environment.ts";
import { classic } from "./make-capture.ts";

/** The interfaces of the catalog. */
export const { rpc } = nodeCatalog();

/** What a reader makes of a capture of raw IP packets. */
export function decoded(packets: readonly (readonly number[])[]): Promise<DecodedCapture> {
  return decodedBytes(classic(packets));
}

/** What a reader makes of the bytes of a capture. */
export async function decodedBytes(bytes: Uint8Array): Promise<DecodedCapture> {
  const context = { signal: new AbortController().signal, progress() {}, rpc: () => rpc };
  const reading = decodeCapture(bytesSource("made.pcap", bytes), context);
  for (;;) {
    const step = await reading.next();
    if (step.done === true) return step.value;
  }
}

/** The document that a query of the view leads to. */
export function shown(query: string, capture: DecodedCapture) {
  const parsed = parseQuery(query);
  const document = parsed && captureDocument(parsed, capture, rpc);
  if (document === null) throw new Error(`nothing under ${query}`);
  return document;
}

/** A rule whose elements the session of make-capture.ts has. */
export const RULE = `title: t
signatures:
  wmi:
    uuid: 9556dc99-828c-11cf-a37e-00aa003240c7
  letters:
    bytes: '61 62 63 64'
    count: '>=1'
  chain:
    printable: '*ab*gh*'
condition: wmi and letters and chain
`;
