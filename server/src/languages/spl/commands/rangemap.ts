import { madeField, withField } from "#events/field-set.ts";
import { fromList, toNumber } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { option } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const rangemap = defineCommand({
  name: "rangemap",
  type: "distributable streaming",
  summary: "Names the range that a number lies in, in the field `range`.",
  details: "Both ends belong to a range. A number in several ranges gives several names, one in none the default.",
  grammar: {
    field: option("field", "field", "The field with the number."),
    byDefault: option("default", "string", "The name when no range fits.", "None"),
    ranges: { kind: "ranges", doc: "`name=low-high`." },
  },
  flow: ({ field, ranges = [], byDefault }, before, ctx) => {
    const values = [...ranges.map(({ name }) => name), optionText(byDefault) ?? "None"];
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [optionText(field) ?? ""] };
    const domain = { kind: "set" as const, values, ignoreCase: false };
    return withField(before, "range", madeField(provenance, { type: "string", multivalue: "maybe", domain }));
  },
  plan: ({ field, ranges = [], byDefault }, ctx) => {
    const name = optionText(field);
    if (name === undefined)
      return refuse("E-REQUIRED", ctx.stage.span, "rangemap needs field=: the field with the number.");
    const otherwise = optionText(byDefault) ?? "None";
    return changeRows(() => (row) => {
      const value = toNumber(row.get(name));
      const found = value === null ? [] : ranges.filter(({ low, high }) => low <= value && value <= high);
      row.set("range", found.length === 0 ? otherwise : fromList(found.map((range) => range.name)));
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "rangemap field=n low=0-9 high=10-99 default=other",
      in: [{ n: "5" }, { n: "10" }, { n: "100" }],
      out: [
        { n: "5", range: "low" },
        { n: "10", range: "high" },
        { n: "100", range: "other" },
      ],
    },
  ],
});
