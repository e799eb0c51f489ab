import { epochText } from "#events/epoch-text.ts";
import { strptime as read } from "#events/strptime.ts";
import { timeZone } from "#events/time-zone.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const strptime = defineFunction({
  name: "strptime",
  category: "time",
  summary: "The epoch seconds of a time that is written as text, by a format.",
  details:
    "The format must fit from the beginning; text after it is ignored. Without a time of day it is midnight, a time alone is today. " +
    "Null when it does not fit or tells no day. Printed with six decimals.",
  params: [
    { name: "text", type: "string", doc: "The time as text." },
    { name: "format", type: "time-format", doc: "The format, as of strftime." },
  ],
  returns: "number",
  nulls: "maybe",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const format = textArgument(args, 1, call);
    const zone = timeZone(call.run.settings.timeZone);
    return (row) => {
      const text = argument(row);
      const form = format(row);
      const epoch = text === null || form === null ? null : read(text, form, zone, call.run.now);
      return epoch === null ? null : epochText(epoch);
    };
  },
  examples: [
    { eval: 'strptime("2022-12-15 09:45:22","%Y-%m-%d %H:%M:%S")', is: "1671097522.000000" },
    { eval: 'strptime("hello","%Y-%m-%d")', is: null },
  ],
});
