import type { Span } from "#base/span.ts";
import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import type { EvalExpr } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { fieldsHere } from "../support/fields-here.ts";
import { emptyHere, endsSearch, roleOf } from "../support/situation.ts";

export const likeWithStar = defineCheck({
  id: "spl/like-with-star",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A LIKE pattern holds `*` and no `%`.",
  why: "`LIKE` and `like()` know `%` (any text) and `_` (one character). `*` is an ordinary character there, so the pattern is an equality test with a text that holds asterisks, and no command line or path is such a text.",
  on: ["binary", "call"],
  check(node, ctx) {
    const pattern = likePattern(node);
    if (pattern?.kind !== "string" || !pattern.value.includes("*") || pattern.value.includes("%")) return;
    const report = ctx.report(
      pattern.span,
      `In LIKE \`*\` is an ordinary character: ${ctx.slice(pattern.span)} matches only a value that is exactly this text.`,
    );
    report.fact("LIKE compares the whole value; its wildcards are % for any text and _ for one character.");
    const content = subjectContent(node, ctx);
    if (content === undefined) report.grade("likely");
    else report.fact(`The values are of kind ${content}, and none of those is a text with asterisks around it.`);
    if (content !== undefined && roleOf(ctx) === "required") {
      report.fact(
        `The condition must hold for every row, so ${emptyHere(ctx)}, unless a value has the asterisks itself.`,
        ctx.stage.span,
        endsSearch(ctx),
      );
    }
    if (pattern.value.includes("_"))
      report.fact("`_` goes on to stand for any one character: LIKE has no escape for it; match() takes it literally.");
    report.fix("Replace * by %", starsToPercent(ctx, pattern.span), true);
  },
  examples: {
    good: ['index=main | where cmd LIKE "%gwmi%"', 'index=main | search cmd="*gwmi*"', 'index=main | where cmd="a*b"'],
    bad: [
      {
        spl: 'index=main | where cmd LIKE «"*gwmi*"»',
        fixed: 'index=main | where cmd LIKE "%gwmi%"',
      },
      {
        spl: 'index=main | eval hit=if(like(cmd,«"*wmic*"»), 1, 0)',
        fixed: 'index=main | eval hit=if(like(cmd,"%wmic%"), 1, 0)',
      },
    ],
  },
});

/** The pattern of `x LIKE pattern` or `like(x, pattern)`. */
export function likePattern(node: EvalExpr): EvalExpr | undefined {
  if (node.kind === "binary") return node.op === "LIKE" ? node.right : undefined;
  return node.kind === "call" && node.name === "like" ? node.args[1] : undefined;
}

/** Contents of which no value begins or ends with an asterisk. */
const NO_STARS: ReadonlySet<string> = new Set([
  "full-path",
  "base-name",
  "command-line",
  "account",
  "qualified-account",
]);

/** What the compared field holds, when an asterisk at an end cannot be part of it. */
function subjectContent(node: EvalExpr, ctx: CheckContext): string | undefined {
  const field = comparisonOf(node)?.field;
  const content = field === undefined ? undefined : ctx.analytic.flow.field(fieldsHere(ctx, node), field).content;
  return content !== undefined && NO_STARS.has(content) ? content.replaceAll("-", " ") : undefined;
}

function starsToPercent(ctx: CheckContext, at: Span) {
  return replace(at, ctx.slice(at).replace(/\*/g, "%"));
}
