import { CHART_GRAMMAR, chartFieldFlow, chartRun } from "../chart-command.ts";
import { defineCommand } from "../define.ts";

export const chart = defineCommand({
  name: "chart",
  type: "transforming",
  summary:
    "Aggregates into a table with one row for each value of a field and, with a split, one column for each value of another.",
  details:
    "Rows without the row field are dropped; when none is named there is one row, as of stats. Ten columns stay, ranked by the sum of their cells; the others are put together in " +
    "OTHER, rows without the split field in NULL. A cell without rows is 0 for count and absent otherwise. With several " +
    "aggregations columns are named `aggregation: value`.",
  grammar: CHART_GRAMMAR,
  flow: chartFieldFlow,
  plan: chartRun,
  examples: [
    {
      spl: "chart count over m by s",
      in: [
        { m: "GET", s: "200" },
        { m: "GET", s: "404" },
        { m: "PUT", s: "200" },
      ],
      out: [
        { m: "GET", "200": "1", "404": "1" },
        { m: "PUT", "200": "1", "404": "0" },
      ],
    },
    {
      spl: "chart avg(n) by g",
      in: [
        { g: "b", n: "1" },
        { g: "a", n: "2" },
        { g: "a", n: "4" },
      ],
      out: [
        { g: "a", "avg(n)": "3" },
        { g: "b", "avg(n)": "1" },
      ],
    },
    {
      spl: "chart limit=1 count over m by s",
      in: [
        { m: "a", s: "x" },
        { m: "a", s: "x" },
        { m: "a", s: "y" },
      ],
      out: [{ m: "a", x: "2", OTHER: "1" }],
    },
    {
      spl: "chart sum(n) over m by s where max in top1 useother=f",
      in: [
        { m: "a", s: "x", n: "2" },
        { m: "b", s: "x", n: "2" },
        { m: "a", s: "y", n: "3" },
      ],
      out: [{ m: "a", y: "3" }, { m: "b" }],
      doc: "The column with the highest cell, where the default would take that with the highest sum.",
    },
    { spl: "chart count max(n) as most", in: [{ n: "3" }, { n: "20" }], out: [{ count: "2", most: "20" }] },
    { spl: "chart count by m s", in: [{ m: "a", s: "x" }, { m: "a" }], out: [{ m: "a", x: "1", NULL: "1" }] },
  ],
});
