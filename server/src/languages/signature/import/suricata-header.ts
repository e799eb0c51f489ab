import type { Span } from "#base/span.ts";
import type { NetworkRule } from "./suricata-rule.ts";

/** The keys that a rule's header and flow say of everything in it: protocol, scope, port, direction. */
export function headerKeys(
  rule: NetworkRule,
  note: (span: Span, message: string) => void,
): readonly (readonly [string, string])[] {
  const flow = rule.options.find(({ name }) => name === "flow")?.value ?? "";
  const toClient = /\b(?:to_client|from_server)\b/.test(flow);
  const toServer = /\b(?:to_server|from_client)\b/.test(flow);
  const keys: (readonly [string, string])[] = [];
  const protocol = /^(tcp|udp|http|smb)\b/.exec(rule.protocol)?.[1];
  if (protocol !== undefined) keys.push(["protocol", protocol]);
  else if (rule.protocol === "dcerpc") keys.push(["scope", "pdu"]);
  else if (rule.protocol !== "ip") note(rule.headerSpan, `The protocol ${rule.protocol} is left out.`);
  if (rule.protocol === "tcp-pkt") keys.push(["scope", "segment"]);
  if (rule.addresses.length > 0)
    note(
      rule.headerSpan,
      `Addresses are left out (${rule.addresses.join(", ")}): traffic between any hosts is looked at.`,
    );
  const written = toClient
    ? rule.sourcePort
    : rule.both && rule.targetPort === "any"
      ? rule.sourcePort
      : rule.targetPort;
  const ports = portsOf(written);
  if (ports === undefined)
    note(
      rule.headerSpan,
      `The port ${written} is left out: only numbers and ranges are read, and the rule may find more.`,
    );
  else if (ports.length > 0) keys.push(["port", ports.length === 1 ? (ports[0] ?? "") : `[${ports.join(", ")}]`]);
  const other = toClient ? rule.targetPort : rule.sourcePort;
  if (other !== "any" && !rule.both) note(rule.headerSpan, `The client's port ${other} is left out.`);
  if (toClient) keys.push(["direction", "to_client"]);
  else if (toServer) keys.push(["direction", "to_server"]);
  return keys;
}

function portsOf(text: string): readonly string[] | undefined {
  if (text === "any") return [];
  const parts = text.replace(/^\[|\]$/g, "").split(",");
  const ranges = parts.map((part) => {
    const match = /^(\d{1,5})?(?:(:)(\d{1,5})?)?$/.exec(part.trim());
    if (match === null || part.trim() === "") return undefined;
    return match[2] === undefined ? match[1] : `${match[1] ?? 0}-${match[3] ?? 65535}`;
  });
  const read = ranges.flatMap((one) => one ?? []);
  return read.length === ranges.length ? read : undefined;
}
