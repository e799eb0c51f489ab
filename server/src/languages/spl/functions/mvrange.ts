import { parseTimeSpan, spanEnd } from "#events/time-span.ts";
import { timeZone } from "#events/time-zone.ts";
import { formatNumber, fromList, toNumber, toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments, numberArgument } from "../function-arguments.ts";

/** More values than any row can use. */
const MOST = 100_000;

export const mvrange = defineFunction({
  name: "mvrange",
  category: "multivalue",
  summary: "Numbers from a start up to, not including, an end.",
  details: "The step is a number, or a span such as `7d` for epoch times. At most 100,000 values.",
  params: [
    { name: "start", type: "number", doc: "The first number." },
    { name: "end", type: "number", doc: "Where the numbers stop, itself not included." },
    { name: "step", type: "any", doc: "A number or a span; 1 without it.", optional: true },
  ],
  returns: "multivalue",
  nulls: "maybe",
  compile: (args, call) => {
    const from = numberArgument(args, 0, call);
    const to = numberArgument(args, 1, call);
    const step = args[2] ?? (() => 1);
    const zone = timeZone(call.run.settings.timeZone);
    const constant = call.constant(2);
    if (constant !== undefined && toNumber(constant) === null && parseTimeSpan(toText(constant) ?? "") === null) {
      return invalidArguments(call, "mvrange", "The step is a number or a span such as 7d.");
    }
    return (row) => {
      const start = from(row);
      const end = to(row);
      const by = step(row);
      if (start === null || end === null || by === null) return null;
      const number = toNumber(by);
      const span = number === null ? parseTimeSpan(toText(by) ?? "") : null;
      if (number === 0 || (number === null && span === null)) return null;
      const values: string[] = [];
      let at = start;
      while (number !== null && number < 0 ? at > end : at < end) {
        if (values.length >= MOST) {
          const message = `mvrange gives ${MOST.toLocaleString("en")} values and no more.`;
          call.run.problem({ code: "limit-mvrange", severity: "warning", message, span: call.span });
          break;
        }
        values.push(formatNumber(at));
        at = span === null ? start + values.length * (number ?? 1) : spanEnd(at, span, zone);
      }
      return fromList(values);
    };
  },
  examples: [
    { eval: "mvrange(1,11,2)", is: ["1", "3", "5", "7", "9"] },
    { eval: 'mvrange(0,259200,"1d")', is: ["0", "86400", "172800"] },
    { eval: "mvrange(1,1)", is: null },
  ],
});
