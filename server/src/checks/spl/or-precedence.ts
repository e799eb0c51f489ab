import { insert } from "#base/text-edit.ts";
import type { SearchAnd, SearchOr } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";

export const orPrecedence = defineCheck({
  id: "spl/or-precedence",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "OR stands beside AND without parentheses in a search expression.",
  why: "In `search` OR binds tighter than AND and than the AND that a space means, the reverse of eval and of most languages. `index=a x=1 OR y=2 z=3` is `index=a (x=1 OR y=2) z=3`. Parentheses say it.",
  on: "search-and",
  check(node, ctx) {
    const groups = node.items.filter((item) => item.kind === "search-or");
    const [first] = groups;
    if (first === undefined) return;
    const report = ctx.report(node.span, `OR binds tighter than AND here: this groups as ${grouped(node, ctx)}.`);
    if (groups.some((group) => isContinued(node, group, ctx))) report.severity("warning").grade("likely");
    report.fix(
      "Add the parentheses that show the grouping",
      groups.flatMap((group) => [insert(group.span.start, "("), insert(group.span.end, ")")]),
      true,
    );
  },
  examples: {
    good: ["index=a (x=1 OR y=2) z=3", "x=1 OR y=2", "index=a | where x=1 OR y=2 AND z=3"],
    bad: [
      { spl: "«index=a x=1 OR y=2»", fixed: "index=a (x=1 OR y=2)" },
      { spl: "«index=a x=1 OR y=2 z=3»", fixed: "index=a (x=1 OR y=2) z=3" },
    ],
  },
});

/** Whether a term follows the group on the line on which the group ends, without AND: it looks as if it belonged to it. */
function isContinued(node: SearchAnd, group: SearchOr, ctx: CheckContext): boolean {
  const at = node.items.indexOf(group);
  const next = node.items[at + 1];
  if (next === undefined || node.operators[at] !== undefined) return false;
  return !ctx.slice({ start: group.span.end, end: next.span.start }).includes("\n");
}

const SHOWN = 40;

function grouped(node: SearchAnd, ctx: CheckContext): string {
  const short = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  return node.items
    .map((item) => {
      const text = short(ctx.slice(item.span).replace(/\s+/g, " "));
      return item.kind === "search-or" ? `(${text})` : text;
    })
    .join(" AND ");
}
