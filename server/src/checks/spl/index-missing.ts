import { defineCheck } from "../define.ts";
import { isBaseSearch, ownNodes } from "../support/stages.ts";
import { readsEvents } from "./missing-time.ts";

const SELECTS = /^(_?index|eventtype|tag|tag::.*|datamodel|savedsearch|earliest|latest)$/;

export const indexMissing = defineCheck({
  id: "spl/index-missing",
  severity: "warning",
  grade: "hint",
  preset: "recommended",
  summary: "A search of events names no index.",
  why: "Without `index=` only the default indexes of the user's role are read, and those differ from installation to installation.",
  on: "stage",
  check(stage, ctx) {
    if (!isBaseSearch(stage, ctx.pipeline) || stage.parts.length === 0) return;
    if (!readsEvents({ ancestors: ctx.ancestors.slice(0, -1) })) return;
    // A macro may hold the index, and says nothing when it is not known.
    if (!ctx.analytic.isWritten(stage.span)) return;
    const nodes = ownNodes(stage);
    if (nodes.some((node) => node.kind === "macro-call" || (node.kind === "field" && SELECTS.test(node.name)))) return;
    const terms = nodes.filter(
      (node) => node.kind === "search-compare" || node.kind === "search-term" || node.kind === "search-in",
    );
    if (terms.length === 0) return;
    ctx
      .report(stage.span, "No index is named: only the default indexes of the user are read.")
      .fact("Add index=… in front.");
  },
  examples: {
    good: ["index=x a=1", "eventtype=wineventlog a=1", "`sysmon` a=1", "| makeresults | search a=1"],
    bad: [{ spl: "«sourcetype=XmlWinEventLog EventCode=1» | table host" }],
  },
});
