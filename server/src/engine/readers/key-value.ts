import type { SampleEvent } from "#events/event.ts";
import type { ByteSource } from "../sources.ts";
import { headLines } from "./encoding.ts";
import { hasPairs, KeyValueFields } from "./key-value-fields.ts";
import { readLines } from "./lines.ts";
import { LocatedEvent } from "./located-event.ts";
import { spansOfLocated } from "./located-fields.ts";
import { readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";

/** One event a line, its fields `key=value` pairs. Blank lines are no events. */
export const keyValue: Reader = {
  id: "key-value",
  title: "key=value lines",
  extensions: [".log", ".txt"],

  detect(head: Uint8Array): number {
    const lines = headLines(head);
    if (lines.length === 0 || /^\s*[<[{#]/.test(lines[0] ?? "")) return 0;
    const share = lines.filter(hasPairs).length / lines.length;
    return share >= 0.8 ? 0.6 : 0;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
    let ordinal = 0;
    for await (const lines of readLines(source, context)) {
      const events: SampleEvent[] = [];
      for (const { text, start, end, line } of lines) {
        if (text.trim() === "") continue;
        const origin = { sample: input.sample, ordinal: ordinal++, start, end, line, column: 0 };
        events.push(new LocatedEvent(text, new KeyValueFields(text, input), origin));
      }
      if (events.length > 0) yield events;
    }
  },

  spansOf: spansOfLocated,
};
