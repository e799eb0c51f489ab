import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";

export const unquotedReserved = defineCheck({
  id: "spl/unquoted-reserved",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "The value of a comparison is a word of the search language without quotes.",
  why: 'AND, OR, NOT and IN are operators wherever they stand; as a value they need quotes: `state="OR"`.',
  on: "search-compare",
  check(node, ctx) {
    if (node.value.kind !== "missing") return;
    const rest = ctx.text.slice(node.opSpan.end);
    const found = /^(\s*)(AND|OR|NOT|IN)\b/.exec(rest);
    const word = found?.[2];
    if (found === null || word === undefined) return;
    const start = node.opSpan.end + (found[1]?.length ?? 0);
    const at = { start, end: start + word.length };
    ctx
      .report(at, `${word} is read as an operator; as a value it needs quotes.`)
      .fix("Quote it", replace(at, `"${word}"`), true);
  },
  examples: {
    good: ['index=x state="OR"', "index=x a=1 OR b=2"],
    bad: [{ spl: "index=x state=«OR»", fixed: 'index=x state="OR"' }],
  },
});
