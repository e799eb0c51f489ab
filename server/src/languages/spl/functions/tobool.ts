import { toNumber } from "#events/value.ts";
import { singleValue } from "#runtime/single-value.ts";
import { defineFunction } from "../define.ts";

export const tobool = defineFunction({
  name: "tobool",
  category: "conversion",
  summary: "A condition from a value: `true` and numbers but zero hold, `false` and zero do not.",
  details: "The words in any case. Null for everything else.",
  params: [{ name: "value", type: "any", doc: "The value." }],
  returns: "boolean",
  nulls: "maybe",
  compile:
    ([argument = () => null], call) =>
    (row) => {
      const value = singleValue(argument(row), call.run.settings);
      if (typeof value === "boolean") return value;
      if (typeof value === "string" && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === "true";
      const number = toNumber(value);
      return number === null ? null : number !== 0;
    },
  examples: [
    { eval: "tobool(a)", row: { a: "True" }, is: true },
    { eval: "tobool(0)", is: false },
    { eval: "tobool(a)", row: { a: "maybe" }, is: null },
  ],
});
