import { defineFunction } from "../define.ts";
import { ofType } from "../function-arguments.ts";

export const ismv = defineFunction({
  name: "ismv",
  category: "information",
  summary: "Whether there are several values.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "boolean",
  nulls: "never",
  compile: ofType((type) => type === "multivalue"),
  examples: [
    { eval: "ismv(a)", row: { a: ["x", "y"] }, is: true },
    { eval: "ismv(a)", row: { a: "x" }, is: false },
  ],
});
