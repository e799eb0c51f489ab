import { defineRuleCheck } from "../define-rule-check.ts";
import { nameOf, nearestKnown, swappedKnown } from "../support/known-uuid.ts";
import { canonicalOf, reportAt, statementsOf } from "../support/uuid-statement.ts";

export const uuidUnknown = defineRuleCheck({
  id: "signature/uuid-unknown",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "A UUID is not in the catalog of RPC interfaces.",
  why: "An interface that is not known may be right: the catalog holds those of published protocols. A slip of one or two digits is more likely, and then nothing is ever found.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const { uuid, source } = statement;
      const canonical = canonicalOf(statement);
      if (uuid === undefined || canonical === undefined || source === "prose") continue;
      if (nameOf(canonical, ctx.catalog) !== undefined || swappedKnown(canonical, ctx.catalog) !== undefined) continue;
      const near = nearestKnown(canonical, ctx.catalog);
      const list = near.map((one) => `${nameOf(one, ctx.catalog) ?? "a known UUID"} ${one}`).join(", ");
      const report = reportAt(
        statement,
        uuid.span,
        `This UUID is not known.${list === "" ? "" : ` Near it: ${list}.`}`,
        ctx,
      );
      for (const one of near) report.fix(`Change to ${one}`, uuid.edits(one));
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046 }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 6cb71c2c-9812-4540-0700-000000000000, in: transfer_syntax }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: «00000143-0000-0000-c000-000000000064» }\ncondition: a\n",
        fixed: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046 }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: «043d8a5d-1ceb-11c9-9fe8-08002b104860» }\ncondition: a\n",
        fixed: "title: t\nsignatures:\n  a: { uuid: 8a885d04-1ceb-11c9-9fe8-08002b104860 }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: «5c0d1b1a-8d5e-4c0e-9f5a-1b2c3d4e5f60» }\ncondition: a\n",
      },
    ],
  },
});
