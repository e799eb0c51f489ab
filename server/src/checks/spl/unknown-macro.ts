import { closest } from "#base/closest.ts";
import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const unknownMacro = defineCheck({
  id: "spl/unknown-macro",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A macro has no definition in the workspace or the public content.",
  why: "Splunk refuses a search with an unknown macro. Here the search cannot be followed beyond it, so checks that depend on it are silent. A `macros.conf` in the workspace defines it.",
  on: "macro-call",
  check(node, ctx) {
    const { environment } = ctx.analytic;
    if (!node.terminated || environment.macroArities(node.name).length > 0) return;
    const report = ctx.report(node.span, `The macro ${node.name} has no definition here.`);
    const near = closest(
      node.name,
      ctx.catalog.macros.all().map((one) => one.name),
    );
    if (near !== undefined) report.fix(`Change to ${near}`, replace(node.nameSpan, near));
  },
  examples: {
    good: ["`sysmon` EventCode=1", "index=x | `my_detection_filter`"],
    bad: [{ spl: "index=x «`no_such_macro_at_all`»" }],
  },
});
