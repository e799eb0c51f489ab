import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { RpcInterface, RpcMethod } from "#catalog/rpc-interfaces.ts";

/** A procedure of an interface: name, opnum, and what a reader needs to find it again. */
export function renderMethod(rpc: RpcInterface, method: RpcMethod): string {
  const zeek = method.zeek === undefined ? "" : `, ${inlineCode(method.zeek)} in Zeek`;
  const protocol = rpc.protocols.length === 0 ? "" : ` (${rpc.protocols.map(({ id }) => id).join(", ")})`;
  const lines = [
    `**${escapeMarkdown(method.name)}** opnum ${method.opnum}${zeek} of ${inlineCode(rpc.name ?? rpc.uuid)}${protocol}`,
  ];
  const techniques = rpc.attack.filter(({ opnums }) => opnums.includes(method.opnum)).map(({ id }) => id);
  if (techniques.length > 0) lines.push(`ATT&CK: ${techniques.join(", ")}`);
  if (rpc.name !== undefined) lines.push(`Interface ${inlineCode(rpc.uuid)}, version ${rpc.version}`);
  return lines.join("\n\n");
}
