import { fromList, toList } from "#events/value.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";
import { defineFunction } from "../define.ts";
import { forEachValue } from "../each-value.ts";
import { invalidArguments } from "../function-arguments.ts";

export const mvfilter = defineFunction({
  name: "mvfilter",
  category: "multivalue",
  summary: "Those of a field's values for which a condition holds.",
  details: "The condition may read one field only; within it the field stands for one value. Null when none is left.",
  params: [{ name: "condition", type: "boolean", doc: "The condition, over the field to filter." }],
  returns: "multivalue",
  nulls: "maybe",
  compile: ([condition = () => null], call) => {
    const [node] = call.nodes;
    const [field, ...others] = node === undefined ? [] : expressionFields(node);
    if (field === undefined) return invalidArguments(call, "mvfilter", "The condition must read a field.");
    if (others.length > 0) {
      return invalidArguments(
        call,
        "mvfilter",
        `The condition may read one field only; this one reads '${[field, ...others].join("', '")}'. Use mvmap with if() instead.`,
      );
    }
    return (row) => {
      const list = toList(row.get(field));
      const kept = forEachValue(row, field, list, () => condition(row) === true);
      return fromList(list.filter((_, i) => kept[i] === true));
    };
  },
  examples: [
    {
      eval: String.raw`mvfilter(match(e,"\.net$"))`,
      row: { e: ["a@x.net", "b@y.org"] },
      is: "a@x.net",
    },
    { eval: 'mvfilter(e!="b")', row: { e: ["a", "b", "c"] }, is: ["a", "c"] },
    { eval: 'mvfilter(e="z")', row: { e: ["a", "b"] }, is: null },
  ],
});
