import { quoteEval, quoteText } from "#syntax/spl/escapes.ts";
import { EVENT_ID_FIELDS } from "../../hover/windows-value.ts";
import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { eventsNamed } from "../events-named.ts";
import type { Provider } from "../provider.ts";

/** Values that the field at hand has in the samples that the analytic ran on, the most frequent first. */
export const seenValues: Provider = (context) => {
  const { place, field, seen } = context;
  if (place !== "value" || field === undefined || seen === undefined || !isOfEvents(field, context)) return [];
  const [, values = []] = seen.fields.find(([name]) => name === field) ?? [];
  const of = seen.whole ? "" : ` of the first ${seen.events} events`;
  return values.flatMap(([value, count], rank): readonly CompletionItem[] => {
    const insert = written(value, context);
    if (insert === undefined) return [];
    const meaning = meaningOf(field, value, context);
    const seenIn = `${count}× in the sample${of}`;
    return [
      {
        label: value,
        kind: "value",
        detail: meaning === undefined ? seenIn : `${seenIn}, ${meaning}`,
        insert,
        ...(meaning !== undefined && {
          filter: `${value} ${meaning}${isNamed(field, value, context) ? ` ${context.typed}` : ""}`,
        }),
        rank,
      },
    ];
  });
};

/** Whether rows have the event's own field here, not one that the search made. */
function isOfEvents(field: string, { fields, cursor }: CompletionContext): boolean {
  if (fields === undefined) return true;
  const { kind } = cursor.analytic.flow.field(fields, field).provenance;
  return kind === "event" || kind === "unknown" || kind === "default";
}

function meaningOf(field: string, value: string, { cursor: { catalog } }: CompletionContext): string | undefined {
  if (!EVENT_ID_FIELDS.has(field)) return catalog.enums.describe(field, value);
  return /^\d{1,6}$/.test(value) ? catalog.windows.byId(Number(value))[0]?.title : undefined;
}

/** Whether the typed words name the event of an id, in whatever order. */
function isNamed(field: string, value: string, { typed, cursor: { catalog } }: CompletionContext): boolean {
  if (!EVENT_ID_FIELDS.has(field) || !/^\d{1,6}$/.test(value)) return false;
  return eventsNamed(catalog.windows.byId(Number(value)), typed).length > 0;
}

/** A value as it is compared with; undefined where it cannot be written: a line break, a wildcard that would be more. */
function written(value: string, { quoted, inEval }: CompletionContext): string | undefined {
  if (/[\r\n]/.test(value) || (!inEval && value.includes("*"))) return undefined;
  if (!quoted && (inEval ? /^\d{1,15}$/ : /^[\w.-]+$/).test(value)) return value;
  const text = inEval ? quoteEval(value) : quoteText(value);
  return quoted ? text.slice(1, -1) : text;
}
