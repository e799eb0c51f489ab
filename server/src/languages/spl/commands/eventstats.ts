import type { Row } from "#events/row.ts";
import { inBatches } from "#runtime/collect.ts";
import type { Group } from "#runtime/grouping.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { addedAggregates } from "../aggregate-flow.ts";
import { AggregateRows } from "../aggregate-rows.ts";
import { defineCommand } from "../define.ts";
import { aggregations, byFields, option } from "../parts.ts";
import { optionBool } from "../read-option.ts";
import { groupingShape } from "../stats-plan.ts";

export const eventstats = defineCommand({
  name: "eventstats",
  type: "dataset processing",
  summary: "Adds the aggregates of its group to every row.",
  details: "Rows in which a BY field is null pass without the new fields. The order of rows stays.",
  grammar: {
    allnum: option("allnum", "bool", "Numeric aggregations only over fields whose values are all numbers.", "false"),
    aggregations: aggregations("What to compute: `func(field) AS name`."),
    by: byFields(),
  },
  flow: (args, before, ctx) => addedAggregates(args, true, before, ctx),
  plan: (args, ctx) => {
    const { aggregations: asked, by } = args;
    const shape = groupingShape({ aggregations: asked, by, allnum: optionBool(args.allnum, false) }, ctx);
    if (isRefusal(shape)) return shape;
    return async function* (input, run) {
      const aggregate = await AggregateRows.start(shape, run);
      const rows: Row[] = [];
      const groups: (Group | null)[] = [];
      for await (const batch of input) {
        run.signal.throwIfAborted();
        await aggregate.take(batch, groups);
        for (const row of batch) rows.push(row);
      }
      const order = aggregate.columnOrder();
      const { grouping } = aggregate;
      const results = new Map(
        grouping.groups.map((group) => [group, order.map((index) => grouping.result(group, index))] as const),
      );
      rows.forEach((row, index) => {
        const group = groups[index] ?? null;
        const values = group === null ? undefined : results.get(group);
        if (values === undefined) return;
        order.forEach((column, place) => {
          row.set(grouping.columns[column]?.output ?? "", values[place] ?? null);
        });
      });
      yield* inBatches(rows, run);
    };
  },
  examples: [
    {
      spl: "eventstats avg(n) as m by g",
      in: [{ g: "a", n: "1" }, { g: "a", n: "3" }, { g: "b", n: "5" }, { n: "7" }],
      out: [{ g: "a", n: "1", m: "2" }, { g: "a", n: "3", m: "2" }, { g: "b", n: "5", m: "5" }, { n: "7" }],
    },
  ],
});
