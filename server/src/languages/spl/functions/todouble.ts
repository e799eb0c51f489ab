import { defineFunction } from "../define.ts";
import { IN_BASE_PARAMS, numberInBase } from "../number-in-base.ts";

export const todouble = defineFunction({
  name: "todouble",
  category: "conversion",
  summary: "A number with its decimals, which may be written as text.",
  params: IN_BASE_PARAMS,
  returns: "number",
  nulls: "maybe",
  compile: numberInBase,
  examples: [
    { eval: "todouble(a)", row: { a: "3.99" }, is: 3.99 },
    { eval: "todouble(a)", row: { a: "x" }, is: null },
  ],
});
