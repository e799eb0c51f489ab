import { readHex } from "#syntax/signature/hex-text.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { reportAt, statementsOf } from "../support/uuid-statement.ts";

export const hexSyntax = defineRuleCheck({
  id: "signature/hex-syntax",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "The bytes of a signature are not hexadecimal.",
  why: "A byte has two hexadecimal digits. What cannot be read is neither compared with the UUID nor found.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const { hex } = statement;
      const read = hex === undefined ? undefined : readHex(hex.value);
      if (hex === undefined || read === undefined || "bytes" in read) continue;
      reportAt(
        statement,
        hex.span,
        `These are no hexadecimal bytes. ${read.fault} (Character ${read.at.start + 1}.)`,
        ctx,
      );
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46 }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: «43 01 zz» }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: «43 01 0» }\ncondition: a\n",
      },
    ],
  },
});
