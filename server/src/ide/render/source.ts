import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";

const SHOWN = 6;

/** A value of `source` or `sourcetype`: the log behind it, what the public content reads from it, and the add-ons for it. */
export function renderSource(field: "source" | "sourcetype", text: string, catalog: Catalog): string | undefined {
  const { sources, windows } = catalog;
  const log = sources.windowsSource(text);
  const channel = log?.channel === undefined ? undefined : windows.channel(log.channel);
  const data = sources.dataSourcesOf(text);
  const type = field === "sourcetype" ? sources.sourcetype(text) : undefined;
  if (log === undefined && data.length === 0 && type === undefined) return undefined;
  const lines = [`**${escapeMarkdown(text)}** ${field === "source" ? "source" : "source type"}`];
  if (log !== undefined) {
    const form =
      log.rendering === "xml"
        ? "as XML: fields have the event's own names"
        : "as text: fields have the names of its labels";
    const known = channel === undefined ? "" : `, ${channel.events} kinds of event known`;
    lines.push(`Windows events ${form}${channel === undefined ? "" : `; log ${inlineCode(channel.channel)}${known}`}`);
  }
  if (type !== undefined) lines.push(`Sources: ${shown(type.sources.map(inlineCode))}`);
  if (data.length > 0) lines.push(`Known data: ${shown(data.map(({ name }) => escapeMarkdown(name)))}`);
  const addOns = [...new Set(data.flatMap((one) => one.addOns.map(({ name }) => escapeMarkdown(name))))];
  if (addOns.length > 0) lines.push(`Add-ons: ${shown(addOns)}`);
  return lines.join("\n\n");
}

function shown(items: readonly string[]): string {
  const more = items.length > SHOWN ? [`${items.length - SHOWN} more`] : [];
  return [...items.slice(0, SHOWN), ...more].join(", ");
}
