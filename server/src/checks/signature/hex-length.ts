import { wireBytes } from "#semantics/signature/uuid.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { hexText, readForms } from "../support/uuid-forms.ts";
import { reportAt, statementsOf } from "../support/uuid-statement.ts";

export const hexLength = defineRuleCheck({
  id: "signature/hex-length",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "The stated bytes of a UUID are not sixteen.",
  why: "A UUID is sixteen bytes on the wire. Fewer match more than is meant, more match nothing.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const forms = readForms(statement);
      if (forms?.bytes === undefined || forms.bytes.length === 16) continue;
      const { hex } = statement;
      if (hex === undefined) continue;
      const report = reportAt(statement, hex.span, `A UUID has 16 bytes; these are ${forms.bytes.length}.`, ctx);
      report.fix("Derive the bytes from the UUID", hex.edits(hexText(wireBytes(forms.uuid))));
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
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: «43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00» }\ncondition: a\n",
        fixed:
          "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46 }\ncondition: a\n",
      },
    ],
  },
});
