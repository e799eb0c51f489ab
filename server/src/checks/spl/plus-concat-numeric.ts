import { replace } from "#base/text-edit.ts";
import { flatten } from "#semantics/spl/condition.ts";
import type { Binary, EvalExpr } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";

const NUMBERS: ReadonlySet<string> = new Set(["port", "number", "decimal-id"]);

export const plusConcatNumeric = defineCheck({
  id: "spl/plus-concat-numeric",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "`+` joins a text with a numeric field.",
  why: "`+` adds numbers and joins texts. Beside a text it joins, but two numeric fields next to each other would be added. `.` always joins.",
  on: "binary",
  check(node, ctx) {
    if (node.op !== "+" || isInner(ctx)) return;
    const parts = flatten(node, "+");
    if (!parts.some((part) => part.kind === "string")) return;
    for (const [index, part] of parts.entries()) {
      if (!isNumericField(part, ctx)) continue;
      const neighbour = parts[index - 1] ?? parts[index + 1];
      if (neighbour === undefined) continue;
      const at = {
        start: Math.min(part.span.start, neighbour.span.start),
        end: Math.max(part.span.end, neighbour.span.end),
      };
      ctx
        .report(at, `+ joins ${ctx.slice(part.span)} here only because the other side is text; \`.\` says so.`)
        .fix("Join with .", dotted(node), true);
    }
  },
  examples: {
    good: ['index=x | eval a=":".dest_port', "index=x | eval a=DestinationPort+1", 'index=x | eval a="u:"+user'],
    bad: [
      {
        spl: 'index=x | eval a=DestinationIp+«":"+DestinationPort»',
        fixed: 'index=x | eval a=DestinationIp.":".DestinationPort',
      },
    ],
  },
});

function isInner(ctx: CheckContext): boolean {
  const parent = ctx.ancestors.at(-1);
  return parent?.kind === "binary" && parent.op === "+";
}

function isNumericField(expr: EvalExpr, ctx: CheckContext): boolean {
  if (expr.kind !== "field-expr") return false;
  const info = ctx.field(expr.name);
  return info.type === "number" || (info.content !== undefined && NUMBERS.has(info.content));
}

/** Every `+` of the chain as `.`. */
function dotted(node: Binary) {
  const edits = [replace(node.opSpan, ".")];
  let left = node.left;
  while (left.kind === "binary" && left.op === "+") {
    edits.push(replace(left.opSpan, "."));
    left = left.left;
  }
  return edits;
}
