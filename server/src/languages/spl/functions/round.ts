import { roundText } from "#base/decimal.ts";
import { defineFunction } from "../define.ts";
import { numberArgument } from "../function-arguments.ts";

export const round = defineFunction({
  name: "round",
  category: "math",
  summary: "A number rounded, half away from zero.",
  details:
    "Decided on the decimal text of the number. With decimals asked for, the result keeps them all: `round(2,2)` is 2.00.",
  params: [
    { name: "x", type: "number", doc: "The number." },
    { name: "places", type: "number", doc: "How many decimals; none without it.", optional: true },
  ],
  returns: "number",
  compile: (args, call) => {
    const number = numberArgument(args, 0, call);
    const decimals = args.length > 1 ? numberArgument(args, 1, call) : () => 0;
    return (row) => {
      const x = number(row);
      const places = decimals(row);
      if (x === null || places === null) return null;
      if (!Number.isFinite(x)) return x;
      if (places > 0) return roundText(x, Math.min(Math.trunc(places), 100));
      const unit = 10 ** Math.trunc(-places);
      if (!Number.isFinite(unit)) return 0;
      return Number(roundText(x / unit, 0)) * unit;
    };
  },
  examples: [
    { eval: "round(3.5)", is: 4 },
    { eval: "round(2.555,2)", is: "2.56" },
    { eval: "round(2,2)", is: "2.00" },
    { eval: "round(-2.5)", is: -3 },
    { eval: "round(1250,-2)", is: 1300 },
    { eval: "round(5,-400)", is: 0 },
    { eval: "round(missing)", is: null },
  ],
});
