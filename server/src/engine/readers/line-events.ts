import type { SampleEvent } from "#events/event.ts";
import { readLines } from "./lines.ts";
import { LocatedEvent, type TimedFields } from "./located-event.ts";
import { type ReadInput, readInput } from "./read-input.ts";
import type { Reader } from "./reader.ts";

/**
 * How a format is read that has one event a line; blank lines are none. `fieldsOf` gives the fields of a line, or says why it is
 * no event of the format.
 */
export function lineEvents(fieldsOf: (text: string, input: ReadInput) => TimedFields | string): Reader["read"] {
  return async function* (source, context) {
    const input = readInput(source.name, context);
    let ordinal = 0;
    for await (const lines of readLines(source, context)) {
      const events: SampleEvent[] = [];
      for (const { text, start, end, line } of lines) {
        if (text.trim() === "") continue;
        const fields = fieldsOf(text, input);
        if (typeof fields === "string") {
          context.problem({ line, start, end, message: fields });
          continue;
        }
        const origin = { sample: input.sample, ordinal: ordinal++, start, end, line, column: 0 };
        events.push(new LocatedEvent(text, fields, origin));
      }
      if (events.length > 0) yield events;
    }
  };
}
