import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { patternOf } from "../support/patterns.ts";

export const regexGlob = defineCheck({
  id: "spl/regex-glob",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A regular expression begins with `*`, or has `%` at an end.",
  why: '`*` repeats what stands before it and `%` is an ordinary character. `"*cmd*"` and `"%cmd%"` are patterns of search and LIKE; a regular expression matches anywhere, so `"cmd"` is enough.',
  on: ["call", "literal", "regex-filter"],
  check(node, ctx) {
    const pattern = patternOf(node, ctx);
    if (pattern === undefined || pattern.where === "replace") return;
    if (!/^\*|^%|[^\\]%$/.test(pattern.text)) return;
    const raw = ctx.slice(pattern.span);
    const plain = raw.replace(/^"[*%]+/, '"').replace(/[*%]+"$/, '"');
    ctx
      .report(pattern.span, `${raw} is a pattern of search or LIKE and no regular expression.`)
      .fix("Remove the wildcards at the ends", replace(pattern.span, plain));
  },
  examples: {
    good: ['index=x | where match(a,"cmd.*")', 'index=x | where like(a,"%cmd%")'],
    bad: [
      { spl: 'index=x | where match(a,«"*cmd*"»)', fixed: 'index=x | where match(a,"cmd")' },
      { spl: 'index=x | regex a=«"%cmd%"»', fixed: 'index=x | regex a="cmd"' },
    ],
  },
});
