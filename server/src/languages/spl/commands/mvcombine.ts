import { withField } from "#events/field-set.ts";
import { addToLineage, emptyLineage } from "#events/lineage.ts";
import type { Row } from "#events/row.ts";
import { fromList, toList } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { rowKey } from "#runtime/row-key.ts";
import { defineCommand } from "../define.ts";
import { field, option } from "../parts.ts";
import { refuse } from "../refuse.ts";

export const mvcombine = defineCommand({
  name: "mvcombine",
  type: "transforming",
  summary: "Merges rows that differ in one field only; its values become a multivalue.",
  details:
    "All other fields count, `_time` and `_raw` too, so it is of use after `table` or `stats`. The merged row stands where the " +
    "first of them stood.",
  grammar: {
    delim: option("delim", "string", "How the values are joined where one text is shown; no effect here.", " "),
    field: field("read", "The field whose values are collected.", { required: true }),
  },
  flow: ({ field: ref }, before, ctx) =>
    ref === undefined ? before : withField(before, ref.name, { ...ctx.field(before, ref.name), multivalue: "maybe" }),
  plan: ({ field: ref }, ctx) => {
    if (ref === undefined) return refuse("E-MVFIELD", ctx.stage.span, "mvcombine needs the name of a field.");
    const { name } = ref;
    return wholeSet((rows) => {
      const merged = new Map<string, { readonly row: Row; readonly values: string[]; readonly others: Row[] }>();
      const result: Row[] = [];
      for (const row of rows) {
        const values = toList(row.get(name));
        const key = rowKey(row, (field) => field !== name);
        const known = values.length === 0 ? undefined : merged.get(key);
        if (known === undefined) {
          result.push(row);
          if (values.length > 0) merged.set(key, { row, values: [...values], others: [] });
          continue;
        }
        for (const value of values) known.values.push(value);
        known.others.push(row);
      }
      for (const { row, values, others } of merged.values()) {
        if (others.length === 0) continue;
        const lineage = emptyLineage();
        for (const one of [row, ...others]) addToLineage(lineage, one);
        row.set(name, fromList(values));
        row.lineage = lineage;
      }
      return result;
    });
  },
  examples: [
    {
      spl: "mvcombine x",
      in: [
        { k: "1", x: "a" },
        { k: "1", x: "b" },
        { k: "2", x: "c" },
      ],
      out: [
        { k: "1", x: ["a", "b"] },
        { k: "2", x: "c" },
      ],
    },
  ],
});
