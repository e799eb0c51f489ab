import { defineRuleCheck } from "../define-rule-check.ts";
import { patternsOf } from "../support/printable-patterns.ts";
import { reportAt, statementsOf } from "../support/uuid-statement.ts";

export const asciiShort = defineRuleCheck({
  id: "signature/ascii-short",
  severity: "hint",
  grade: "likely",
  preset: "recommended",
  summary: "A printable form of fewer than four characters is matched by itself.",
  why: "Few characters meet by chance in most payloads: of k random bytes about k·(1/256)^n hold n given ones next to each other, and far more when the bytes between them need not be printable.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const { ascii, asciiCounts } = statement;
      if (asciiCounts !== true || ascii === undefined || ascii.value.length >= 4) continue;
      reportAt(
        statement,
        ascii.span,
        `${ascii.value.length} printable characters are found by chance in most payloads.`,
        ctx,
      );
    }
    for (const pattern of patternsOf(ctx)) {
      const letters = pattern.value.replace(/\*/g, "").length;
      if (pattern.prose || letters === 0 || letters >= 4) continue;
      ctx.report(pattern.span, `${letters} printable characters are found by chance in most payloads.`);
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, ascii: CF }\ncondition: a\n",
      },
      { file: "a.yml", text: "title: t\nsignatures:\n  a: { printable: '*CF*]+H*' }\ncondition: a\n" },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, ascii: «CF», match: [ascii] }\ncondition: a\n",
      },
      { file: "a.yml", text: "title: t\nsignatures:\n  a: { printable: «'*CF*'» }\ncondition: a\n" },
    ],
  },
});
