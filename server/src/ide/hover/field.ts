import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { FieldInfo, FieldSet } from "#events/field-set.ts";
import { renderModelField } from "../render/dataset.ts";
import { meaningsOf, otherNames } from "./field-meaning.ts";
import { presenceLines } from "./field-presence.ts";

/**
 * A field at a point of a pipeline: what it means, in which of the admitted events it is, where it was made, what it is
 * called elsewhere, and a value. `seen` is one from the sample that the analytic ran on.
 */
export function renderField(name: string, info: FieldInfo, before: FieldSet, catalog: Catalog, seen?: string): string {
  const doc = catalog.fields.describe(name);
  const made = origin(info);
  const lines = [`**${escapeMarkdown(name)}**${info.type === "any" ? "" : ` (${info.type})`}`];
  const isCounted =
    info.type === "number" && (info.provenance.kind === "eval" || info.provenance.kind === "aggregation");
  if (made.length === 0 || (doc?.name === name && !isCounted)) lines.push(...meaningsOf(name, before, catalog));
  if (made.length === 0) lines.push(...renderModelField(name, catalog));
  const content = info.content ?? doc?.kind;
  const holds = content === undefined ? undefined : CONTENT[content];
  if (holds !== undefined) lines.push(holds);
  lines.push(...made, ...presenceLines(name, info, before, catalog));
  if (made.length === 0) lines.push(...otherNames(name, before, catalog));
  if (seen !== undefined) lines.push(`In the sample: ${inlineCode(shortened(seen))}`);
  else if (doc?.example !== undefined && made.length === 0) lines.push(`For example ${inlineCode(doc.example)}`);
  return lines.join("\n\n");
}

const LONGEST = 160;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
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
