import { compileSpl } from "#engine/compile/spl.ts";
import { isFilledIn } from "#semantics/spl/search-token.ts";
import { defineCheck } from "../define.ts";

/** What other checks say in their own words, what is a matter of the server's own files, and what only this engine refuses. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set([
  "E-MACRO",
  "E-MACROARGS",
  "E-LKTABLE",
  "E-LKFIELD",
  "E-LKCONS",
  "E-DMNONE",
  "E-TOKEN",
  "E-UNKNOWN",
  "E-REGEX",
  "E-REXBAD",
  "E-REXNONE",
  "E-REGEXUNSUP",
]);

export const searchRefused = defineCheck({
  id: "spl/search-refused",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A command or function is given what it cannot run with.",
  why:
    "The arguments can be read, but make no sense: a span that is none, a text where a number must stand, `mvfilter` over two fields. " +
    "Splunk refuses the search when it starts, and a run on samples stops there too. A stage with a macro that is not defined or a " +
    "`$token$` is not judged.",
  on: "pipeline",
  check(pipeline, ctx) {
    if (ctx.ancestors.length > 0) return;
    const known = ctx.analytic.expandedProblems.filter(({ severity }) => severity === "error");
    for (const { code, severity, span, message, help } of compileSpl(ctx.text, ctx.analytic.environment).problems) {
      if (severity !== "error" || !code.startsWith("E-") || SAID_ELSEWHERE.has(code)) continue;
      const stage = pipeline.stages.find((each) => each.span.start <= span.start && span.end <= each.span.end);
      const text = stage === undefined ? "" : ctx.slice(stage.span);
      if (stage === undefined || text.includes("`") || text.includes("<<") || isFilledIn(text)) continue;
      if (known.some((other) => other.span.start <= span.end && span.start <= other.span.end)) continue;
      const report = ctx.report(span, message);
      if (help !== undefined) report.fact(help);
    }
  },
  examples: {
    good: [
      'index=x | eval a=mvfilter(match(b, "^c"))',
      "index=x | chart count over a",
      "index=x | chart count",
      "index=x | bin span=$span$ _time",
      "index=x | chart count `split`",
      "index=x | sort - sum(bytes)",
    ],
    bad: [
      { spl: "index=x | eval a=«mvfilter(b=c)»" },
      { spl: "index=x | bin span=«often» _time" },
      { spl: 'index=x | eval a=«tonumber("12z")»' },
    ],
  },
});
