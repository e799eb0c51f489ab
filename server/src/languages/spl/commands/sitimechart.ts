import { defineCommand } from "../define.ts";
import { TIMECHART_GRAMMAR, timechartFlow, timechartRun } from "../timechart-command.ts";

export const sitimechart = defineCommand({
  name: "sitimechart",
  type: "transforming",
  summary: "The form of timechart for summary indexes.",
  details: "Computed as `timechart` here: the partial values that Splunk would store are not made.",
  grammar: TIMECHART_GRAMMAR,
  flow: timechartFlow,
  plan: timechartRun,
  examples: [{ spl: "sitimechart span=1m count", in: [{ _time: "5" }], out: [{ _time: "0", count: "1" }] }],
});
