import { defineRuleCheck } from "../define-rule-check.ts";
import { isPart, isWhole, printableOf } from "../support/uuid-forms.ts";
import { reportAt, statementsOf } from "../support/uuid-statement.ts";

export const asciiPartial = defineRuleCheck({
  id: "signature/ascii-partial",
  severity: "information",
  grade: "proved",
  preset: "recommended",
  summary: "The stated printable form is a part of the UUID's.",
  why: "A part is found wherever the whole is, and in more places. The missing character is often lost among the marks around it, as the backtick at the end of NDR's.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const form = printableOf(statement);
      const { ascii } = statement;
      if (form === undefined || ascii === undefined || !isPart(statement, form) || isWhole(statement, form)) continue;
      const report = reportAt(statement, ascii.span, `This is a part of the printable form, which is ${form}.`, ctx);
      report.fix(`Complete it to ${form}`, ascii.edits(form), true);
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 8a885d04-1ceb-11c9-9fe8-08002b104860, ascii: ']+H`' }\ncondition: a\n",
      },
      {
        file: "a.md",
        text: "# Page\n\n- UUID `8a885d04-1ceb-11c9-9fe8-08002b104860`\n- Hex `04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60`\n- ASCII ````]+H`````\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 8a885d04-1ceb-11c9-9fe8-08002b104860, ascii: «']+H'» }\ncondition: a\n",
        fixed:
          "title: t\nsignatures:\n  a: { uuid: 8a885d04-1ceb-11c9-9fe8-08002b104860, ascii: ']+H`' }\ncondition: a\n",
      },
    ],
  },
});
