import { defineRuleCheck } from "../define-rule-check.ts";
import { nameOf, swappedKnown } from "../support/known-uuid.ts";
import { canonicalOf, reportAt, statementsOf } from "../support/uuid-statement.ts";

export const uuidByteswapped = defineRuleCheck({
  id: "signature/uuid-byteswapped",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "An unknown UUID is a known one with its first three fields byte by byte reversed.",
  why: "Bytes of the wire that are written down as a UUID give another UUID. It equals nothing in a log, where UUIDs are written canonically.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const { uuid, source } = statement;
      const canonical = canonicalOf(statement);
      if (uuid === undefined || canonical === undefined || source === "prose") continue;
      const swapped = swappedKnown(canonical, ctx.catalog);
      if (swapped === undefined) continue;
      const message = `This is ${nameOf(swapped, ctx.catalog) ?? "a known UUID"} with the bytes of its first three fields reversed: wire bytes written as text.`;
      reportAt(statement, uuid.span, message, ctx).fix(`Change to ${swapped}`, uuid.edits(swapped));
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
        text: "title: t\nsignatures:\n  a: { uuid: 5c0d1b1a-8d5e-4c0e-9f5a-1b2c3d4e5f60 }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: «43010000-0000-0000-c000-000000000046» }\ncondition: a\n",
        fixed: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046 }\ncondition: a\n",
      },
    ],
  },
});
