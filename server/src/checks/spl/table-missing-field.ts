import { defineCheck } from "../define.ts";

export const tableMissingField = defineCheck({
  id: "spl/table-missing-field",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "`table` or `fields` names a field that is not there.",
  why: "The column is empty in every row. An earlier command dropped the field, or it has another name.",
  on: "field",
  check(node, ctx) {
    const { command } = ctx.stage;
    if ((command !== "table" && command !== "fields") || node.wildcard || node.access !== "read") return;
    const fields = ctx.before();
    if (fields.open || ctx.field(node.name).presence !== "absent") return;
    if (fields.events !== null && fields.written.has(node.name)) return;
    const removal = fields.removed.findLast(({ name }) => name === node.name || name === "*");
    const report = ctx.report(node.span, `${node.name} is not there, so the column is empty.`);
    if (removal !== undefined) report.fact(`${removal.command} leaves only other fields.`, removal.span);
  },
  examples: {
    good: ["index=x | table a, b", "index=x | stats count by a | table a, count"],
    bad: [
      { spl: "index=x | stats count by a | table a, «b»" },
      { spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | table NewProcessName, «ParentCommandLine»' },
    ],
  },
});
