import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { FieldInfo, FieldSet, Presence } from "#events/field-set.ts";

const PRESENCE: Record<Presence, string> = { definite: "always", maybe: "not always", absent: "never" };

/**
 * A field at a point of a pipeline: what it means, in which of the admitted events it is, where it was made, what it is
 * called elsewhere.
 */
export function renderField(name: string, info: FieldInfo, before: FieldSet, catalog: Catalog): string {
  const doc = catalog.fields.describe(name);
  const lines = [`**${escapeMarkdown(name)}**${info.type === "any" ? "" : ` (${info.type})`}`];
  if (doc?.doc !== undefined) lines.push(doc.doc);
  const content = info.content ?? doc?.kind;
  const holds = content === undefined ? undefined : CONTENT[content];
  if (holds !== undefined) lines.push(holds);
  lines.push(...origin(info), ...presence(name, info, before, catalog));
  if (doc?.example !== undefined) lines.push(`For example ${inlineCode(doc.example)}`);
  return lines.join("\n\n");
}

const CONTENT: Readonly<Record<string, string>> = {
  "full-path":
    "Holds a full path, such as `C:\\Windows\\System32\\cmd.exe`: compare it with `*\\cmd.exe`, not with the bare name.",
  "base-name": "Holds a file name without its folder.",
  "qualified-account": "Holds `DOMAIN\\name`, such as `NT AUTHORITY\\SYSTEM`.",
  "hex-id": "Holds a hexadecimal number as text, such as `0x1a4`.",
  ip: "Holds an IP address; `search` compares it with a CIDR block too.",
  guid: "Holds a GUID in braces.",
};

function origin(info: FieldInfo): readonly string[] {
  const { kind, from } = info.provenance;
  if (kind === "event" || kind === "unknown" || kind === "default") return [];
  const made = `Made by ${kind === "command" ? "a command" : kind}`;
  return [from.length > 0 ? `${made} from ${from.map(inlineCode).join(", ")}` : made];
}

/** A table of the admitted event kinds with what each has; nothing when knowledge ends. */
function presence(name: string, info: FieldInfo, before: FieldSet, catalog: Catalog): readonly string[] {
  if (before.kinds.open)
    return info.presence === "absent" ? ["It is not there at this stage: an earlier command removed it."] : [];
  const rows = before.kinds.kinds.slice(0, 12).map((kind) => {
    const there = info.presenceByKind?.get(kind.key) ?? info.presence;
    const title = catalog.windows.event(kind.channel, kind.id)?.title ?? "";
    return `| ${kind.id} ${escapeMarkdown(title)} | ${escapeMarkdown(kind.channel)} | ${PRESENCE[there]}${there === "absent" ? instead(name, kind.channel, kind.id, catalog) : ""} |`;
  });
  if (rows.length === 0) return [];
  return [["| event | channel | has it |", "| --- | --- | --- |", ...rows].join("\n")];
}

/** Names under which an event has what another profile calls `name`. */
function instead(name: string, channel: string, id: number, catalog: Catalog): string {
  const fromClassic = catalog.fields.classicToXml(channel, id, name);
  if (fromClassic.length > 0) return `; there it is ${fromClassic.map(inlineCode).join(", ")}`;
  const alias = catalog.fields.aliases(channel, id).find((one) => one.name === name);
  return alias === undefined ? "" : "; an add-on makes it";
}
