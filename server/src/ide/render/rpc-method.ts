import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { RpcInterface, RpcMethod } from "#catalog/rpc-interfaces.ts";

const WMI_SERVICES = "9556dc99-828c-11cf-a37e-00aa003240c7";
const SEALED =
  "Current clients encrypt its arguments: on the wire the interface, the opnum, sizes and times can be seen, the command line rarely.";

/** A procedure of an interface: name, opnum, and what a reader needs to find it again. */
export function renderMethod(rpc: RpcInterface, method: RpcMethod): string {
  const zeek = method.zeek === undefined ? "" : `, ${inlineCode(method.zeek)} in Zeek`;
  const protocol = rpc.protocols.length === 0 ? "" : ` (${rpc.protocols.map(({ id }) => id).join(", ")})`;
  const lines = [
    `**${escapeMarkdown(method.name)}** opnum ${method.opnum}${zeek} of ${inlineCode(rpc.name ?? rpc.uuid)}${protocol}`,
  ];
  const techniques = rpc.attack.filter(({ opnums }) => opnums.includes(method.opnum)).map(({ id }) => id);
  if (techniques.length > 0) lines.push(`ATT&CK: ${techniques.join(", ")}`);
  if (rpc.uuid === WMI_SERVICES) lines.push(SEALED);
  lines.push(
    `Suricata ${inlineCode(`dcerpc.opnum:${method.opnum};`)} · Snort 3 ${inlineCode(`dce_opnum:"${method.opnum}";`)} · Wireshark ${inlineCode(`dcerpc.opnum == ${method.opnum}`)}`,
  );
  if (rpc.name !== undefined) lines.push(`Interface ${inlineCode(rpc.uuid)}, version ${rpc.version}`);
  return lines.join("\n\n");
}
