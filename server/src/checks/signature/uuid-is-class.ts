import { defineRuleCheck } from "../define-rule-check.ts";
import { canonicalOf, reportAt, statementsOf } from "../support/uuid-statement.ts";

export const uuidIsClass = defineRuleCheck({
  id: "signature/uuid-is-class",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A class id stands where an interface is meant.",
  why: "A COM class is named in the activation call (RemoteCreateInstance) and never bound. What is bound are the interfaces that are asked of its objects.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const { uuid, isInterface } = statement;
      const canonical = canonicalOf(statement);
      const found = canonical === undefined ? undefined : ctx.catalog.rpc.clsid(canonical);
      if (!isInterface || uuid === undefined || found === undefined) continue;
      const [asked] = ctx.catalog.rpc.byName(`I${found.name}`);
      const hint = asked === undefined ? "" : ` Its interface is ${asked.name ?? ""} ${asked.uuid}.`;
      const report = reportAt(statement, uuid.span, `${found.name} is a class, which is never bound.${hint}`, ctx);
      if (asked !== undefined) report.fix(`Change to ${asked.name ?? asked.uuid}`, uuid.edits(asked.uuid));
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 8bc3f05e-d86b-11d0-a075-00c04fb68820, in: activation }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: «8bc3f05e-d86b-11d0-a075-00c04fb68820» }\ncondition: a\n",
        fixed: "title: t\nsignatures:\n  a: { uuid: f309ad18-d86a-11d0-a075-00c04fb68820 }\ncondition: a\n",
      },
    ],
  },
});
