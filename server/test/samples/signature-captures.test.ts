import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileSignature } from "#engine/compile/signature.ts";
import { openCapture } from "#engine/readers/pcap/capture.ts";
import { CaptureWires } from "#engine/signature/capture-wire.ts";
import { judge } from "#engine/signature/verdict.ts";
import { readSignatures } from "#languages/signature/signature-language.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { shared } from "#test/support/shared.ts";

const root = shared("network/pcaps");

/** The signatures of the seed document and the stronger ones, by the names of the expectation. */
const RULE = `
title: seed
signatures:
  iface: { interface: IRemUnknown2 }
  hex: { bytes: '@uuid(IRemUnknown2)' }
  chain: { printable: '*CF*]+H*CF*CF*', scope: pdu }
  chain_host: { printable: '*CF*]+H*CF*CF*host*', scope: pdu }
  chain_stream: { printable: '*CF*]+H*CF*CF*host*', scope: stream }
  rpcss: { text: RPCSS, port: 135, protocol: tcp }
  rpcss_wide: { text: RPCSS, encodings: [ascii, utf16le], port: 135, protocol: tcp }
  login: { interface: IWbemLevel1Login, opnum: NTLMLogin }
  exec: { interface: IWbemServices, opnum: [ExecMethod, 25] }
  activation: { uuid: 8bc3f05e-d86b-11d0-a075-00c04fb68820, in: activation }
  wsman: { http: { method: POST, path: /wsman }, port: 5985 }
condition: 1 of them
`;

const KEYS: Readonly<Record<string, string>> = {
  hex: "bytes.IRemUnknown2.le",
  chain: "printable.CF ]+H CF CF (pdu)",
  chain_host: "printable.CF ]+H CF CF host (pdu)",
  chain_stream: "printable.CF ]+H CF CF host (stream)",
  rpcss: "text.RPCSS ascii to 135/tcp",
  rpcss_wide: "text.RPCSS ascii or wide to 135/tcp",
};

/** What each element finds in a capture, in the rows of the expectation. */
function found(path: string) {
  const { elements, condition, per, problems } = readSignatures(parseSignatureRule(RULE), testEnvironment.catalog);
  expect(problems).toEqual([]);
  const capture = openCapture(readFileSync(path));
  const wires = new CaptureWires(capture, []);
  const rows: Record<string, unknown[]> = Object.fromEntries(elements.map(({ element }) => [element.name, []]));
  for (const connection of capture.packets.connections) {
    if (condition === undefined) throw new Error("the rule has no condition");
    const verdict = judge({ elements, condition, per }, wires.of(connection));
    for (const [name, { matches }] of verdict.found) {
      for (const { scope, ranges } of matches) {
        const side = scope?.direction === "to_server" ? "orig" : "resp";
        const start = (scope?.offset ?? 0) + (ranges[0]?.start ?? 0);
        if (name.startsWith("chain_stream")) rows[name]?.push([connection.id, side]);
        else if (name.startsWith("chain")) rows[name]?.push([connection.id, side, scope?.offset, scope?.pdu]);
        else rows[name]?.push(scope === undefined ? [connection.id] : [connection.id, side, start]);
      }
    }
  }
  return rows;
}

const sorted = (rows: readonly unknown[]) => [...new Set(rows.map((row) => JSON.stringify(row)))].sort();

describe.skipIf(root === undefined)("signatures on captures", () => {
  const expected =
    root === undefined ? {} : JSON.parse(readFileSync(`${root}/expected/seed-signatures.json`, "utf8")).captures;

  it.each(Object.keys(expected))("find in %s what other tools find", (name) => {
    const path = [`${root}/real/${name}`, `${root}/synthetic/${name}`].find((one) => existsSync(one)) ?? "";
    const rows = found(path);
    for (const [element, key] of Object.entries(KEYS))
      expect(sorted(rows[element] ?? []), key).toEqual(sorted(expected[name][key]));
    const connections = (list: readonly (readonly unknown[])[]) => sorted(list.map(([id]) => id));
    expect(connections(rows.iface as unknown[][]), "iface").toEqual(connections(expected[name]["iface.IRemUnknown2"]));
    expect(connections(rows.login as unknown[][]), "login").toEqual(
      connections(expected[name]["iface.IWbemLevel1Login opnum 6"]),
    );
    expect(connections(rows.exec as unknown[][]), "exec").toEqual(
      connections(expected[name]["iface.IWbemServices opnum 24,25"]),
    );
    expect(rows.activation?.length, "activation").toBe(expected[name]["activation of CLSID WbemLevel1Login"].length);
    expect(rows.wsman?.length, "wsman").toBe(expected[name]["http.POST /wsman to 5985"].length);
  });

  it("are compiled from the same text", () => {
    expect(compileSignature(RULE, testEnvironment).runnable).toBe(true);
  });
});
