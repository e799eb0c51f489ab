import { defineRuleCheck } from "../define-rule-check.ts";
import { canonicalOf, reportAt, statementsOf } from "../support/uuid-statement.ts";

export const uuidIsTransferSyntax = defineRuleCheck({
  id: "signature/uuid-is-transfer-syntax",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A transfer syntax stands where an interface is meant.",
  why: "A transfer syntax says how arguments are encoded and is offered in nearly every bind. It is never the interface of one, so decoded traffic never shows it there, and its bytes are everywhere.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const { uuid, isInterface } = statement;
      const canonical = canonicalOf(statement);
      if (!isInterface || uuid === undefined || canonical === undefined) continue;
      const syntax = ctx.catalog.rpc.transferSyntax(canonical);
      if (syntax === undefined) continue;
      reportAt(
        statement,
        uuid.span,
        `${syntax.name} is a transfer syntax, which every bind offers; it is no interface.`,
        ctx,
      );
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 8a885d04-1ceb-11c9-9fe8-08002b104860, in: transfer_syntax }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: «8a885d04-1ceb-11c9-9fe8-08002b104860» }\ncondition: a\n",
      },
    ],
  },
});
