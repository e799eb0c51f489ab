import { toNumber, toText } from "#events/value.ts";
import { singleValue } from "#runtime/single-value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments, textArgument } from "../function-arguments.ts";
import { NUMBER_FORMATS } from "../number-text.ts";

export const tostring = defineFunction({
  name: "tostring",
  category: "conversion",
  summary: "A value as text; a number also in a format.",
  details:
    "Conditions give `True` or `False`, null gives `Null`. Formats: `hex`, `binary`, `commas` (decimals rounded to two), `duration` " +
    "(`HH:MM:SS`, days as `D+`). Text that is no number is left as it is.",
  params: [
    { name: "value", type: "any", doc: "The value." },
    { name: "format", type: "string", doc: "hex, binary, commas or duration.", optional: true },
  ],
  returns: "string",
  nulls: "never",
  compile: (args, call) => {
    const [argument = () => null] = args;
    const format = textArgument(args, 1, call);
    const constant = toText(call.constant(1) ?? null);
    if (constant !== null && !Object.hasOwn(NUMBER_FORMATS, constant)) {
      return invalidArguments(call, "tostring", "The format is hex, binary, commas or duration.");
    }
    return (row) => {
      const value = argument(row);
      if (value === null) return "Null";
      const single = singleValue(value, call.run.settings);
      const number = typeof single === "boolean" ? null : toNumber(single);
      const print = number === null ? undefined : NUMBER_FORMATS[format(row) ?? ""];
      return print === undefined || number === null ? toText(single) : print(number);
    };
  },
  examples: [
    { eval: 'tostring(15,"hex")', is: "0xF" },
    { eval: 'tostring(9,"binary")', is: "1001" },
    { eval: 'tostring(12345.6789,"commas")', is: "12,345.68" },
    { eval: 'tostring(12345,"commas")', is: "12,345" },
    { eval: 'tostring(615,"duration")', is: "00:10:15" },
    { eval: 'tostring(90061,"duration")', is: "1+01:01:01" },
    { eval: "tostring(1==1)", is: "True" },
    { eval: "tostring(missing)", is: "Null" },
  ],
});
