import { uuidOfBytes, wireBytes } from "#semantics/signature/uuid.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { hexText, readForms } from "../support/uuid-forms.ts";
import { reportAt, statementsOf } from "../support/uuid-statement.ts";

export const uuidHexEndianness = defineRuleCheck({
  id: "signature/uuid-hex-endianness",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "The stated bytes are the UUID in the order of its text, not of the wire.",
  why: "Windows always sends little-endian: the first three fields of a UUID travel with their bytes reversed. Bytes in the order of the text match only what a big-endian sender labels so (data representation 0x00), which is hardly ever seen.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const forms = readForms(statement);
      const { hex } = statement;
      if (forms?.bytes === undefined || hex === undefined || forms.bytes.length !== 16) continue;
      const wire = hexText(wireBytes(forms.uuid));
      const written = hexText(forms.bytes);
      if (written === wire || uuidOfBytes(forms.bytes) !== forms.uuid) continue;
      const message = `These bytes are the UUID in big-endian order, which only a sender with data representation 0x00 uses. Windows (0x10) sends ${wire}.`;
      reportAt(statement, hex.span, message, ctx).fix("Swap the byte order", hex.edits(wire), true);
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46 }\ncondition: a\n",
      },
      {
        file: "a.md",
        text: "# Page\n\n- UUID `00000143-0000-0000-c000-000000000046`\n- Hex `43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46`\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: «00 00 01 43 00 00 00 00 c0 00 00 00 00 00 00 46», ascii: CF }\ncondition: a\n",
        fixed:
          "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, hex: 43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46, ascii: CF }\ncondition: a\n",
      },
      {
        file: "a.md",
        text: "# Page\n\n- UUID `00000143-0000-0000-c000-000000000046`\n- Hex `«00 00 01 43 00 00 00 00 c0 00 00 00 00 00 00 46»`\n",
        fixed:
          "# Page\n\n- UUID `00000143-0000-0000-c000-000000000046`\n- Hex `43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46`\n",
      },
    ],
  },
});
