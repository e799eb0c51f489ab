import { defineCheck } from "../define.ts";

export const tstatsEval = defineCheck({
  id: "spl/tstats-eval",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "tstats aggregates an expression or a pattern of names.",
  why: "tstats reads finished index values. It takes neither `eval(…)` nor a wildcard as the argument of a function.",
  on: "aggregation",
  check(node, ctx) {
    if (ctx.stage.command !== "tstats") return;
    const { argument } = node;
    const wild = argument?.kind === "field" && argument.name.includes("*");
    if (!node.isEval && !wild) return;
    ctx.report(node.span, `tstats does not take ${node.isEval ? "eval(…)" : "a wildcard"} in a function.`);
  },
  examples: {
    good: [
      "| tstats count from datamodel=Endpoint.Processes by Processes.dest",
      "index=x | stats count(eval(a=1)) AS n",
    ],
    bad: [{ spl: "| tstats «count(eval(Processes.user=1)) AS n» from datamodel=Endpoint.Processes" }],
  },
});
