import { compileRegex } from "#runtime/regex.ts";
import { defineCheck } from "../define.ts";
import { patternOf } from "../support/patterns.ts";

export const regexInvalid = defineCheck({
  id: "spl/regex-invalid",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A regular expression does not compile.",
  why: "Splunk refuses the search when it starts.",
  on: ["call", "literal", "regex-filter"],
  check(node, ctx) {
    const pattern = patternOf(node, ctx);
    if (pattern === undefined) return;
    const compiled = compileRegex(pattern.text);
    if (!("refused" in compiled) || compiled.code !== "E-REGEX") return;
    ctx.report(pattern.span, `The regular expression is invalid: ${compiled.reason}.`.replace(/\.\.$/, "."));
  },
  examples: {
    good: ['index=x | where match(a,"b+")', 'index=x | rex "(?<n>\\\\d+)"'],
    bad: [
      { spl: 'index=x | where match(a,«"(b"»)' },
      { spl: 'index=x | rex «"(?<n>[a"»' },
      { spl: 'index=x | regex a=«"b)"»' },
    ],
  },
});
