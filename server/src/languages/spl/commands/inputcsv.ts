import { madeField, onlyFields } from "#events/field-set.ts";
import { eitherFields, unknownFields } from "#events/field-set-merge.ts";
import { inBatches } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { clauseSearch, option, word } from "../parts.ts";
import { optionBool, optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { tableRows } from "../table-rows.ts";

/** The table that a file name stands for: with or without its extension. */
function tableNames(file: string): readonly string[] {
  return file.endsWith(".csv") ? [file, file.slice(0, -4)] : [file, `${file}.csv`];
}

export const inputcsv = defineCommand({
  name: "inputcsv",
  type: "generating",
  summary: "Reads the rows of a CSV file.",
  details: "The file is looked for among the lookup tables of the workspace.",
  grammar: {
    dispatch: option("dispatch", "bool", "Read from the job's folder on the server; no effect here.", "false"),
    append: option("append", "bool", "Add the rows to the present ones.", "false"),
    strict: option("strict", "bool", "Fail when the file cannot be read.", "false"),
    start: option("start", "int", "How many rows of the file to skip.", "0"),
    max: option("max", "int", "How many rows to read at most.", "1000000000"),
    events: option("events", "bool", "Treat the rows as events; no effect here.", "false"),
    file: word("name", "The file's name.", { required: true }),
    where: clauseSearch(["where"], "Which rows to keep, as in search."),
  },
  flow: ({ append, file }, before, ctx) => {
    const columns = tableNames(file?.text ?? "")
      .map((name) => ctx.lookupColumns(name))
      .find((found) => found !== undefined);
    const provenance = { kind: "lookup" as const, span: ctx.stage.span, from: [] };
    const made = (columns ?? []).map((name) => [name, madeField(provenance, { presence: "maybe" })] as const);
    const read =
      columns === undefined
        ? unknownFields(before)
        : onlyFields(before, made, byStage(ctx.stage), { order: "unknown" });
    return optionBool(append, false) ? eitherFields(before, read, ctx.field) : read;
  },
  plan: ({ append, start, max, file, where }, ctx) => {
    const name = file?.text ?? "";
    const table = tableNames(name)
      .map((each) => ctx.lookup(each))
      .find((found) => found !== undefined);
    if (table === undefined) {
      return refuse(
        "E-LKTABLE",
        file?.span ?? ctx.stage.span,
        `The file '${name}' is not among the workspace's lookup tables.`,
      );
    }
    const filter = where === undefined ? undefined : ctx.filter(where, true);
    return async function* (input, run) {
      if (optionBool(append, false)) yield* input;
      const holds = await filter?.(run);
      const rows = tableRows(table).slice(optionNumber(start, 0));
      const kept = holds === undefined ? rows : rows.filter((row) => holds(row) === true);
      yield* inBatches(kept.slice(0, optionNumber(max, Number.POSITIVE_INFINITY)), run);
    };
  },
  examples: [{ spl: "inputcsv t.csv", lookups: { t: [{ k: "a" }] }, out: [{ k: "a" }] }],
});
