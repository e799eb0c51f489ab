import { defineRuleCheck } from "../define-rule-check.ts";
import { isPart, printableOf } from "../support/uuid-forms.ts";
import { reportAt, statementsOf } from "../support/uuid-statement.ts";

export const asciiUnderivable = defineRuleCheck({
  id: "signature/ascii-underivable",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "The stated printable form is not that of the UUID.",
  why: "The printable form of bytes is what is left when all but 0x20 to 0x7e are taken away. Any other text is never seen in a place where only these bytes stand.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const form = printableOf(statement);
      const { ascii } = statement;
      if (form === undefined || ascii === undefined || isPart(statement, form)) continue;
      const message =
        form === "" ? "No byte of this UUID is printable." : `The printable form of these bytes is ${form}.`;
      const report = reportAt(statement, ascii.span, message, ctx);
      if (form !== "") report.fix(`Change to ${form}`, ascii.edits(form), true);
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, ascii: CF }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 8a885d04-1ceb-11c9-9fe8-08002b104860, ascii: ']+H`' }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46, ascii: «CG» }\ncondition: a\n",
        fixed:
          "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46, ascii: CF }\ncondition: a\n",
      },
    ],
  },
});
