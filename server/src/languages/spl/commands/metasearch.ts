import { onlyFields } from "#events/field-set.ts";
import { byStage } from "../by-stage.ts";
import { newestFirst } from "../dataset-rows.ts";
import { defineCommand } from "../define.ts";
import { searchExpression } from "../parts.ts";

const KEPT = ["_time", "host", "source", "sourcetype", "index", "splunk_server"];

export const metasearch = defineCommand({
  name: "metasearch",
  type: "generating",
  summary: "Finds events by index-time terms and gives their metadata only.",
  details: "Rows have `_time`, host, source, sourcetype, index and splunk_server.",
  grammar: { expression: searchExpression("What an event must match.") },
  flow: ({ expression }, before, ctx) => {
    const refined = expression === undefined ? before : ctx.refineBySearch(before, expression);
    const kept = KEPT.map((name) => [name, ctx.field(refined, name)] as const);
    return onlyFields(refined, kept, byStage(ctx.stage), { order: "time-desc" });
  },
  plan: ({ expression }, ctx) => {
    const filter = expression === undefined ? undefined : ctx.filter(expression, true);
    return async function* (_input, run) {
      const holds = await filter?.(run);
      for await (const batch of newestFirst(run.events(), run)) {
        const kept = holds === undefined ? batch : batch.filter((row) => holds(row) === true);
        if (kept.length > 0) yield kept.map((row) => row.pick(KEPT));
      }
    };
  },
  examples: [{ spl: "metasearch host=a", in: [{ host: "a", x: "1" }, { host: "b" }], out: [{ host: "a" }] }],
});
