import { fieldSelector } from "#events/field-pattern.ts";
import { UNKNOWN_FIELD, withField } from "#events/field-set.ts";
import { wholeSet } from "#runtime/collect.ts";
import { withOtherRows } from "#semantics/spl/lost-knowledge.ts";
import { columnTotals } from "../column-totals.ts";
import { defineCommand } from "../define.ts";
import { fields, option } from "../parts.ts";
import { fieldNames, optionText } from "../read-option.ts";

export const addcoltotals = defineCommand({
  name: "addcoltotals",
  type: "transforming",
  summary: "Appends a row with the sum of every numeric column.",
  grammar: {
    labelfield: option("labelfield", "field", "The field for the label of the row of sums."),
    label: option("label", "string", "The text in the label field.", "Total"),
    fields: fields("read", "The fields to sum up; `*` is a wildcard.", { wildcard: true }),
  },
  flow: ({ labelfield }, before, ctx) => {
    const label = optionText(labelfield);
    const after = withOtherRows(before);
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [] };
    return label === undefined ? after : withField(after, label, { ...UNKNOWN_FIELD, provenance });
  },
  plan: ({ labelfield, label, fields: refs }) => {
    const names = fieldNames(refs);
    const selects = names.length === 0 ? (name: string) => !name.startsWith("_") : fieldSelector(names);
    return wholeSet((rows) =>
      columnTotals(rows, selects, { field: optionText(labelfield), text: optionText(label) ?? "Total" }),
    );
  },
  examples: [
    {
      spl: "addcoltotals labelfield=k",
      in: [
        { k: "a", n: "1" },
        { k: "b", n: "2" },
      ],
      out: [
        { k: "a", n: "1" },
        { k: "b", n: "2" },
        { k: "Total", n: "3" },
      ],
    },
  ],
});
