import type { SearchAnd } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";

export const evalFunctionInSearch = defineCheck({
  id: "spl/eval-function-in-search",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A function of eval is called in a search expression.",
  why: "Search has no functions: the name and its arguments are read as words to look for or as text. Use where.",
  on: ["search-and", "search-value"],
  check(node, ctx) {
    if (node.kind === "search-and") {
      for (const at of calls(node)) {
        const name = ctx.slice(at);
        if (ctx.dialect.function(name) === undefined || /^(term|case)$/i.test(name)) continue;
        ctx.report(at, `${name}() is a function of eval; search reads it as a word to look for.`);
      }
      return;
    }
    const name = /^(\w+)\(/.exec(node.text)?.[1];
    if (node.quoted || name === undefined || ctx.dialect.function(name) === undefined) return;
    if (node.directive !== undefined || ctx.ancestors.at(-1)?.kind !== "search-compare") return;
    ctx.report(node.span, `${name}() is not evaluated in search; it is taken as text.`);
  },
  examples: {
    good: ["index=x | where len(a)>5", "index=x TERM(a)", "index=x len"],
    bad: [{ spl: "index=x | search «len»(a)>5" }, { spl: 'index=x _time>=«relative_time(now(), "-10m")»' }],
  },
});

/** Bare words that a parenthesis follows without a space. */
function calls(node: SearchAnd) {
  return node.items.flatMap((item, index) => {
    const next = node.items[index + 1];
    if (item.kind !== "search-term" || item.value.quoted || next?.kind !== "search-paren") return [];
    return next.span.start === item.span.end ? [item.span] : [];
  });
}
