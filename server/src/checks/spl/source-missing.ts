import { defineCheck } from "../define.ts";
import { isBaseSearch, ownNodes } from "../support/stages.ts";
import { readsEvents } from "./missing-time.ts";

const SELECTS = /^(source|sourcetype|eventtype|Channel|LogName|tag|tag::.*|datamodel|savedsearch)$/;

export const sourceMissing = defineCheck({
  id: "spl/source-missing",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A search of events names neither source nor source type.",
  why: "One index often holds several kinds of data, and a field of the same name means something else in each. Source types also let Splunk skip most of the data.",
  on: "stage",
  check(stage, ctx) {
    if (!isBaseSearch(stage, ctx.pipeline) || !readsEvents({ ancestors: ctx.ancestors.slice(0, -1) })) return;
    if (!ctx.analytic.isWritten(stage.span)) return;
    const nodes = ownNodes(stage);
    if (!nodes.some((node) => node.kind === "field" && node.name === "index")) return;
    if (nodes.some((node) => node.kind === "macro-call" || (node.kind === "field" && SELECTS.test(node.name)))) return;
    ctx.report(stage.span, "Neither source nor sourcetype is named.");
  },
  examples: {
    good: ["index=x sourcetype=y a=1", "index=x eventtype=y", "index=x `sysmon`"],
    bad: [{ spl: "«index=x EventCode=1» | table host" }],
  },
});
