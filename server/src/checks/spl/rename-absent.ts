import { defineCheck } from "../define.ts";

export const renameAbsent = defineCheck({
  id: "spl/rename-absent",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "rename takes a field that is not there.",
  why: "The new field stays empty, and one of that name is removed.",
  on: "rename-pair",
  check(node, ctx) {
    const { from } = node;
    const fields = ctx.before();
    if (from.wildcard || fields.open || fields.events !== null) return;
    if (ctx.field(from.name).presence !== "absent") return;
    const removal = fields.removed.findLast(({ name }) => name === from.name || name === "*");
    const report = ctx.report(from.span, `${from.name} is not there, so the new field stays empty.`);
    if (removal !== undefined) report.fact(`${removal.command} leaves only other fields.`, removal.span);
  },
  examples: {
    good: ["index=x | stats count by a | rename a AS b"],
    bad: [{ spl: "index=x | stats count by a | rename «c» AS d" }],
  },
});
