import { defineFunction } from "../define.ts";

export const nullFunction = defineFunction({
  name: "null",
  category: "comparison",
  summary: "No value: assigned to a field it removes the field.",
  params: [],
  returns: "null",
  nulls: "maybe",
  compile: () => () => null,
  examples: [
    { eval: "null()", is: null },
    { eval: 'if(a="-",null(),a)', row: { a: "-" }, is: null },
  ],
});
