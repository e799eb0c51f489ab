import { defineCheck } from "../define.ts";

export const earliestWithoutTime = defineCheck({
  id: "spl/earliest-without-time",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A command goes by time where `_time` is gone.",
  why: "earliest(), latest(), timechart and bin _time need `_time`. Behind stats or table without it they give nothing.",
  on: ["aggregation", "stage"],
  check(node, ctx) {
    const needs =
      node.kind === "aggregation" ? /^(earliest|latest)(_time)?$|^rate$/.test(node.name) : node.command === "timechart";
    if (!needs || ctx.stage.command === "tstats") return;
    const fields = ctx.before();
    if (fields.open || ctx.field("_time").presence !== "absent") return;
    const removal = fields.removed.findLast(({ name }) => name === "_time" || name === "*");
    const at = node.kind === "aggregation" ? node.nameSpan : (node.nameSpan ?? node.span);
    const report = ctx.report(at, "_time is not there any more, so this gives nothing.");
    if (removal !== undefined) report.fact(`${removal.command} drops _time.`, removal.span);
  },
  examples: {
    good: ["index=x | stats latest(a) by b", "index=x | stats count by a, _time | timechart span=1h count"],
    bad: [
      { spl: "index=x | stats count by a | stats «latest»(count)" },
      { spl: "index=x | table a | «timechart» count" },
    ],
  },
});
