import { madeField, withField } from "#events/field-set.ts";
import { toNumber } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { defineCommand } from "../define.ts";
import { option } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** How many of the sorted numbers are at most a value. */
function upTo(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const concurrency = defineCommand({
  name: "concurrency",
  type: "dataset processing",
  summary: "Counts, for each event, the events that were going on when it began.",
  details: "An event goes on from its start for its duration; it counts itself.",
  grammar: {
    duration: option("duration", "field", "The field with the duration in seconds."),
    start: option("start", "field", "The field with the start.", "_time"),
    output: option("output", "field", "The field for the count.", "concurrency"),
  },
  flow: ({ duration, start, output }, before, ctx) => {
    const from = [optionText(start) ?? "_time", optionText(duration) ?? ""];
    const info = madeField({ kind: "command", span: ctx.stage.span, from }, { presence: "maybe", type: "number" });
    return withField(before, optionText(output) ?? "concurrency", info);
  },
  plan: ({ duration, start, output }, ctx) => {
    const length = optionText(duration);
    if (length === undefined)
      return refuse("E-REQUIRED", ctx.stage.span, "concurrency needs duration=: the field with the duration.");
    const begin = optionText(start) ?? "_time";
    const target = optionText(output) ?? "concurrency";
    return wholeSet((rows) => {
      const spans = rows.flatMap((row) => {
        const from = toNumber(row.get(begin));
        const lasts = toNumber(row.get(length));
        return from === null || lasts === null ? [] : [{ row, from, to: from + lasts }];
      });
      const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b);
      const long = spans.filter(({ from, to }) => to > from);
      const starts = sorted(long.map(({ from }) => from));
      const ends = sorted(long.map(({ to }) => to));
      const moments = new Map<number, number>();
      for (const { from, to } of spans) if (to <= from) moments.set(from, (moments.get(from) ?? 0) + 1);
      for (const { row, from } of spans) {
        // An event that is over where another begins does not count; one without length counts at its own moment.
        row.set(target, upTo(starts, from) - upTo(ends, from) + (moments.get(from) ?? 0));
      }
      return rows;
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "concurrency duration=d start=s",
      in: [
        { s: "0", d: "10" },
        { s: "5", d: "2" },
        { s: "10", d: "1" },
      ],
      out: [
        { s: "0", d: "10", concurrency: "1" },
        { s: "5", d: "2", concurrency: "2" },
        { s: "10", d: "1", concurrency: "1" },
      ],
    },
  ],
});
