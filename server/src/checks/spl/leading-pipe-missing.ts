import { insert } from "#base/text-edit.ts";
import type { SearchTerm, Stage } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";

export const leadingPipeMissing = defineCheck({
  id: "spl/leading-pipe-missing",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A search begins with the name of a command without a pipe.",
  why: "Without a pipe the first words are terms of a search: `stats count` looks for events that hold both words.",
  on: "pipeline",
  check(node, ctx) {
    const [stage] = node.stages;
    if (stage === undefined || stage.command !== "search" || stage.nameSpan !== undefined) return;
    const first = firstTerm(stage);
    if (first === undefined || first.value.quoted) return;
    const definition = ctx.dialect.command(first.value.text);
    if (definition === undefined || definition.name === "search" || !CERTAIN.has(definition.name)) return;
    const report = ctx.report(first.span, `${first.value.text} is a word to look for here, not the command.`);
    if (definition.generating) report.fix("Put a pipe in front", insert(first.span.start, "| "));
  },
  examples: {
    good: ["| tstats count where index=x", "index=x stats", "search error", "index=x | stats count"],
    bad: [
      { spl: "«tstats» count where index=x", fixed: "| tstats count where index=x" },
      { spl: "«stats» count by user" },
    ],
  },
});

/** Commands whose names are no words that one would look for. */
const CERTAIN: ReadonlySet<string> = new Set([
  "tstats",
  "stats",
  "eval",
  "mstats",
  "inputlookup",
  "makeresults",
  "rename",
  "timechart",
  "eventstats",
  "streamstats",
  "mvexpand",
  "rex",
  "dedup",
  "datamodel",
  "multisearch",
]);

function firstTerm(stage: Stage): SearchTerm | undefined {
  const [part] = stage.parts;
  if (part?.kind === "search-term") return part;
  if (part?.kind !== "search-and") return undefined;
  const [item] = part.items;
  return item?.kind === "search-term" ? item : undefined;
}
