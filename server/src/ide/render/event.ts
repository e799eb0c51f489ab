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
    const named = `the audit policy ${policies.join(", or ")}`;
    lines.push(event.unconditional ? `Logged always, whether ${named} is on or not` : `Needs ${named}`);
  }
  if (event.ruleName !== undefined) lines.push(`Sysmon configuration element ${inlineCode(event.ruleName)}`);
  if (!event.fieldsKnown) lines.push("Its fields are not in the catalog.");
  else if (event.fields.length === 0)
    lines.push(event.unnamedData ? "Its data has no names (field `Data`)." : "It carries no fields of its own.");
  else lines.push(fieldsList(event.fields));
  return lines.join("\n\n");
}

/** One field a line. A list, since editors show hovers and completion in narrow panels, in which a table breaks. */
function fieldsList(fields: readonly EventField[]): string {
  const line = (field: EventField): string => {
    const since = field.presence === "sometimes" ? ` (${versionsOf(field)})` : "";
    const type = field.type === "?" ? "" : ` ${field.type}`;
    const doc = field.doc === undefined ? "" : `: ${field.doc}`;
    return `- ${inlineCode(field.splunkName)}${type}${doc}${since}`;
  };
  return fields.map(line).join("\n");
}

/** The versions of its event that have a field: of the template for events of Windows, of the configuration's schema for Sysmon. */
export function versionsOf({ since, until }: Pick<EventField, "since" | "until">): string {
  const from = since === "0" ? undefined : since;
  if (until === undefined) return from === undefined ? "only some versions" : `since version ${from}`;
  if (since === until) return `version ${until} alone`;
  return from === undefined ? `until version ${until}` : `version ${from} to ${until}`;
}
