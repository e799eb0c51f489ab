import { defineRuleCheck } from "../define-rule-check.ts";
import { canonicalOf, reportAt, statementsOf } from "../support/uuid-statement.ts";

export const opnumRange = defineRuleCheck({
  id: "signature/opnum-range",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "An opnum is not defined for the interface.",
  why: "Every call of an interface has a number. One beyond the last is answered by a fault; 0 to 2 of COM interfaces never travel.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const canonical = canonicalOf(statement);
      const known = canonical === undefined ? undefined : ctx.catalog.rpc.byUuid(canonical);
      if (known === undefined || known.methods.length === 0) continue;
      for (const opnum of statement.opnums) {
        if (!/^\d{1,5}$/.test(opnum.value)) continue;
        const number = Number(opnum.value);
        const last = Math.max(...known.methods.map((method) => method.opnum));
        const unused = known.kind === "com-interface" && number <= 2;
        if (!unused && number <= last) continue;
        const what = unused ? "never travels: 0 to 2 are those of IUnknown" : `does not exist: the last is ${last}`;
        reportAt(statement, opnum.span, `Opnum ${number} of ${known.name ?? known.uuid} ${what}.`, ctx);
      }
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 9556dc99-828c-11cf-a37e-00aa003240c7, opnum: [24, ExecMethodAsync] }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 9556dc99-828c-11cf-a37e-00aa003240c7, opnum: «40» }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 9556dc99-828c-11cf-a37e-00aa003240c7, opnum: [«1», 24] }\ncondition: a\n",
      },
    ],
  },
});
