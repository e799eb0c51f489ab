import { wholeSet } from "#runtime/collect.ts";
import { sortRows } from "#runtime/ordering.ts";
import { defineCommand } from "../define.ts";
import { rowsText } from "../loss.ts";
import { flag, option, word } from "../parts.ts";
import { optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { sortKeys } from "../sort-keys.ts";

export const sort = defineCommand({
  name: "sort",
  type: "dataset processing",
  summary: "Orders rows by fields.",
  details:
    "Keeps 10,000 rows unless a count is given; `sort 0` keeps all. `-` in front of a field turns its order round; a sign " +
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
    return wholeSet((rows, run) => {
      const sorted = sortRows(rows, turned);
      if (asked === 0) return sorted;
      const kept = asked > 0 ? asked : run.limits.sortRows;
      if (asked < 0 && sorted.length > kept) {
        run.problem({
          code: "limit-sort",
          severity: "warning",
          message: `sort keeps ${kept} of ${sorted.length} rows, since it has no count; "sort 0" keeps all.`,
          span: stage.span,
        });
      }
      return sorted.slice(0, kept);
    });
  },
  loss:
    ({ count, limit }) =>
    (_lost, run) => {
      const asked = count === undefined ? optionNumber(limit, -1) : Number(count.text);
      const kept = asked > 0 ? asked : run.limits.sortRows;
      return `sort keeps the first ${rowsText(kept)} of its order, and this one comes later; "sort 0" keeps all.`;
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
