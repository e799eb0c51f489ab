import { eitherFields, unknownFields } from "#events/field-set-merge.ts";
import { inBatches } from "#runtime/collect.ts";
import { rowKey } from "#runtime/row-key.ts";
import { defineCommand } from "../define.ts";
import { subsearches, word } from "../parts.ts";
import { refuse } from "../refuse.ts";
import { subsearchRows } from "../subsearch-rows.ts";

export const set = defineCommand({
  name: "set",
  type: "generating",
  summary: "Union, difference or intersection of the rows of two subsearches.",
  details: "Rows are the same when all their fields are. A row occurs once in the result. Internal fields count too.",
  grammar: {
    operation: word(["union", "diff", "intersect"], "Which rows to give.", { required: true }),
    subsearches: subsearches("The two searches.", { min: 2, max: 2 }),
  },
  flow: ({ subsearches: subs = [] }, before, ctx) => {
    const [left, right] = subs;
    if (left === undefined || right === undefined) return unknownFields(before);
    return eitherFields(ctx.subsearch(left, before), ctx.subsearch(right, before), ctx.field);
  },
  plan: ({ operation, subsearches: subs = [] }, ctx) => {
    const [left, right] = subs;
    if (left === undefined || right === undefined) {
      return refuse("E-MULTITWO", ctx.stage.span, "set needs two subsearches.");
    }
    const what = operation?.text.toLowerCase();
    const leftRows = subsearchRows(left, ctx);
    const rightRows = subsearchRows(right, ctx);
    return async function* (_input, run) {
      const a = new Map((await leftRows(run)).map((row) => [rowKey(row), row] as const));
      const b = new Map((await rightRows(run)).map((row) => [rowKey(row), row] as const));
      const fromA = [...a].filter(([key]) => what === "union" || b.has(key) === (what === "intersect"));
      const fromB = [...b].filter(([key]) => what !== "intersect" && !a.has(key));
      yield* inBatches(
        [...fromA, ...fromB].map(([, row]) => row),
        run,
      );
    };
  },
  examples: [
    {
      spl: 'set diff [| makeresults format=csv data="a\n1\n2" | table a] [| makeresults format=csv data="a\n2\n3" | table a]',
      out: [{ a: "1" }, { a: "3" }],
    },
    {
      spl: 'set intersect [| makeresults format=csv data="a\n1\n2" | table a] [| makeresults format=csv data="a\n2\n3" | table a]',
      out: [{ a: "2" }],
    },
  ],
});
