import { defineCheck } from "../define.ts";
import { groupFields } from "../support/stages.ts";

const GROUPS: ReadonlySet<string> = new Set(["stats", "eventstats", "streamstats", "tstats"]);

export const statsNameConflict = defineCheck({
  id: "spl/stats-name-conflict",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "Two outputs of an aggregating command have one name, or one has that of a BY field.",
  why: "Splunk refuses the search: a row has room for one value of a name.",
  on: "aggregation",
  check(node, ctx) {
    if (!GROUPS.has(ctx.stage.command) || ctx.ancestors.at(-1)?.kind !== "stage") return;
    const name = node.as?.name ?? node.written;
    if (name.includes("*")) return;
    const at = node.as?.span ?? node.span;
    const key = groupFields(ctx.stage).find((one) => one.name === name);
    if (key !== undefined) {
      ctx
        .report(at, `The output field '${name}' cannot have the same name as a group-by field.`)
        .fact("It is in BY here.", key.span);
      return;
    }
    const earlier = ctx.stage.parts.find(
      (part) =>
        part.kind === "aggregation" &&
        part !== node &&
        part.span.start < node.span.start &&
        (part.as?.name ?? part.written) === name,
    );
    if (earlier !== undefined && node.as !== undefined) {
      ctx.report(at, `Two outputs are named ${name}.`).fact("The first one is here.", earlier.span);
    }
  },
  examples: {
    good: ["index=x | stats count AS n by u", "index=x | stats count, dc(a) AS n by u"],
    bad: [{ spl: "index=x | stats count AS «u» by u" }, { spl: "index=x | stats count AS n, dc(a) AS «n»" }],
  },
});
