import { uuidOfBytes, uuidOfWireBytes, wireBytes } from "#semantics/signature/uuid.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { nameOf } from "../support/known-uuid.ts";
import { hexText, readForms } from "../support/uuid-forms.ts";
import { reportAt, statementsOf } from "../support/uuid-statement.ts";

export const uuidHexMismatch = defineRuleCheck({
  id: "signature/uuid-hex-mismatch",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "The stated bytes are not those of the UUID.",
  why: "The two forms name different things: one of them finds something else than is meant, or nothing.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const forms = readForms(statement);
      const { hex, uuid } = statement;
      if (forms?.bytes === undefined || hex === undefined || uuid === undefined || forms.bytes.length !== 16) continue;
      const stated = uuidOfWireBytes(forms.bytes);
      if (stated === forms.uuid || uuidOfBytes(forms.bytes) === forms.uuid) continue;
      const wire = wireBytes(forms.uuid);
      const bytes = forms.bytes;
      const wrong = wire.flatMap((byte, i) =>
        byte === bytes[i] ? [] : [`byte ${i + 1} is ${hexText([bytes[i] ?? 0])}, not ${hexText([byte])}`],
      );
      const shown = wrong.length > 4 ? `${wrong.length} bytes differ` : wrong.join(", ");
      const report = reportAt(statement, hex.span, `These bytes are not those of ${forms.uuid}: ${shown}.`, ctx);
      const named = nameOf(stated, ctx.catalog);
      if (named !== undefined) report.fact(`They are the bytes of ${named}, ${stated}.`);
      report.fix("Derive the bytes from the UUID", hex.edits(hexText(wire)));
      report.fix("Derive the UUID from the bytes", uuid.edits(stated));
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
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: «43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 47» }\ncondition: a\n",
        fixed:
          "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46 }\ncondition: a\n",
      },
    ],
  },
});
