import { comparisonOf } from "#semantics/spl/comparison.ts";
import { isAlwaysThere } from "#semantics/spl/event-fields.ts";
import { defineCheck } from "../define.ts";
import { groupFields, ownNodes, stagesAfter } from "../support/stages.ts";

export const notFieldKeepsMissing = defineCheck({
  id: "spl/not-field-keeps-missing",
  severity: "hint",
  grade: "hint",
  preset: "all",
  summary: "`NOT field=value` keeps the rows without the field, which a later command loses.",
  why: "Rows without the field pass the NOT, and are then lost in BY or at a comparison. `field=*` says that they are not wanted.",
  on: "search-not",
  check(node, ctx) {
    const comparison = comparisonOf(node.operand);
    if (comparison?.language !== "search" || comparison.op !== "search") return;
    const { field } = comparison;
    if (isAlwaysThere(field) || comparison.values.some(({ text }) => text === "*")) return;
    if (ctx.analytic.flow.field(ctx.after(), field).presence !== "maybe") return;
    const later = stagesAfter(ctx.pipeline, ctx.stage).find(
      (stage) =>
        groupFields(stage).some((key) => key.name === field) ||
        (stage.command === "where" && ownNodes(stage).some((one) => comparisonOf(one)?.field === field)),
    );
    if (later === undefined) return;
    ctx
      .report(node.span, `Rows without ${field} pass here and are lost later.`)
      .fact("Here they are lost.", later.span);
  },
  examples: {
    good: ["index=x NOT user=bob", "index=x user=* NOT user=bob | stats count by user"],
    bad: [{ spl: "index=x «NOT user=bob» | stats count by user" }],
  },
});
