import { printJson } from "#events/json-text.ts";
import { toList } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { jsonOfValue } from "../json-argument.ts";

export const mvToJsonArray = defineFunction({
  name: "mv_to_json_array",
  category: "multivalue",
  summary: "Several values as the text of a JSON array.",
  details:
    "All are strings, unless the second argument is true(): then numbers, JSON and the words true and false are themselves.",
  params: [
    { name: "values", type: "multivalue", doc: "The values." },
    { name: "infer", type: "boolean", doc: "Whether values may be other than strings.", optional: true },
  ],
  returns: "string",
  compile:
    ([values = () => null, infer = () => false]) =>
    (row) => {
      const list = toList(values(row));
      if (list.length === 0) return null;
      const infers = infer(row) === true;
      return printJson(list.map((text) => (infers ? (WORDS.get(text) ?? jsonOfValue(text, false)) : text)));
    },
  examples: [
    { eval: 'mv_to_json_array(split("a,b",","))', is: '["a","b"]' },
    { eval: 'mv_to_json_array(split("1,b,true",","),true())', is: '[1,"b",true]' },
  ],
});

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);
