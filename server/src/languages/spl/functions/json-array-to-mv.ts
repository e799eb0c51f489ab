import { jsonText } from "#events/json-path.ts";
import { printJson } from "#events/json-text.ts";
import { fromList } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { documentOf } from "../json-argument.ts";

export const jsonArrayToMv = defineFunction({
  name: "json_array_to_mv",
  category: "json",
  summary: "The elements of a JSON array as several values.",
  details: "Texts lose their quotes unless the second argument is true(). Null for what is no array.",
  params: [
    { name: "json", type: "json", doc: "The text of a JSON array." },
    { name: "quotes", type: "boolean", doc: "Whether texts keep their quotes.", optional: true },
  ],
  returns: "multivalue",
  nulls: "maybe",
  compile: (args) => {
    const document = documentOf(args, 0);
    const quotes = args[1] ?? (() => false);
    return (row) => {
      const whole = document(row);
      if (!Array.isArray(whole)) return null;
      const keeps = quotes(row) === true;
      return fromList(whole.map((each) => (keeps ? printJson(each) : (jsonText(each, "null") ?? ""))));
    };
  },
  examples: [
    { eval: String.raw`json_array_to_mv("[\"a\",\"b\"]")`, is: ["a", "b"] },
    { eval: "json_array_to_mv(j,true())", row: { j: '["a",1]' }, is: ['"a"', "1"] },
    { eval: "json_array_to_mv(j)", row: { j: "{}" }, is: null },
  ],
});
