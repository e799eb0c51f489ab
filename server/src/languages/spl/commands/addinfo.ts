import { madeField, withFields } from "#events/field-set.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";

export const addinfo = defineCommand({
  name: "addinfo",
  type: "distributable streaming",
  summary: "Adds facts about the search: its time range, its time and its id.",
  details:
    "The range is the one that the time terms of the search ask for; without one it is open: info_min_time is 0 and info_max_time " +
    "`+Infinity`. info_search_time is the time of the run.",
  grammar: {},
  flow: (_args, before, ctx) => {
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] });
    return withFields(
      before,
      ["info_min_time", "info_max_time", "info_search_time", "info_sid"].map((name) => [name, info] as const),
    );
  },
  plan: (_args, ctx) =>
    changeRows((run) => {
      const { earliest, latest } = ctx.timeRange(run);
      return (row) => {
        row.set("info_min_time", (earliest ?? 0).toFixed(3));
        row.set("info_max_time", latest === null ? "+Infinity" : latest.toFixed(3));
        row.set("info_search_time", run.now);
        row.set("info_sid", "local");
      };
    }),
  orderInsensitive: true,
  examples: [
    {
      spl: "addinfo | table a info_max_time info_sid",
      in: [{ a: "1" }],
      out: [{ a: "1", info_max_time: "+Infinity", info_sid: "local" }],
    },
  ],
});
