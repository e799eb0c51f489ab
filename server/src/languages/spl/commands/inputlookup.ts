import { madeField, onlyFields } from "#events/field-set.ts";
import { eitherFields, unknownFields } from "#events/field-set-merge.ts";
import { inBatches, noRows } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { clauseSearch, option, word } from "../parts.ts";
import { optionBool, optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { tableRows } from "../table-rows.ts";

export const inputlookup = defineCommand({
  name: "inputlookup",
  type: "generating",
  summary: "Reads the rows of a lookup table.",
  details:
    "First in a search, or with append=t after the present rows. WHERE filters as `search` does. `start` counts from 0. An " +
    "empty cell of the table is an absent field.",
  grammar: {
    append: option("append", "bool", "Add the rows to the present ones.", "false"),
    strict: option("strict", "bool", "Fail when the table cannot be read.", "false"),
    start: option("start", "int", "How many rows of the table to skip.", "0"),
    max: option("max", "int", "How many rows to read at most.", "1000000000"),
    table: word("name", "The table's name or file.", { required: true }),
    where: clauseSearch(["where"], "Which rows to keep, as in search."),
  },
  flow: ({ append, table, where }, before, ctx) => {
    const columns = ctx.lookupColumns(table?.text ?? "");
    const provenance = { kind: "lookup" as const, span: ctx.stage.span, from: [] };
    const read =
      columns === undefined
        ? unknownFields(before)
        : onlyFields(
            before,
            columns.map((name) => [name, madeField(provenance, { presence: "maybe" })] as const),
            byStage(ctx.stage),
            { order: "unknown" },
          );
    const kept = where === undefined ? read : ctx.refineBySearch(read, where);
    return optionBool(append, false) ? eitherFields(before, kept, ctx.field) : kept;
  },
  plan: ({ append, start, max, table: named, where }, ctx) => {
    if (named === undefined) return refuse("E-LKTABLE", ctx.stage.span, "inputlookup needs the name of a table.");
    const table = ctx.lookup(named.text);
    if (table === undefined) {
      const absence = ctx.lookupAbsence(named.text);
      if (absence === undefined) {
        const message = `The lookup table '${named.text}' does not exist or is not available: put its CSV file into the workspace.`;
        return refuse("E-LKTABLE", named.span, message);
      }
      const appended = optionBool(append, false);
      return (input, run) => {
        const message = `${absence} It counts as empty in this run.`;
        run.problem({ code: "E-LKTABLE", severity: "warning", message, span: named.span });
        return appended ? input : noRows();
      };
    }
    const filter = where === undefined ? undefined : ctx.filter(where, true);
    const appends = optionBool(append, false);
    const first = optionNumber(start, 0);
    const most = optionNumber(max, Number.POSITIVE_INFINITY);
    return async function* (input, run) {
      if (appends) yield* input;
      const holds = await filter?.(run);
      const rows = tableRows(table).slice(first);
      const kept = holds === undefined ? rows : rows.filter((row) => holds(row) === true);
      yield* inBatches(kept.slice(0, most), run);
    };
  },
  examples: [
    {
      spl: "inputlookup t where k=b",
      lookups: {
        t: [
          { k: "a", v: "1" },
          { k: "b", v: "2" },
        ],
      },
      out: [{ k: "b", v: "2" }],
    },
    {
      spl: "inputlookup append=t t",
      in: [{ v: "9" }],
      lookups: { t: [{ v: "1" }] },
      out: [{ v: "9" }, { v: "1" }],
    },
  ],
});
