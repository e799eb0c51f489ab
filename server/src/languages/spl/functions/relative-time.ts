import { epochText } from "#events/epoch-text.ts";
import { parseRelativeTime, resolveRelativeTime } from "#events/relative-time.ts";
import { timeZone } from "#events/time-zone.ts";
import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments, numberArgument, textArgument } from "../function-arguments.ts";

export const relativeTime = defineFunction({
  name: "relative_time",
  category: "time",
  summary: "A time moved by a relative time such as `-1d@d`.",
  details: "The offset comes first, then rounding down, then further offsets. Printed with six decimals.",
  params: [
    { name: "time", type: "number", doc: "Epoch seconds." },
    { name: "modifier", type: "time-modifier", doc: "The relative time." },
  ],
  returns: "number",
  compile: (args, call) => {
    const constant = toText(call.constant(1) ?? null);
    if (constant !== null && parseRelativeTime(constant) === null) {
      return invalidArguments(call, "relative_time", `'${constant}' is no relative time such as -24h@h.`);
    }
    const from = numberArgument(args, 0, call);
    const modifier = textArgument(args, 1, call);
    const zone = timeZone(call.run.settings.timeZone);
    return (row) => {
      const start = from(row);
      const text = modifier(row);
      const relative = start === null || text === null ? null : parseRelativeTime(text);
      return start === null || relative === null ? null : epochText(resolveRelativeTime(relative, start, zone));
    };
  },
  examples: [
    { eval: 'relative_time(1700000000,"@d")', is: "1699920000.000000" },
    { eval: 'relative_time(1700000000,"-1d@d+3h")', is: "1699844400.000000" },
    { eval: 'relative_time(missing,"@d")', is: null },
  ],
});
