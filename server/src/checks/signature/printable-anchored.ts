import { defineRuleCheck } from "../define-rule-check.ts";
import { loneQuote, patternsOf } from "../support/printable-patterns.ts";

export const printableAnchored = defineRuleCheck({
  id: "signature/printable-anchored",
  severity: "hint",
  grade: "hint",
  preset: "recommended",
  summary: "A printable pattern has no * at one end.",
  why: "Without a star the pattern is bound to that end: the first or last printable character of the whole stream or PDU must be its own. That is seldom meant.",
  check(_rule, ctx) {
    for (const pattern of patternsOf(ctx)) {
      const { value } = pattern;
      if (pattern.prose || value === "" || loneQuote(value) !== undefined) continue;
      const before = !value.startsWith("*");
      const behind = !/(?:^|[^\\])(?:\\\\)*\*$/.test(value);
      if (!before && !behind) continue;
      const where = before && behind ? "both ends" : before ? "the beginning" : "the end";
      const report = ctx.report(pattern.span, `Without * the pattern is bound to ${where} of what it looks at.`);
      report.fix("Let it stand anywhere", pattern.edits(`${before ? "*" : ""}${value}${behind ? "*" : ""}`));
    }
  },
  examples: {
    good: [{ file: "a.yml", text: "title: t\nsignatures:\n  a: { printable: '*CF*' }\ncondition: a\n" }],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { printable: «'CF*host'» }\ncondition: a\n",
        fixed: "title: t\nsignatures:\n  a: { printable: '*CF*host*' }\ncondition: a\n",
      },
    ],
  },
});
