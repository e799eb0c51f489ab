import type { FieldSource } from "#events/event.ts";
import { toText } from "#events/value.ts";

const EVENTS = 50;
const FIELDS = 400;
const LONGEST = 200;

/** The first value that says something of each field of some events; longer ones are cut. */
export function fieldExamples(
  events: readonly { readonly fields: FieldSource }[],
): readonly (readonly [field: string, value: string])[] {
  const found = new Map<string, string>();
  for (const { fields } of events.slice(0, EVENTS)) {
    for (const name of fields.names()) {
      if (found.has(name) || name === "_raw" || found.size >= FIELDS) continue;
      const text = toText(fields.get(name)) ?? "";
      if (text !== "" && text !== "-") found.set(name, text.slice(0, LONGEST));
    }
  }
  return [...found];
}
