import { readdirSync } from "node:fs";
import { join } from "node:path";
import { openCapture } from "#engine/readers/pcap/capture.ts";
import { CaptureWires } from "#engine/signature/capture-wire.ts";
import { judge, type Verdict } from "#engine/signature/verdict.ts";
import { type ExportTarget, exportSignature } from "#languages/signature/export/export.ts";
import { readSignatures } from "#languages/signature/signature-language.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { testEnvironment } from "#test/support/environment.ts";

/** One element of every kind and option that other languages can say, by name. */
export const ELEMENTS: Readonly<Record<string, string>> = {
  iface: "{ interface: IRemUnknown2 }",
  hex: "{ bytes: '@uuid(IRemUnknown2)' }",
  three:
    "{ bytes: '05 00 0b [-] @uuid(IRemUnknown2) [4] @uuid(NDR) [8] @uuid(IRemUnknown2) [28] @uuid(IRemUnknown2)', offset: 0, direction: to_server }",
  chain: "{ printable: '*CF*]+H*CF*CF*', scope: pdu }",
  chain_stream: "{ printable: '*CF*]+H*CF*CF*host*', scope: stream }",
  rpcss: "{ text: RPCSS, port: 135, protocol: tcp }",
  rpcss_wide: "{ text: RPCSS, encodings: [ascii, utf16le], port: 135, protocol: tcp, direction: to_server }",
  nocase: "{ text: rPcSs, nocase: true }",
  wide: "{ text: cimv2, encodings: [utf16le] }",
  login: "{ interface: IWbemLevel1Login, opnum: NTLMLogin }",
  exec: "{ interface: IWbemServices, opnum: [ExecMethod, 25] }",
  svcctl: "{ interface: svcctl, opnum: [12, 24] }",
  activation: "{ uuid: 8bc3f05e-d86b-11d0-a075-00c04fb68820, in: activation }",
  ndr: "{ interface: NDR, in: transfer_syntax }",
  tower: "{ interface: svcctl, in: tower }",
  objref: "{ interface: IWbemServices, in: objref }",
  wsman: "{ http: { method: POST, path: /wsman }, port: 5985 }",
  body: "{ http: { body: Win32_Process/Create } }",
  pipe: "{ smb: { pipe: svcctl } }",
  tree: "{ smb: { tree: IPC$ } }",
  nibble: "{ bytes: '05 00 0? 03 10 00' }",
  alternatives: "{ bytes: '05 00 ( 0b | 0e ) 03 10 00 [0-20] 43 01' }",
  negated: "{ bytes: '05 00 ~0b 03 10 00 00 00' }",
  offset: "{ bytes: '05 00 0b 03', offset: 0 }",
  offsets: "{ bytes: '10 00 00 00', offset: { min: 2, max: 6 } }",
  count: "{ bytes: '@uuid(IRemUnknown2)', count: '>=3' }",
  regex: "{ regex: 'W\\x00?i\\x00?n\\x00?3\\x00?2\\x00?_Process' }",
  regex_nocase: "{ regex: '(?i)post /wsman' }",
  bind: "{ bytes: '@uuid(IRemUnknown2)', pdu: bind }",
  jump: "{ bytes: '@uuid(IRemUnknown2) [4-40] @uuid(NDR)' }",
};

/** The sid of an element's first rule; the rules of one element have the numbers behind it. */
export function sidOf(name: string): number {
  return 1_000_000 + 100 * Object.keys(ELEMENTS).indexOf(name);
}

/** A rule of one element, as text. */
export function ruleOf(name: string): string {
  return `title: the ${name}\ncustom:\n  suricata_sid: ${sidOf(name)}\nsignatures:\n  ${name}: ${ELEMENTS[name]}\ncondition: ${name}\n`;
}

/** A rule in another language. Throws when it has errors. */
export function exported(rule: string, target: ExportTarget): string {
  const written = exportSignature(rule, "a rule", target, testEnvironment.catalog);
  if (written === undefined) throw new Error(`the rule has errors: ${rule}`);
  return written.text;
}

/** Judges every connection of a capture by rules; gives those in which each holds. */
export function judged(bytes: Uint8Array, rules: readonly string[]) {
  const capture = openCapture(bytes);
  const wires = new CaptureWires(capture, []);
  const read = rules.map((rule) => readSignatures(parseSignatureRule(rule), testEnvironment.catalog));
  const verdicts = read.map(({ elements, condition, per }) =>
    capture.packets.connections.flatMap((connection) => {
      if (condition === undefined) return [];
      const verdict: Verdict = judge({ elements, condition, per }, wires.of(connection));
      return verdict.holds ? [{ connection, verdict }] : [];
    }),
  );
  return { capture, wires, verdicts };
}

/** The captures of a folder of the shared test material. */
export function capturesIn(root: string): readonly { readonly name: string; readonly path: string }[] {
  return ["real", "synthetic"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.(?:p?cap|pcapng)$/.test(name))
      .map((name) => ({ name, path: join(root, folder, name) })),
  );
}
