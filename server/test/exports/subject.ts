import { judge } from "#engine/signature/verdict.ts";
import type { WireConnection, WireScope } from "#events/wire.ts";
import { readSignatures } from "#languages/signature/signature-language.ts";
import { parseSignatureRule } from "#semantics/signature/signature-rule.ts";
import { testEnvironment } from "#test/support/environment.ts";

/** Bytes as the only subject of a rule. */
function subject(bytes: Uint8Array): WireConnection {
  const scope: WireScope = {
    direction: undefined,
    pdu: undefined,
    offset: 0,
    bytes: () => bytes,
    slices: () => [],
    eventsOf: () => [0],
  };
  const none = () => [];
  return {
    decodes: new Set(),
    protocols: [],
    port: undefined,
    scopes: () => [scope],
    rpc: none,
    http: none,
    smb: none,
  };
}

/** What a rule says of bytes. Throws when it has errors. */
export function verdictOf(rule: string, bytes: Uint8Array) {
  const { elements, condition, per, problems } = readSignatures(parseSignatureRule(rule), testEnvironment.catalog);
  const error = problems.find(({ severity }) => severity === "error");
  if (error !== undefined || condition === undefined) throw new Error(error?.message ?? "no condition");
  return judge({ elements, condition, per }, subject(bytes));
}
