import { defineFunction } from "../define.ts";
import { changePairs } from "../json-pairs.ts";

export const jsonSet = defineFunction({
  name: "json_set",
  category: "json",
  summary: "A JSON text with the values at paths replaced or made.",
  details: "Missing keys of objects are made on the way; places of arrays that do not exist are left alone.",
  params: [
    { name: "json", type: "json", doc: "The JSON text." },
    { name: "path", type: "string", doc: "A path such as `a.b{0}.c`.", repeats: true },
    { name: "value", type: "any", doc: "Its new value.", repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: changePairs({
    name: "json_set",
    exact: false,
    makes: true,
    change: (_, given) => given,
  }),
  examples: [
    { eval: 'json_set(j,"a.b",2,"c","x")', row: { j: '{"a":{"b":1}}' }, is: '{"a":{"b":2},"c":"x"}' },
    { eval: 'json_set(j,"l{}.n",0)', row: { j: '{"l":[{"n":1},{"n":2}]}' }, is: '{"l":[{"n":0},{"n":0}]}' },
  ],
});
