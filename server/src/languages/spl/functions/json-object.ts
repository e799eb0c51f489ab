import { printJson } from "#events/json-text.ts";
import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments } from "../function-arguments.ts";
import { jsonArguments } from "../json-argument.ts";

export const jsonObject = defineFunction({
  name: "json_object",
  category: "json",
  summary: "A JSON object from keys and values.",
  details:
    "Numbers and fields that look like numbers are numbers, JSON that another function gives is nested, null is null.",
  params: [
    { name: "key", type: "string", doc: "A key.", optional: true, repeats: true },
    { name: "value", type: "any", doc: "Its value.", optional: true, repeats: true },
  ],
  returns: "any",
  nulls: "never",
  compile: (args, call) => {
    if (args.length % 2 !== 0) return invalidArguments(call, "json_object", "It takes pairs: a key and its value.");
    const values = jsonArguments(args, 0, call);
    return (row) => {
      const all = values(row);
      const pairs = all.flatMap((value, i) => {
        const key = i % 2 === 1 ? toText(args[i - 1]?.(row) ?? null) : null;
        return key === null ? [] : [[key, value] as const];
      });
      return printJson(new Map(pairs));
    };
  },
  examples: [
    { eval: 'json_object("a",1,"b","x")', is: '{"a":1,"b":"x"}' },
    { eval: 'json_object("l",json_array(1,n),"z",missing)', row: { n: "2" }, is: '{"l":[1,2],"z":null}' },
    { eval: "json_object()", is: "{}" },
  ],
});
