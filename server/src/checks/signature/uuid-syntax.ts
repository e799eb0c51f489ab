import { readUuid, uuidWithin } from "#syntax/signature/uuid-text.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { reportAt, statementsOf } from "../support/uuid-statement.ts";

export const uuidSyntax = defineRuleCheck({
  id: "signature/uuid-syntax",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A value that must be a UUID is not one.",
  why: "A UUID has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12; anything else equals no UUID of a log or of the wire, so the condition never holds.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const { uuid, source } = statement;
      // Elements say so where they are read.
      if (uuid === undefined || source === "element" || source === "prose" || readUuid(uuid.value) !== undefined)
        continue;
      if (/[*?%$]/.test(uuid.value)) continue;
      const report = reportAt(statement, uuid.span, `"${uuid.value}" is not a UUID.`, ctx);
      const meant = uuidWithin(uuid.value);
      if (meant !== undefined) report.fix(`Change to ${meant}`, uuid.edits(meant), true);
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nlogsource: { product: rpc_firewall }\ndetection:\n  s: { InterfaceUuid: 00000143-0000-0000-c000-000000000046 }\n  condition: s\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nlogsource: { product: rpc_firewall }\ndetection:\n  s: { InterfaceUuid: «00000143-0000-0000-c000-00000000046» }\n  condition: s\n",
      },
      {
        file: "a.yml",
        text: "title: t\nlogsource: { product: rpc_firewall }\ndetection:\n  s: { InterfaceUuid: «'00000143 0000 0000 c000 000000000046'» }\n  condition: s\n",
        fixed:
          "title: t\nlogsource: { product: rpc_firewall }\ndetection:\n  s: { InterfaceUuid: '00000143-0000-0000-c000-000000000046' }\n  condition: s\n",
      },
    ],
  },
});
