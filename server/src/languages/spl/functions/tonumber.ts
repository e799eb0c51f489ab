import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments } from "../function-arguments.ts";
import { numberInBase } from "../number-in-base.ts";
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
    const constant = args.length > 1 ? call.constant(1) : 10;
    const base = constant === undefined || constant === null ? undefined : Number(toText(constant));
    if (base !== undefined && !(base >= 2 && base <= 36)) {
      return invalidArguments(call, "tonumber", "A base is from 2 to 36.");
    }
    const [node] = call.nodes;
    if (base !== undefined && node?.kind === "string" && parseInBase(node.value.trim(), base) === null) {
      return invalidArguments(call, "tonumber", `'${node.value}' is no number in base ${base}.`);
    }
    return numberInBase(args, call);
  },
  examples: [
    { eval: 'tonumber("0A4",16)', is: 164 },
    { eval: 'tonumber("0101",2)', is: 5 },
    { eval: "tonumber(f)", row: { f: " 5" }, is: null },
    { eval: "tonumber(trim(f))", row: { f: " 5 " }, is: 5 },
    { eval: "tonumber(f)", row: { f: "2.5" }, is: 2.5 },
    { eval: 'tonumber("ff",base)', row: { base: "16" }, is: 255 },
  ],
});
