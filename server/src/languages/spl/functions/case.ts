import { defineFunction } from "../define.ts";
import { invalidArguments } from "../function-arguments.ts";

export const caseFunction = defineFunction({
  name: "case",
  category: "comparison",
  summary: "The value that belongs to the first condition that holds.",
  details: "Conditions that are null are skipped. Null when none holds; `true()` as last condition gives a default.",
  params: [
    { name: "condition", type: "boolean", doc: "A condition.", repeats: true },
    { name: "value", type: "any", doc: "The result when it is the first to hold.", repeats: true },
  ],
  returns: "any",
  nulls: "maybe",
  compile: (args, call) => {
    if (args.length % 2 !== 0) {
      return invalidArguments(
        call,
        "case",
        "It takes pairs: a condition and its value; true() may be the last condition.",
      );
    }
    return (row) => {
      for (let i = 0; i < args.length; i += 2) if (args[i]?.(row) === true) return args[i + 1]?.(row) ?? null;
      return null;
    };
  },
  examples: [
    { eval: 'case(1==2,"a",1==1,"b")', is: "b" },
    { eval: 'case(x>1,"high",true(),"low")', is: "low", doc: "x is absent." },
    { eval: 'case(s==200,"OK")', row: { s: "418" }, is: null },
  ],
});
