import { defineRuleCheck } from "../define-rule-check.ts";
import { loneQuote, patternsOf } from "../support/printable-patterns.ts";

export const printableQuote = defineRuleCheck({
  id: "signature/printable-quote",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A printable pattern begins or ends with a lone quote.",
  why: "A quote at one end of a pattern is most often left over from quoting it somewhere else. It demands that the payload holds, or even ends in, this byte, which is chance.",
  check(_rule, ctx) {
    for (const pattern of patternsOf(ctx)) {
      const at = loneQuote(pattern.value);
      if (at === undefined) continue;
      const message = `The ${at === 0 ? "first" : "last"} character is a lone quote: it must then be found in the traffic too. It is probably left over from quoting.`;
      const report = ctx.report(pattern.span, message);
      if (pattern.prose) report.severity("hint").grade("hint");
      const without = pattern.value.slice(0, at) + pattern.value.slice(at + 1);
      report.fix("Remove the quote", pattern.edits(without));
    }
  },
  examples: {
    good: [
      { file: "a.yml", text: "title: t\nsignatures:\n  a: { printable: '*CF*]+H*host*' }\ncondition: a\n" },
      { file: "a.yml", text: "title: t\nsignatures:\n  a: { printable: '*CF*' }\ncondition: a\n" },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { printable: «'*CF*]+H*CF*CF*host*\"'» }\ncondition: a\n",
        fixed: "title: t\nsignatures:\n  a: { printable: '*CF*]+H*CF*CF*host*' }\ncondition: a\n",
      },
      {
        file: "a.md",
        text: '# Page\n\nA signature is\n- ```«*CF*]+H*CF*CF*host*"»```\n',
        fixed: "# Page\n\nA signature is\n- ```*CF*]+H*CF*CF*host*```\n",
      },
    ],
  },
});
