import { defineFunction } from "../define.ts";
import { ofType } from "../function-arguments.ts";

export const isbool = defineFunction({
  name: "isbool",
  category: "information",
  summary: "Whether a value is true or false, as only conditions are.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofType((type) => type === "boolean"),
  examples: [
    { eval: "isbool(1==1)", is: true },
    { eval: "isbool(a)", row: { a: "true" }, is: false },
  ],
});
