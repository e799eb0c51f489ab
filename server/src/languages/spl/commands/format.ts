import { madeField, onlyFields } from "#events/field-set.ts";
import { addToLineage, emptyLineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { wholeSet } from "#runtime/collect.ts";
import { DEFAULT_FORMAT, formatSearch } from "#runtime/format-search.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { option, word } from "../parts.ts";
import { optionBool, optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const format = defineCommand({
  name: "format",
  type: "dataset processing",
  summary: "Turns the rows into the text of a search expression, in the field `search`.",
  details:
    "Each row becomes the AND of its fields, rows are joined by OR. Internal fields are left out, several values become an OR. This " +
    "is what happens to a subsearch in a search expression by itself. The six texts stand around rows and columns.",
  grammar: {
    mvsep: option("mvsep", "string", "What joins several values.", "OR"),
    maxresults: option("maxresults", "int", "How many rows to use; 0 for all.", "0"),
    quote: option("quote", "bool", "Quote values; false is not run here.", "true"),
    emptystr: option("emptystr", "string", "The text for no rows.", "NOT ( )"),
    rowPrefix: word("string", "Before all rows."),
    columnPrefix: word("string", "Before a row."),
    columnSeparator: word("string", "Between the fields of a row."),
    columnEnd: word("string", "After a row."),
    rowSeparator: word("string", "Between rows."),
    rowEnd: word("string", "After all rows."),
  },
  flow: (_args, before, ctx) => {
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] }, { type: "string" });
    return onlyFields(before, [["search", info]], byStage(ctx.stage));
  },
  plan: (args, ctx) => {
    if (!optionBool(args.quote, true) && args.quote !== undefined) {
      return refuse("unsupported-argument", args.quote.span, "quote=false is not run here: values are always quoted.");
    }
    const texts = [
      args.rowPrefix,
      args.columnPrefix,
      args.columnSeparator,
      args.columnEnd,
      args.rowSeparator,
      args.rowEnd,
    ];
    const given = texts.filter((text) => text !== undefined).length;
    if (given > 0 && given < texts.length) {
      const message = `format takes all six texts or none, and ${given} ${given === 1 ? "is" : "are"} given.`;
      return refuse("E-ARG", ctx.stage.span, message);
    }
    const most = optionNumber(args.maxresults, 0);
    return wholeSet((rows, run) => {
      const used = most > 0 ? rows.slice(0, most) : rows;
      const text = formatSearch(used, {
        rowPrefix: args.rowPrefix?.text ?? DEFAULT_FORMAT.rowPrefix,
        columnPrefix: args.columnPrefix?.text ?? DEFAULT_FORMAT.columnPrefix,
        columnSeparator: args.columnSeparator?.text ?? DEFAULT_FORMAT.columnSeparator,
        columnEnd: args.columnEnd?.text ?? DEFAULT_FORMAT.columnEnd,
        rowSeparator: args.rowSeparator?.text ?? DEFAULT_FORMAT.rowSeparator,
        rowEnd: args.rowEnd?.text ?? DEFAULT_FORMAT.rowEnd,
        valueSeparator: optionText(args.mvsep) ?? DEFAULT_FORMAT.valueSeparator,
        empty: optionText(args.emptystr) ?? DEFAULT_FORMAT.empty,
        alphabetical: run.settings.formatFieldOrder === "alphabetical",
      });
      const row = Row.of({ search: text });
      row.lineage = emptyLineage();
      for (const each of used) addToLineage(row.lineage, each);
      return [row];
    });
  },
  examples: [
    {
      spl: "format",
      in: [{ a: "1", b: "x" }, { a: "2" }],
      out: [{ search: '( ( a="1" AND b="x" ) OR ( a="2" ) )' }],
    },
    { spl: "format", in: [{ a: ["x", "y"] }], out: [{ search: '( ( ( a="x" OR a="y" ) ) )' }] },
    { spl: "format", in: [], out: [{ search: "NOT ( )" }] },
  ],
});
