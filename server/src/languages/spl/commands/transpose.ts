import { type FieldInfo, madeField, onlyFields } from "#events/field-set.ts";
import { addToLineage, emptyLineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { option, word } from "../parts.ts";
import { optionBool, optionText } from "../read-option.ts";

export const transpose = defineCommand({
  name: "transpose",
  type: "transforming",
  summary: "Turns rows into columns.",
  details:
    "The first five rows unless told otherwise, 0 for all. The first column holds the names of the fields, the others are named " +
    "`row 1`, `row 2` and so on, or by the values of header_field.",
  grammar: {
    count: word("int", "How many rows to turn; 0 for all."),
    columnName: option("column_name", "string", "Name of the first column.", "column"),
    headerField: option("header_field", "field", "The field whose values name the columns."),
    includeEmpty: option("include_empty", "bool", "Keep rows without any value.", "true"),
  },
  flow: ({ count, columnName, headerField }, before, ctx) => {
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] });
    const first: readonly [string, FieldInfo] = [optionText(columnName) ?? "column", info];
    const rows = count === undefined ? 5 : Number(count.text);
    if (headerField !== undefined || rows === 0 || !(rows <= 1000)) {
      return onlyFields(before, [first], byStage(ctx.stage), { open: true });
    }
    const others = Array.from(
      { length: rows },
      (_each, index) => [`row ${index + 1}`, { ...info, presence: "maybe" as const }] as const,
    );
    return onlyFields(before, [first, ...others], byStage(ctx.stage));
  },
  plan: ({ count, columnName, headerField, includeEmpty }) => {
    const most = count === undefined ? 5 : Number(count.text);
    const first = optionText(columnName) ?? "column";
    const header = optionText(headerField);
    const keepsEmpty = optionBool(includeEmpty, true);
    return wholeSet((rows) => {
      const used = most === 0 ? rows : rows.slice(0, most);
      const lineage = emptyLineage();
      for (const row of used) addToLineage(lineage, row);
      const names = new Set(used.flatMap((row) => row.names().filter((name) => !name.startsWith("_"))));
      if (header !== undefined) names.delete(header);
      const titles = used.map((row, index) =>
        header === undefined ? `row ${index + 1}` : (toText(row.get(header)) ?? `row ${index + 1}`),
      );
      const turned: Row[] = [];
      for (const name of names) {
        const made = Row.of({ [first]: name });
        used.forEach((row, index) => {
          made.set(titles[index] ?? "", row.get(name));
        });
        made.lineage = lineage;
        if (keepsEmpty || made.names().length > 1) turned.push(made);
      }
      return turned;
    });
  },
  examples: [
    {
      spl: "transpose",
      in: [{ a: "1", b: "2" }],
      out: [
        { column: "a", "row 1": "1" },
        { column: "b", "row 1": "2" },
      ],
    },
    {
      spl: "transpose header_field=k column_name=c",
      in: [
        { k: "x", v: "1" },
        { k: "y", v: "2" },
      ],
      out: [{ c: "v", x: "1", y: "2" }],
    },
  ],
});
