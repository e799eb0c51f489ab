import { defineFunction } from "../define.ts";
import { ofNumber } from "../function-arguments.ts";

export const ceiling = defineFunction({
  name: "ceiling",
  aliases: ["ceil"],
  category: "math",
  summary: "The smallest whole number that is not less than a number.",
  params: [{ name: "x", type: "number", doc: "The number." }],
  returns: "number",
  compile: ofNumber(Math.ceil),
  examples: [
    { eval: "ceil(1.9)", is: 2 },
    { eval: "ceiling(-1.9)", is: -1 },
  ],
});
