import { defineFunction } from "../define.ts";
import { invalidArguments } from "../function-arguments.ts";

export const validate = defineFunction({
  name: "validate",
  category: "comparison",
  summary: "The value that belongs to the first condition that does not hold.",
  details: "A condition that is null counts as not holding. Null when all hold.",
  params: [
    { name: "condition", type: "boolean", doc: "A condition.", repeats: true },
    { name: "value", type: "any", doc: "The result when it is the first not to hold.", repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: (args, call) => {
    if (args.length % 2 !== 0) {
      return invalidArguments(call, "validate", "It takes pairs: a condition and the value for when it does not hold.");
    }
    return (row) => {
      for (let i = 0; i < args.length; i += 2) if (args[i]?.(row) !== true) return args[i + 1]?.(row) ?? null;
      return null;
    };
  },
  examples: [
    { eval: 'validate(1==1,"a",2==1,"b")', is: "b" },
    { eval: 'validate(isint(p),"no number",p<=65535,"out of range")', row: { p: "80" }, is: null },
  ],
});
