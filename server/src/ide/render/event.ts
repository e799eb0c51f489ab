import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { EventFact, EventField } from "#catalog/event-ids.ts";

/** A Windows event: title, channel, the audit policy that it needs, and its fields. */
export function renderEvent(event: EventFact): string {
  const lines = [
    `**${event.id}** ${escapeMarkdown(event.title)}`,
    `Channel ${inlineCode(event.channel)} · provider ${inlineCode(event.provider)}`,
  ];
  if (event.audit.length > 0) {
    const policies = event.audit.map(([category, subcategory]) => `${category} › ${subcategory}`);
    lines.push(`Needs the audit policy ${policies.join(", or ")}`);
  }
  if (event.ruleName !== undefined) lines.push(`Sysmon configuration element ${inlineCode(event.ruleName)}`);
  if (!event.fieldsKnown) lines.push("Its fields are not in the catalog.");
  else if (event.fields.length === 0)
    lines.push(event.unnamedData ? "Its data has no names (field `Data`)." : "It carries no fields of its own.");
  else lines.push(fieldsTable(event.fields));
  return lines.join("\n\n");
}

function fieldsTable(fields: readonly EventField[]): string {
  const row = (field: EventField): string => {
    const since =
      field.presence === "sometimes"
        ? ` (only some versions${field.since === undefined ? "" : `, since ${field.since}`})`
        : "";
    return `| ${inlineCode(field.splunkName)} | ${field.type === "?" ? "" : field.type} | ${(field.doc ?? "").replaceAll("|", "\\|")}${since} |`;
  };
  return ["| field | type | |", "| --- | --- | --- |", ...fields.map(row)].join("\n");
}
