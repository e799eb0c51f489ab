import type { SampleEvent } from "#events/event.ts";
import type { ByteSource } from "../sources.ts";
import { readCef } from "./cef-values.ts";
import { headLines } from "./encoding.ts";
import { readLines } from "./lines.ts";
import { LocatedEvent } from "./located-event.ts";
import { spansOfLocated } from "./located-fields.ts";
import { readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";
import { ValueFields } from "./value-fields.ts";

const CEF = /^(?:<\d{1,3}>|[\w<]).*?\bCEF: ?\d{1,2}(?:\.\d)?\||^CEF: ?\d/;

/** ArcSight's Common Event Format, one event a line, also behind a syslog header. */
export const cef: Reader = {
  id: "cef",
  title: "CEF",
  extensions: [".cef", ".log"],

  detect(head: Uint8Array): number {
    const lines = headLines(head);
    if (lines.length === 0) return 0;
    return lines.filter((line) => CEF.test(line.slice(0, 600))).length >= lines.length * 0.8 ? 0.95 : 0;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
    let ordinal = 0;
    for await (const lines of readLines(source, context)) {
      const events: SampleEvent[] = [];
      for (const { text, start, end, line } of lines) {
        if (text.trim() === "") continue;
        const values = readCef(text, input);
        if (values === null) {
          const message = "The line is not CEF: it has no `CEF:n|` with seven parts separated by `|`.";
          context.problem({ line, start, end, message });
          continue;
        }
        const origin = { sample: input.sample, ordinal: ordinal++, start, end, line, column: 0 };
        events.push(new LocatedEvent(text, new ValueFields(text, input, "cef", values), origin));
      }
      if (events.length > 0) yield events;
    }
  },

  spansOf: spansOfLocated,
};
