import { defineFunction } from "../define.ts";
import { typeName } from "../function-arguments.ts";

const NAMES = {
  null: "Invalid",
  multivalue: "Multivalue",
  boolean: "Bool",
  number: "Number",
  string: "String",
} as const;

export const typeofFunction = defineFunction({
  name: "typeof",
  category: "information",
  summary: "The type of a value: Number, String, Bool, Multivalue, or Invalid for null.",
  details: "A field that looks like a number is one.",
  params: [{ name: "value", type: "any", doc: "What is looked at." }],
  returns: "string",
  nulls: "never",
  compile: ([argument = () => null], call) => {
    const isText = call.staticType(0) === "string";
    return (row) => NAMES[typeName(argument(row), isText)];
  },
  examples: [
    { eval: 'typeof(12)+typeof("string")+typeof(1==2)+typeof(badfield)', is: "NumberStringBoolInvalid" },
    { eval: "typeof(a)", row: { a: "12" }, is: "Number" },
    { eval: "typeof(a)", row: { a: ["x", "y"] }, is: "Multivalue" },
  ],
});
