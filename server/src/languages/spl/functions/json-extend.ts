import { defineFunction } from "../define.ts";
import { changePairs } from "../json-pairs.ts";

export const jsonExtend = defineFunction({
  name: "json_extend",
  category: "json",
  summary: "A JSON text with the elements of arrays added to the ends of arrays.",
  details: "A value that is no array is added itself. A path that leads to no array changes nothing.",
  params: [
    { name: "json", type: "json", doc: "The JSON text." },
    { name: "path", type: "string", doc: "The path of an array.", repeats: true },
    { name: "value", type: "any", doc: "The array whose elements are added.", repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: changePairs({
    name: "json_extend",
    exact: false,
    makes: false,
    change: (old, given) => (Array.isArray(old) ? [...old, ...(Array.isArray(given) ? given : [given])] : undefined),
  }),
  examples: [{ eval: 'json_extend(j,"l",json_array(2,3))', row: { j: '{"l":[1]}' }, is: '{"l":[1,2,3]}' }],
});
