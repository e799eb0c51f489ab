import { fromList, toNumber, toText } from "#events/value.ts";
import type { AccumulatorLike } from "#semantics/dialect.ts";
import { defineAggregation } from "../define.ts";

/** Splunk's mark in front of the numbers of a sparkline. */
const MARK = "##__SPARKLINE__##";
const BUCKETS = 100;

/** One accumulator for each second of `_time`, drawn together into at most a hundred buckets at the end. */
function overTime(inner: () => AccumulatorLike): AccumulatorLike {
  const rows: { readonly time: number; readonly take: (into: AccumulatorLike) => void }[] = [];
  return {
    add(value, row) {
      const time = toNumber(row.get("_time"));
      if (time !== null) rows.push({ time, take: (into) => into.add(value, row) });
    },
    result() {
      if (rows.length === 0) return null;
      const start = Math.min(...rows.map(({ time }) => time));
      const end = Math.max(...rows.map(({ time }) => time));
      const width = Math.max(1, Math.ceil((end - start + 1) / BUCKETS));
      const buckets = Array.from({ length: Math.floor((end - start) / width) + 1 }, inner);
      for (const { time, take } of rows) {
        const bucket = buckets[Math.floor((time - start) / width)];
        if (bucket !== undefined) take(bucket);
      }
      return fromList([MARK, ...buckets.map((bucket) => toText(bucket.result()) ?? "0")]);
    },
  };
}

function counter(): AccumulatorLike {
  let count = 0;
  return {
    add() {
      count += 1;
    },
    result: () => count,
  };
}

export const sparkline = defineAggregation({
  name: "sparkline",
  summary: "The course of an aggregation over time, as numbers.",
  details: "The first value is a mark, the others are the results over equal spans of time, at most a hundred.",
  argument: "optional",
  returns: "multivalue",
  start: () => overTime(counter),
  startOver: (inner) => overTime(inner),
  examples: [
    {
      agg: "sparkline(count)",
      rows: [{ _time: "0" }, { _time: "0" }, { _time: "2" }],
      is: ["##__SPARKLINE__##", "2", "0", "1"],
    },
  ],
});
