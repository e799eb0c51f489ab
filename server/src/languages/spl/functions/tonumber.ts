import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments, numberArgument, textArgument } from "../function-arguments.ts";
import { parseInBase } from "../number-text.ts";

export const tonumber = defineFunction({
  name: "tonumber",
  category: "conversion",
  summary: "The number that a text writes.",
  details:
    "Null for what is no number; spaces around it count, so trim() first. A text literal that is no number is an error.",
  params: [
    { name: "text", type: "string", doc: "The text." },
    { name: "base", type: "number", doc: "The base, from 2 to 36; 10 without it.", optional: true },
  ],
  returns: "number",
  nulls: "maybe",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const baseOf = args.length > 1 ? numberArgument(args, 1, call) : () => 10;
    const base = Number(toText(call.constant(1) ?? 10));
    if (!(base >= 2 && base <= 36)) return invalidArguments(call, "tonumber", "A base is from 2 to 36.");
    const [node] = call.nodes;
    if (node?.kind === "string" && parseInBase(node.value.trim(), base) === null) {
      return invalidArguments(call, "tonumber", `'${node.value}' is no number in base ${base}.`);
    }
    return (row) => {
      const text = argument(row);
      const radix = baseOf(row);
      return text === null || radix === null || radix < 2 || radix > 36 ? null : parseInBase(text, radix);
    };
  },
  examples: [
    { eval: 'tonumber("0A4",16)', is: 164 },
    { eval: 'tonumber("0101",2)', is: 5 },
    { eval: "tonumber(f)", row: { f: " 5" }, is: null },
    { eval: "tonumber(trim(f))", row: { f: " 5 " }, is: 5 },
    { eval: "tonumber(f)", row: { f: "2.5" }, is: 2.5 },
  ],
});
