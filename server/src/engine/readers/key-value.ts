import { headLines } from "./encoding.ts";
import { hasPairs, KeyValueFields } from "./key-value-fields.ts";
import { lineEvents } from "./line-events.ts";
import { spansOfLocated } from "./located-fields.ts";
import type { Reader } from "./reader.ts";

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

  read: lineEvents((text, input) => new KeyValueFields(text, input)),

  spansOf: spansOfLocated,
};
