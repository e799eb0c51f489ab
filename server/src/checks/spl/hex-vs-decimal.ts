import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";
import { fieldsHere } from "../support/fields-here.ts";
import { closedKinds } from "../support/kinds.ts";

export const hexVsDecimal = defineCheck({
  id: "spl/hex-vs-decimal",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A field that holds a hexadecimal text is compared with a decimal number.",
  why: "The Security log writes process and logon ids as `0x1a4`. The decimal number of the same id never equals it.",
  on: ["search-compare", "search-in", "binary", "in-expr"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || (comparison.op !== "search" && comparison.op !== "equals")) return;
    const fields = fieldsHere(ctx, node);
    if (closedKinds(fields.kinds) === undefined) return;
    const info = ctx.analytic.flow.field(fields, comparison.field);
    // Keywords have the same kind of text and are a mask of flags, not an id.
    if (info.content !== "hex-id" || comparison.field === "Keywords") return;
    const [first] = comparison.values.filter(({ text }) => /^[1-9]\d*$/.test(text));
    if (first === undefined) return;
    const hex = `0x${Number(first.text).toString(16)}`;
    ctx
      .report(first.span, `${comparison.field} holds hexadecimal text such as ${hex}; ${first.text} never equals it.`)
      .fix(`Change to ${hex}`, replace(first.span, `"${hex}"`), true);
  },
  examples: {
    good: ['index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessId="0x1a4"', "index=x NewProcessId=420"],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessId=«420»',
        fixed: 'index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessId="0x1a4"',
      },
    ],
  },
});
