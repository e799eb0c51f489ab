import { strftime as print } from "#events/strftime.ts";
import { timeZone } from "#events/time-zone.ts";
import { defineFunction } from "../define.ts";
import { numberArgument, textArgument } from "../function-arguments.ts";

export const strftime = defineFunction({
  name: "strftime",
  category: "time",
  summary: "A time as text, by a format.",
  details:
    "`%Y-%m-%d %H:%M:%S`; `%F` and `%T` for short; `%3N` milliseconds; `%z` the offset of the zone; `%s` epoch seconds. Null for what is no number.",
  params: [
    { name: "time", type: "number", doc: "Epoch seconds." },
    { name: "format", type: "time-format", doc: "The format." },
  ],
  returns: "string",
  compile: (args, call) => {
    const time = numberArgument(args, 0, call);
    const format = textArgument(args, 1, call);
    const zone = timeZone(call.run.settings.timeZone);
    return (row) => {
      const epoch = time(row);
      const form = format(row);
      return epoch === null || form === null ? null : print(epoch, form, zone);
    };
  },
  examples: [
    { eval: 'strftime(0,"%Y-%m-%dT%H:%M:%S.%Q")', is: "1970-01-01T00:00:00.000" },
    { eval: 'strftime(1660485615,"%a %d %b %j %p %I")', is: "Sun 14 Aug 226 PM 02" },
    { eval: 'strftime("soon","%F")', is: null },
  ],
});
