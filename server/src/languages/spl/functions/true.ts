import { defineFunction } from "../define.ts";

export const trueFunction = defineFunction({
  name: "true",
  category: "comparison",
  summary: "The condition that always holds, such as for the default of case().",
  params: [],
  returns: "boolean",
  nulls: "never",
  compile: () => () => true,
  examples: [
    { eval: "true()", is: true },
    { eval: 'case(a=1,"one",true(),"other")', is: "other" },
  ],
});
