import { inBatches } from "#runtime/collect.ts";
import { firstRows } from "#runtime/ordering.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { defineCommand } from "../define.ts";
import { rowsText } from "../loss.ts";
import { flag, option, word } from "../parts.ts";
import { optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { sortKeys } from "../sort-keys.ts";

/** How many rows are kept; 0 asks for all, a negative number for what Splunk keeps by itself. */
function keptRows(asked: number, run: RunContext): number {
  if (asked > 0) return asked;
  return asked === 0 ? run.limits.sortAllRows : run.limits.sortRows;
}

export const sort = defineCommand({
  name: "sort",
  type: "dataset processing",
  summary: "Orders rows by fields.",
  details:
    "Keeps 10,000 rows unless a count is given; `sort 0` keeps all (here at most 1,000,000, which is said). `-` in front of a field turns its order round; a sign " +
    "followed by a space applies to all fields up to the next sign. Numbers compare as numbers, addresses as addresses, other " +
    "values as text with upper case before lower case. Rows without the field come last in both directions. Stable.",
  grammar: {
    limit: option("limit", "int", "How many rows to keep; 0 for all.", "10000"),
    count: word("int", "How many rows to keep; 0 for all."),
    items: {
      kind: "sort-items",
      required: true,
      doc: "`-field`, `+field`, or `num(field)`, `str(field)`, `ip(field)`.",
    },
    descending: flag(["d", "desc"], "Turns the whole order round."),
  },
  flow: (_args, before) => ({ ...before, order: "sorted" }),
  plan: ({ limit, count, items, descending }, ctx) => {
    const keys = sortKeys(items);
    if (keys.length === 0) return refuse("E-SORTNONE", ctx.stage.span, "You must specify fields to sort.");
    const turned = descending === undefined ? keys : keys.map((key) => ({ ...key, descending: !key.descending }));
    const asked = count === undefined ? optionNumber(limit, -1) : Number(count.text);
    const { stage } = ctx;
    return async function* (input, run) {
      const kept = keptRows(asked, run);
      const { rows, seen } = await firstRows(input, turned, kept, run);
      if (asked <= 0 && seen > kept) {
        const why = asked === 0 ? 'and "sort 0" no more than that here.' : 'since it has no count; "sort 0" keeps all.';
        const message = `sort keeps ${kept} of ${seen} rows, ${why}`;
        run.problem({ code: "limit-sort", severity: "warning", message, span: stage.span });
      }
      yield* inBatches(rows, run);
    };
  },
  loss:
    ({ count, limit }) =>
    (_lost, run) => {
      const asked = count === undefined ? optionNumber(limit, -1) : Number(count.text);
      const more = asked === 0 ? "" : '; "sort 0" keeps all';
      return `sort keeps the first ${rowsText(keptRows(asked, run))} of its order, and this one comes later${more}.`;
    },
  examples: [
    { spl: "sort n", in: [{ n: "10" }, { n: "9" }, { n: "2" }], out: [{ n: "2" }, { n: "9" }, { n: "10" }] },
    { spl: "sort -n", in: [{ n: "10" }, { n: "9" }, { n: "2" }], out: [{ n: "10" }, { n: "9" }, { n: "2" }] },
    { spl: "sort str(n)", in: [{ n: "10" }, { n: "9" }, { n: "2" }], out: [{ n: "10" }, { n: "2" }, { n: "9" }] },
    { spl: "sort - n", in: [{ n: "2" }, {}, { n: "1" }], out: [{ n: "2" }, { n: "1" }, {}], doc: "Absent comes last." },
    { spl: "sort x", in: [{ x: "b" }, { x: "A" }, { x: "a" }], out: [{ x: "A" }, { x: "a" }, { x: "b" }] },
    { spl: "sort 1 n desc", in: [{ n: "1" }, { n: "2" }], out: [{ n: "2" }] },
  ],
});
