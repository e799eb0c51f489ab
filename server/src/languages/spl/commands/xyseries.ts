import { compareText } from "#events/compare.ts";
import { onlyFields } from "#events/field-set.ts";
import { addToLineage, emptyLineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { field, fields, option } from "../parts.ts";
import { fieldNames, optionBool, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const xyseries = defineCommand({
  name: "xyseries",
  type: "transforming",
  summary: "Turns rows of a key, a name and values into a table: the counterpart of untable.",
  details:
    "One row for each key, one column for each name; with several value fields columns are named `value: name`. grouped=t starts a " +
    "new row whenever the key changes.",
  grammar: {
    grouped: option("grouped", "bool", "The rows come sorted by key.", "false"),
    sep: option("sep", "string", "What stands between value field and name.", ": "),
    format: option("format", "string", "How column names are made of `$AGG$` and `$VAL$`."),
    key: field("read", "The field that makes the rows.", { required: true }),
    label: field("read", "The field whose values name the columns.", { required: true }),
    values: fields("read", "The fields with the values.", { required: true }),
  },
  flow: ({ key }, before, ctx) => {
    const kept = key === undefined ? [] : [[key.name, ctx.field(before, key.name)] as const];
    return onlyFields(before, kept, byStage(ctx.stage), { open: true, order: "sorted" });
  },
  plan: ({ key, label, values, sep, format, grouped }, ctx) => {
    const names = fieldNames(values);
    if (key === undefined || label === undefined || names.length === 0) {
      return refuse("E-REQUIRED", ctx.stage.span, "xyseries needs at least three fields: key, name and value.");
    }
    const shape = optionText(format) ?? `$AGG$${optionText(sep) ?? ": "}$VAL$`;
    const columnName = (value: string, text: string) =>
      names.length === 1 ? text : shape.replace(/\$(AGG|VAL)\$/g, (_all, which) => (which === "AGG" ? value : text));
    const inOrder = optionBool(grouped, false);
    return wholeSet((rows) => {
      const made: { readonly row: Row; readonly key: string }[] = [];
      const byKey = new Map<string, Row>();
      const columns = new Set<string>();
      for (const row of rows) {
        const at = toText(row.get(key.name));
        const text = toText(row.get(label.name));
        if (at === null || text === null) continue;
        let target = byKey.get(at);
        if (target === undefined || (inOrder && made.at(-1)?.key !== at)) {
          target = Row.of({ [key.name]: at });
          target.lineage = emptyLineage();
          byKey.set(at, target);
          made.push({ row: target, key: at });
        }
        if (target.lineage !== null) addToLineage(target.lineage, row);
        for (const name of names) {
          const column = columnName(name, text);
          columns.add(column);
          target.set(column, row.get(name));
        }
      }
      const order = inOrder ? made : made.toSorted((a, b) => compareText(a.key, b.key));
      const sorted = [key.name, ...[...columns].sort()];
      return order.map(({ row }) => row.pick(sorted));
    });
  },
  examples: [
    {
      spl: "xyseries h k v",
      in: [
        { h: "w", k: "g", v: "1" },
        { h: "w", k: "p", v: "2" },
        { h: "z", k: "g", v: "3" },
      ],
      out: [
        { h: "w", g: "1", p: "2" },
        { h: "z", g: "3" },
      ],
    },
    {
      spl: "xyseries h k v w",
      in: [{ h: "w", k: "g", v: "1", w: "2" }],
      out: [{ h: "w", "v: g": "1", "w: g": "2" }],
    },
  ],
});
