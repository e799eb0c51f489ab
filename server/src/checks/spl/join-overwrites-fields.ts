import { defineCheck } from "../define.ts";
import { joinKeys, subsearchOf } from "../support/join.ts";
import { listed } from "../support/kinds.ts";
import { optionIsOn } from "../support/options.ts";

/** Fields of every event, which an unreduced right side brings along. */
const SHARED = ["_time", "_raw", "host", "source", "sourcetype"] as const;

export const joinOverwritesFields = defineCheck({
  id: "spl/join-overwrites-fields",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "The subsearch of join brings all its fields, which replace those of the left side.",
  why: "With `overwrite=true`, the default, every field that both sides have gets the right side's value, `_time` and `_raw` included. Reduce the subsearch with `fields`, `table` or `stats` to the keys and what is wanted.",
  on: "stage",
  check(stage, ctx) {
    const subsearch = subsearchOf(stage);
    if (stage.command !== "join" || subsearch === undefined || stage.nameSpan === undefined) return;
    if (!optionIsOn(stage, "overwrite", true)) return;
    const { flow } = ctx.analytic;
    const right = flow.end(subsearch.pipeline);
    if (right.events === null || ctx.before().events === null) return;
    const keys = new Set(joinKeys(stage).map((key) => key.name));
    const both = ["User", "ComputerName", "dest", "EventCode"].filter(
      (name) =>
        !keys.has(name) &&
        !right.events?.open &&
        flow.field(right, name).presence !== "absent" &&
        ctx.field(name).presence !== "absent",
    );
    const names = [...both, ...SHARED.filter((name) => !keys.has(name))];
    ctx
      .report(stage.nameSpan, `The subsearch brings all its fields: ${listed(names)} are replaced by its values.`)
      .fact("No fields, table or stats reduces the subsearch.", subsearch.span);
  },
  examples: {
    good: [
      "index=x | join a [ search index=y | fields a, b ]",
      "index=x | join overwrite=false a [ search index=y ]",
      "index=x | join a [ search index=y | stats values(b) AS b by a ]",
    ],
    bad: [{ spl: "index=x | «join» a [ search index=y ]" }],
  },
});
