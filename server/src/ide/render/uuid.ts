import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { RpcInterface } from "#catalog/rpc-interfaces.ts";
import { hexForm, printableForm, type WrittenUuid } from "#semantics/signature/uuid.ts";

const SHOWN_METHODS = 24;

/** Interfaces of DCOM itself: activation, reference counting, endpoint resolution. Any DCOM client uses them (MS-DCOM). */
const EVERY_DCOM_CLIENT = new Set([
  "00000000-0000-0000-c000-000000000046",
  "00000131-0000-0000-c000-000000000046",
  "00000143-0000-0000-c000-000000000046",
  "000001a0-0000-0000-c000-000000000046",
  "4d9f4ab8-7d1c-11cf-861e-0020af6e7c57",
  "99fcfec4-5260-101b-bbcb-00aa0021347a",
]);

/** The name of a known UUID: of an interface, a transfer syntax or a class. */
export function nameOfUuid(uuid: string, catalog: Catalog): string | undefined {
  const fact = catalog.rpc.describe(uuid);
  if (fact === undefined) return undefined;
  if (fact.kind === "interface") return fact.interface.name;
  return fact.kind === "class" ? fact.class.name : fact.syntax.name;
}

/** What a UUID names, its other written forms, and what to know before matching on it. */
export function renderUuid(written: Pick<WrittenUuid, "uuid" | "form">, catalog: Catalog): string {
  const { uuid } = written;
  const fact = catalog.rpc.describe(uuid);
  const lines: string[] = [];
  if (fact === undefined) lines.push(...windowsGuid(uuid, catalog));
  else if (fact.kind === "transfer-syntax") {
    lines.push(`**${fact.syntax.name}** transfer syntax, version ${fact.syntax.version}`, fact.syntax.description);
    lines.push(
      "A transfer syntax says how arguments are encoded. Nearly every DCE/RPC bind offers it, so it selects no interface.",
    );
  } else if (fact.kind === "class") lines.push(`**${fact.class.name}** (COM class)`);
  else lines.push(...renderInterface(fact.interface, catalog));
  lines.push(formsTable(uuid, written.form, catalog.rpc.byUuid(uuid)?.zeekEndpoint));
  return lines.join("\n\n");
}

function formsTable(uuid: string, form: WrittenUuid["form"], endpoint: string | undefined): string {
  const printable = printableForm(uuid);
  const bare = uuid.replaceAll("-", "").replace(/../g, "$& ").trim();
  const mark = (own: WrittenUuid["form"]): string => (own === form ? " ← here" : "");
  const weak = printable.length < 4 ? ` (${printable.length} characters: too short to select anything)` : "";
  return [
    "| form | |",
    "| --- | --- |",
    `| decoded${mark("canonical")} | ${inlineCode(uuid)} |`,
    `| bytes on the wire, little-endian${mark("wire")} | ${inlineCode(hexForm(uuid))} |`,
    `| bytes in the order of the text${mark("big-endian")} | ${inlineCode(bare)} |`,
    `| registry | ${inlineCode(`{${uuid.toUpperCase()}}`)} |`,
    `| YARA | ${inlineCode(`{ ${hexForm(uuid).toUpperCase()} }`)} |`,
    `| Suricata, bytes | ${inlineCode(`content:"|${hexForm(uuid)}|";`).replaceAll("|", "\\|")} |`,
    `| Suricata, decoded | ${inlineCode(`dcerpc.iface:${uuid};`)} |`,
    `| Snort 3, decoded | ${inlineCode(`dce_iface:uuid ${uuid};`)} |`,
    `| Wireshark, decoded | ${inlineCode(`dcerpc.cn_bind_to_uuid == ${uuid}`)} |`,
    `| Wireshark, bytes | ${inlineCode(`tcp.payload contains ${hexForm(uuid).replaceAll(" ", ":")}`)} |`,
    `| Sigma, RPC Firewall | ${inlineCode(`InterfaceUuid: ${uuid}`)} |`,
    ...(endpoint === undefined ? [] : [`| Zeek and Sigma for it | ${inlineCode(`endpoint: ${endpoint}`)} |`]),
    `| printable bytes of the wire form | ${printable === "" ? "none" : inlineCode(printable)}${weak} |`,
  ].join("\n");
}

const KINDS: Record<RpcInterface["kind"], string> = {
  "rpc-interface": "RPC interface",
  "com-interface": "COM interface",
  "object-uuid": "object UUID",
};

function renderInterface(rpc: RpcInterface, catalog: Catalog): readonly string[] {
  const lines = [
    `**${escapeMarkdown(rpc.name ?? "Interface without a known name")}** ${KINDS[rpc.kind]}, version ${rpc.version}`,
  ];
  if (rpc.description !== undefined) lines.push(escapeMarkdown(rpc.description));
  const known = [
    ...rpc.protocols.map(({ id, title }) => (title === undefined ? id : `${id} (${title})`)),
    ...rpc.endpoints.map((endpoint) => inlineCode(endpoint.replace(/:$/, ""))),
    ...rpc.serverBinaries.map(inlineCode),
  ];
  if (known.length > 0) lines.push(known.join(" · "));
  if (EVERY_DCOM_CLIENT.has(rpc.uuid)) {
    lines.push("⚠ Every DCOM client uses this interface, whatever it calls: it is not a sign of WMI alone.");
  }
  if (rpc.methods.length > 0) {
    const shown = rpc.methods.slice(0, SHOWN_METHODS).map(({ opnum, name }) => `${opnum} ${inlineCode(name)}`);
    const more = rpc.methods.length - shown.length;
    lines.push(`Procedures by opnum: ${shown.join(", ")}${more > 0 ? `, and ${more} more` : ""}`);
  }
  const techniques = rpc.attack.map(({ id, opnums }) => {
    const technique = catalog.attack.technique(id);
    const calls = opnums.length > 0 ? ` (opnum ${opnums.join(", ")})` : "";
    const title = technique === undefined ? id : `[${id} ${escapeMarkdown(technique.name)}](${technique.url})`;
    return `${title}${calls}`;
  });
  if (techniques.length > 0) lines.push(`ATT&CK: ${techniques.join(", ")}`);
  return lines;
}

/** A GUID that is none of DCE/RPC or COM: one of Windows itself, or an unknown one. */
function windowsGuid(uuid: string, catalog: Catalog): readonly string[] {
  const named = catalog.enums.guid(uuid);
  if (named !== undefined) return [`**${escapeMarkdown(named)}** (GUID of Windows)`];
  const provider = catalog.windows.providerOfGuid(uuid);
  if (provider === undefined) return ["**Unknown UUID**", ...nearest(uuid, catalog)];
  const channels = provider.channels.map(inlineCode).join(", ");
  return [`**${escapeMarkdown(provider.name)}** (event provider)`, ...(channels === "" ? [] : [`Logs to ${channels}`])];
}

function nearest(uuid: string, catalog: Catalog): readonly string[] {
  return catalog.rpc.nearest(uuid, 1, 4).map(({ uuid: near, fact, distance }) => {
    const name =
      fact.kind === "interface"
        ? (fact.interface.name ?? "an interface")
        : fact.kind === "class"
          ? fact.class.name
          : fact.syntax.name;
    return `The nearest known one is ${inlineCode(near)} (${name}), ${distance} ${distance === 1 ? "digit differs" : "digits differ"}.`;
  });
}
