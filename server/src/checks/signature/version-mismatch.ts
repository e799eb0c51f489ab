import { defineRuleCheck } from "../define-rule-check.ts";
import { canonicalOf, reportAt, statementsOf } from "../support/uuid-statement.ts";

export const versionMismatch = defineRuleCheck({
  id: "signature/version-mismatch",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "The stated version of an interface is not the catalog's.",
  why: "A bind names an interface by UUID and version. COM interfaces are 0.0, svcctl is 2.0; a rule that asks for another finds nothing.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const canonical = canonicalOf(statement);
      const { version } = statement;
      if (canonical === undefined || version === undefined) continue;
      const known = ctx.catalog.rpc.byUuid(canonical)?.version ?? ctx.catalog.rpc.transferSyntax(canonical)?.version;
      const stated = /^\d+$/.test(version.value) ? `${version.value}.0` : version.value;
      if (known === undefined || stated === known) continue;
      reportAt(statement, version.span, `The version of this interface is ${known}.`, ctx).fix(
        `Change to ${known}`,
        version.edits(known),
      );
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 367abb81-9844-35f1-ad32-98f038001003, version: 2 }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 367abb81-9844-35f1-ad32-98f038001003, version: «'1.0'» }\ncondition: a\n",
        fixed:
          "title: t\nsignatures:\n  a: { uuid: 367abb81-9844-35f1-ad32-98f038001003, version: '2.0' }\ncondition: a\n",
      },
    ],
  },
});
