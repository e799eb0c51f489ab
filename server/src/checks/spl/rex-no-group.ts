import { isFilledIn } from "#semantics/spl/search-token.ts";
import { defineCheck } from "../define.ts";
import { patternOf } from "../support/patterns.ts";

export const rexNoGroup = defineCheck({
  id: "spl/rex-no-group",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "The pattern of rex has no named group.",
  why: "rex writes fields from named groups, `(?<name>…)`. Without one it extracts nothing, and Splunk refuses it.",
  on: "literal",
  check(node, ctx) {
    const pattern = patternOf(node, ctx);
    if (pattern?.where !== "rex" || /\(\?P?<[A-Za-z_]/.test(pattern.text) || isFilledIn(pattern.text)) return;
    ctx.report(node.span, "The pattern has no named group, so it extracts nothing.").fact("A named group: (?<name>…).");
  },
  examples: {
    good: [
      String.raw`index=x | rex "(?<n>\d+)"`,
      'index=x | rex "$pattern$"',
      'index=x | rex mode=sed "s/a/b/"',
      String.raw`index=x | rex field=a "(?P<n>\d+)"`,
    ],
    bad: [{ spl: String.raw`index=x | rex «"(\d+)"»` }],
  },
});
