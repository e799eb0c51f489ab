import { closest } from "#base/closest.ts";
import { replace } from "#base/text-edit.ts";
import type { Literal, Stage } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";

/** Lookups that Splunk itself brings along. */
const SHIPPED: ReadonlySet<string> = new Set([
  "dnslookup",
  "geo_us_states",
  "geo_countries",
  "geo_attr_us_states",
  "geo_attr_countries",
]);

export const lookupMissing = defineCheck({
  id: "spl/lookup-missing",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A lookup table is known neither in the workspace nor in the public content.",
  why: "Splunk refuses a search whose lookup does not exist. A local run finds no rows for it.",
  on: "stage",
  check(stage, ctx) {
    const name = tableOf(stage);
    if (name === undefined || name.text === "" || name.text.includes("$") || SHIPPED.has(name.text)) return;
    const { environment } = ctx.analytic;
    if (environment.lookups(name.text) !== undefined || environment.lookupAbsence(name.text) !== undefined) return;
    const bare = name.text.replace(/\.csv$/i, "");
    if (bare !== name.text && environment.lookupAbsence(bare) !== undefined) return;
    const report = ctx.report(name.span, `No lookup table ${name.text} is known.`);
    const near = closest(
      name.text,
      ctx.catalog.lookups.all().map((one) => one.name),
    );
    if (near !== undefined) report.fix(`Change to ${near}`, replace(name.span, near));
  },
  examples: {
    good: [
      "| inputlookup attacker_tools",
      "index=x | lookup dnslookup clientip AS src OUTPUT clienthost",
      "index=x | lookup attacker_tools attacker_tool_names AS process_name",
    ],
    bad: [{ spl: "index=x | lookup «no_such_table_anywhere» a" }],
  },
});

function tableOf(stage: Stage): Literal | undefined {
  if (stage.command !== "lookup" && stage.command !== "inputlookup") return undefined;
  return stage.parts.find((part): part is Literal => part.kind === "literal");
}
