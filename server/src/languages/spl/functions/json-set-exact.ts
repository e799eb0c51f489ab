import { defineFunction } from "../define.ts";
import { changePairs } from "../json-pairs.ts";

export const jsonSetExact = defineFunction({
  name: "json_set_exact",
  category: "json",
  summary: "A JSON object with keys set, each taken as it is written.",
  details: "Dots and braces belong to the key.",
  params: [
    { name: "json", type: "json", doc: "The JSON text." },
    { name: "key", type: "string", doc: "A key.", repeats: true },
    { name: "value", type: "any", doc: "Its new value.", repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: changePairs({
    name: "json_set_exact",
    exact: true,
    makes: true,
    change: (_, given) => given,
  }),
  examples: [{ eval: 'json_set_exact(j,"a.b",2)', row: { j: '{"a":1}' }, is: '{"a":1,"a.b":2}' }],
});
