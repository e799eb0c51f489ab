import { defineFunction } from "../define.ts";
import { changePairs } from "../json-pairs.ts";

export const jsonAppend = defineFunction({
  name: "json_append",
  category: "json",
  summary: "A JSON text with values added to the ends of arrays.",
  details: "A path that leads to no array changes nothing. An empty path is the whole text.",
  params: [
    { name: "json", type: "json", doc: "The JSON text." },
    { name: "path", type: "string", doc: "The path of an array.", repeats: true },
    { name: "value", type: "any", doc: "The value to add; an array is added as one element.", repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: changePairs({
    name: "json_append",
    exact: false,
    makes: false,
    change: (old, given) => (Array.isArray(old) ? [...old, given] : undefined),
  }),
  examples: [
    { eval: 'json_append(j,"l",3)', row: { j: '{"l":[1,2]}' }, is: '{"l":[1,2,3]}' },
    { eval: 'json_append(j,"",json_array("b"))', row: { j: '["a"]' }, is: '["a",["b"]]' },
  ],
});
