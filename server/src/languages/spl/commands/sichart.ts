import { CHART_GRAMMAR, chartFieldFlow, chartRun } from "../chart-command.ts";
import { defineCommand } from "../define.ts";

export const sichart = defineCommand({
  name: "sichart",
  type: "transforming",
  summary: "The form of chart for summary indexes.",
  details: "Computed as `chart` here: the partial values that Splunk would store are not made.",
  grammar: CHART_GRAMMAR,
  flow: chartFieldFlow,
  plan: chartRun,
  examples: [{ spl: "sichart count by g", in: [{ g: "a" }], out: [{ g: "a", count: "1" }] }],
});
