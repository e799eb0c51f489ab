import { membership } from "#runtime/membership.ts";
import { comparisonRules } from "../comparison-rules.ts";
import { defineFunction } from "../define.ts";

export const inFunction = defineFunction({
  name: "in",
  category: "comparison",
  summary: "Whether a value equals one of a list; also written `value IN (…)`.",
  details:
    "Case-sensitive and without wildcards. Null when the value is null. Elements may be fields, several values included.",
  params: [
    { name: "value", type: "any", doc: "What is looked for." },
    { name: "element", type: "any", doc: "An element of the list.", repeats: true },
  ],
  returns: "boolean",
  nulls: "maybe",
  compile: ([value = () => null, ...elements], call) =>
    membership(
      value,
      elements.map((evaluate, i) => ({ evaluate, constant: call.constant(i + 1) })),
      comparisonRules(call),
    ),
  examples: [
    { eval: 'in("b","a","b")', is: true },
    { eval: 'in(s,"40*")', row: { s: "404" }, is: false },
    { eval: 'in(missing,"a")', is: null },
  ],
});
