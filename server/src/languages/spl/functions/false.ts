import { defineFunction } from "../define.ts";

export const falseFunction = defineFunction({
  name: "false",
  category: "comparison",
  summary: "The condition that never holds.",
  params: [],
  returns: "boolean",
  nulls: "never",
  compile: () => () => false,
  examples: [{ eval: "false()", is: false }],
});
