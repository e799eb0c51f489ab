import { uuidsNamed } from "#languages/signature/named-uuid.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { nameOf } from "../support/known-uuid.ts";
import { canonicalOf, reportAt, statementsOf } from "../support/uuid-statement.ts";

export const nameMismatch = defineRuleCheck({
  id: "signature/name-mismatch",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A stated interface name is not the UUID's.",
  why: "Name and UUID state two things, of which only the UUID counts.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const canonical = canonicalOf(statement);
      const { interfaceName } = statement;
      if (canonical === undefined || interfaceName === undefined) continue;
      const name = nameOf(canonical, ctx.catalog);
      const named = uuidsNamed(interfaceName.value, ctx.catalog);
      if (name === undefined || named.includes(canonical)) continue;
      const message = `The UUID is that of ${name}, not of ${interfaceName.value}.`;
      reportAt(statement, interfaceName.span, message, ctx).fix(`Change to ${name}`, interfaceName.edits(name));
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, interface: IRemUnknown2 }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, interface: «IWbemServices» }\ncondition: a\n",
        fixed:
          "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, interface: IRemUnknown2 }\ncondition: a\n",
      },
    ],
  },
});
