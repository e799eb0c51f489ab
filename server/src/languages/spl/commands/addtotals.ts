import { fieldSelector } from "#events/field-pattern.ts";
import { madeField, UNKNOWN_FIELD, withField } from "#events/field-set.ts";
import { toNumber } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { changeRows } from "#runtime/streaming.ts";
import { withOtherRows } from "#semantics/spl/lost-knowledge.ts";
import { columnTotals } from "../column-totals.ts";
import { defineCommand } from "../define.ts";
import { fields, option } from "../parts.ts";
import { fieldNames, optionBool, optionText } from "../read-option.ts";

export const addtotals = defineCommand({
  name: "addtotals",
  type: "distributable streaming",
  summary: "Adds the sum of a row's numeric fields; with col=t also a row with the sums of the columns.",
  details: "Fields that hold no number do not count. Without a list all fields but internal ones do.",
  grammar: {
    row: option("row", "bool", "A sum for each row.", "true"),
    col: option("col", "bool", "A row with the sums of the columns.", "false"),
    fieldname: option("fieldname", "field", "The field for a row's sum.", "Total"),
    label: option("label", "string", "The text in the label field of the row of sums.", "Total"),
    labelfield: option("labelfield", "field", "The field for the label of the row of sums."),
    fields: fields("read", "The fields to sum up; `*` is a wildcard.", { wildcard: true }),
  },
  flow: (args, before, ctx) => {
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: fieldNames(args.fields) };
    const target = optionText(args.fieldname) ?? "Total";
    const sum = madeField(provenance, { type: "number" });
    const after = optionBool(args.row, true) ? withField(before, target, sum) : before;
    if (!optionBool(args.col, false)) return after;
    const label = optionText(args.labelfield);
    const all = withOtherRows(after);
    return label === undefined ? all : withField(all, label, { ...UNKNOWN_FIELD, provenance });
  },
  plan: (args) => {
    const names = fieldNames(args.fields);
    const selects = names.length === 0 ? (name: string) => !name.startsWith("_") : fieldSelector(names);
    const target = optionText(args.fieldname) ?? "Total";
    const rowSum = changeRows(() => (row) => {
      let sum = 0;
      for (const name of row.names()) if (name !== target && selects(name)) sum += toNumber(row.get(name)) ?? 0;
      row.set(target, sum);
    });
    const label = { field: optionText(args.labelfield), text: optionText(args.label) ?? "Total" };
    const columnSum = wholeSet((rows) => columnTotals(rows, (name) => name === target || selects(name), label));
    const perRow = optionBool(args.row, true);
    if (!optionBool(args.col, false)) return perRow ? rowSum : changeRows(() => () => {});
    return (input, run) => columnSum(perRow ? rowSum(input, run) : input, run);
  },
  examples: [
    { spl: "addtotals", in: [{ a: "1", b: "2", c: "x" }], out: [{ a: "1", b: "2", c: "x", Total: "3" }] },
    {
      spl: "addtotals row=f col=t labelfield=k label=ALL n",
      in: [
        { n: "1", k: "a" },
        { n: "2", k: "b" },
      ],
      out: [
        { n: "1", k: "a" },
        { n: "2", k: "b" },
        { n: "3", k: "ALL" },
      ],
    },
  ],
});
