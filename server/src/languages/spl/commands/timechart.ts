import { defineCommand } from "../define.ts";
import { TIMECHART_GRAMMAR, timechartFlow, timechartRun } from "../timechart-command.ts";

export const timechart = defineCommand({
  name: "timechart",
  type: "transforming",
  summary: "Aggregates over time, one row for each span.",
  details:
    "Spans without events get a row too unless cont=f: over the range that the time terms of the search ask for, or without " +
    "one from the first to the last event. Without a span the shortest one is taken that gives at most 100 rows. A split makes columns as in `chart`. per_second() and its kin are scaled to the span.",
  grammar: TIMECHART_GRAMMAR,
  flow: timechartFlow,
  plan: timechartRun,
  examples: [
    {
      spl: "timechart span=60s count",
      in: [{ _time: "130" }, { _time: "10" }, { _time: "0" }],
      out: [
        { _time: "0", count: "2" },
        { _time: "60", count: "0" },
        { _time: "120", count: "1" },
      ],
    },
    {
      spl: "timechart span=1m count by h",
      in: [
        { _time: "70", h: "b" },
        { _time: "10", h: "a" },
      ],
      out: [
        { _time: "0", a: "1", b: "0" },
        { _time: "60", a: "0", b: "1" },
      ],
    },
    {
      spl: "timechart span=1m limit=1 useother=f sum(n) by h",
      in: [
        { _time: "70", h: "b", n: "2" },
        { _time: "10", h: "a", n: "1" },
      ],
      out: [{ _time: "0" }, { _time: "60", b: "2" }],
      doc: "A span whose columns are left out keeps its row.",
    },
    {
      spl: "timechart span=1w@w1 count",
      in: [{ _time: "1700000000" }],
      out: [{ _time: "1699833600", count: "1" }],
      doc: "Weeks that begin on Monday.",
    },
  ],
});
