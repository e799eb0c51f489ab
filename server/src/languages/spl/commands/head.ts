import type { Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import type { Operator, Prepared } from "#runtime/operator.ts";
import type { Predicate } from "#runtime/predicate.ts";
import { defineCommand } from "../define.ts";
import { rowsText } from "../loss.ts";
import { evalExpression, option, word } from "../parts.ts";
import { optionBool, optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** The first rows; closing early stops the reading of the sample. */
function firstRows(count: number): Operator {
  return async function* (input) {
    let left = count;
    if (left <= 0) return;
    for await (const batch of input) {
      yield batch.length <= left ? batch : batch.slice(0, left);
      left -= batch.length;
      if (left <= 0) return;
    }
  };
}

/** Rows up to the first for which a condition does not hold. */
function rowsWhile(prepare: Prepared<Predicate>, nullHolds: boolean, keepLast: boolean): Operator {
  return async function* (input, run) {
    const holds = await prepare(run);
    const goesOn = (row: Row) => holds(row) ?? nullHolds;
    for await (const batch of input) {
      const end = batch.findIndex((row) => !goesOn(row));
      const kept: Batch = end < 0 ? batch : batch.slice(0, keepLast ? end + 1 : end);
      if (kept.length > 0) yield kept;
      if (end >= 0) return;
    }
  };
}

export const head = defineCommand({
  name: "head",
  type: "centralized streaming",
  summary: "Keeps the first rows, or the rows up to the first that fails a condition.",
  details: "Ten rows unless told otherwise. Once it has them, the sample is not read any further.",
  grammar: {
    count: word("int", "How many rows to keep."),
    limit: option("limit", "int", "How many rows to keep.", "10"),
    nulls: option("null", "bool", "A condition that gives null counts as true.", "false"),
    keeplast: option("keeplast", "bool", "Also keep the first row that fails the condition.", "false"),
    condition: evalExpression("Rows are kept while this is true.", { parenthesised: true }),
  },
  flow: (_args, before) => before,
  plan: ({ count, limit, nulls, keeplast, condition }, ctx) => {
    const given = count === undefined ? optionNumber(limit, -1) : Number(count.text);
    if (count !== undefined && !(given >= 0)) {
      return refuse("E-HEAD", count.span, "The argument must be a positive number or a boolean expression.");
    }
    if (condition === undefined) return firstRows(given < 0 ? 10 : given);
    const still = rowsWhile(ctx.condition(condition, true), optionBool(nulls, false), optionBool(keeplast, false));
    if (given < 0) return still;
    const first = firstRows(given);
    return (input, run) => first(still(input, run), run);
  },
  loss:
    ({ count, limit, condition, nulls }, ctx) =>
    async ({ row, position }, run) => {
      const holds = condition === undefined ? undefined : await ctx.condition(condition)(run);
      const nullHolds = optionBool(nulls, false);
      if (holds !== undefined && (holds(row) ?? nullHolds) !== true) return null;
      const most = count === undefined ? optionNumber(limit, holds === undefined ? 10 : -1) : Number(count.text);
      if (most >= 0 && position > most)
        return `It came as row ${position}; head lets the first ${rowsText(most)} through.`;
      return holds === undefined ? null : "head lets no row through behind the first that fails its condition.";
    },
  examples: [
    { spl: "head 2", in: [{ n: "1" }, { n: "2" }, { n: "3" }], out: [{ n: "1" }, { n: "2" }] },
    { spl: "head (n<3)", in: [{ n: "1" }, { n: "2" }, { n: "3" }, { n: "1" }], out: [{ n: "1" }, { n: "2" }] },
    {
      spl: "head (n<2) keeplast=t",
      in: [{ n: "1" }, { n: "2" }, { n: "3" }],
      out: [{ n: "1" }, { n: "2" }],
    },
  ],
});
