import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const lookupOutputOverwrite = defineCheck({
  id: "spl/lookup-output-overwrite",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "OUTPUT of a lookup writes onto a field that is there.",
  why: "OUTPUT replaces the field, with null too where the table has no row. OUTPUTNEW writes only where it is null.",
  on: "lookup-field",
  check(node, ctx) {
    if (ctx.stage.command !== "lookup" || node.field.access !== "write") return;
    const keyword = /\bOUTPUT\b/i.exec(ctx.slice({ start: ctx.stage.span.start, end: node.span.start }));
    if (keyword === null) return;
    const before = ctx.before().written.get(node.field.name);
    if (before === undefined || before.presence === "absent" || before.provenance.kind === "unknown") return;
    const start = ctx.stage.span.start + keyword.index;
    ctx
      .report(node.span, `${node.field.name} is there already and is replaced, with null too.`)
      .fix("Write only where it is null", replace({ start, end: start + "OUTPUT".length }, "OUTPUTNEW"));
  },
  examples: {
    good: [
      "index=x | eval a=1 | lookup attacker_tools attacker_tool_names AS b OUTPUTNEW description AS a",
      "index=x | lookup attacker_tools attacker_tool_names AS b OUTPUT description",
    ],
    bad: [
      {
        spl: "index=x | eval a=1 | lookup attacker_tools attacker_tool_names AS b OUTPUT «description AS a»",
        fixed: "index=x | eval a=1 | lookup attacker_tools attacker_tool_names AS b OUTPUTNEW description AS a",
      },
    ],
  },
});
