import { expressionFields } from "#syntax/spl/expression-fields.ts";
import { defineCheck } from "../define.ts";
import { fieldsHere } from "../support/fields-here.ts";
import { filledIfAnywhere } from "../support/filled.ts";
import { dependsOnRendering } from "../support/rendering.ts";

export const coalesceRedundant = defineCheck({
  id: "spl/coalesce-redundant",
  severity: "information",
  grade: "likely",
  preset: "all",
  summary: "An argument of coalesce() stands behind one that is always there.",
  why: "coalesce() takes the first argument that is not null. Behind a field that every admitted event has, or behind a literal, nothing is ever used.",
  on: "call",
  check(node, ctx) {
    if (node.name !== "coalesce") return;
    const fields = fieldsHere(ctx, node);
    const at = node.args.findIndex((arg) => ctx.analytic.flow.infer(arg, fields).presence === "definite");
    const [surplus] = node.args.slice(at + 1);
    const always = node.args[at];
    if (at < 0 || surplus === undefined || always === undefined) return;
    if (dependsOnRendering(always, ctx, fields)) return;
    if (expressionFields(always).some((name) => filledIfAnywhere(name, ctx))) return;
    ctx
      .report(surplus.span, `${ctx.slice(always.span)} is always there, so ${ctx.slice(surplus.span)} is never used.`)
      .unnecessary();
  },
  examples: {
    good: [
      "index=x | stats max(a) AS m by b | fillnull | eval c=coalesce(m, 0)",
      "index=x | stats max(a) AS m by b | fillnull m* | eval c=coalesce(lower(m), 0)",
      'index=x | stats count by a | append [search source="XmlWinEventLog:Security" EventCode=4688] | eval b=coalesce(NewProcessName, a)',
      "index=x | eval b=1 | appendcols [search index=y | stats count] | eval c=coalesce(b, count)",
      "index=x a=* | eventstats max(b) AS a BY c | eval d=coalesce(a, e)",
      'index=x source="WinEventLog:Security" EventCode=4688 | eval a=coalesce(NewProcessName, New_Process_Name)',
      "index=x Channel=Security EventCode=4688 | eval a=coalesce(lower(NewProcessName), lower(New_Process_Name))",
      "index=x | eval a=coalesce(b, c)",
      'index=x | eval a=coalesce(b, "-")',
    ],
    bad: [
      { spl: "index=x | stats max(a) AS m by b | fillnull m | eval c=coalesce(m, «0»)" },
      {
        spl: 'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=3 | eval a=coalesce(DestinationIp, «dest_ip»)',
      },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | eval a=coalesce(NewProcessName, «New_Process_Name»)',
      },
      { spl: 'index=x | eval a=coalesce(b, "-", «c»)' },
    ],
  },
});
