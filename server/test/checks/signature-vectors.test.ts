import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { applyEdits } from "#base/text-edit.ts";
import { diagnoseDocument } from "#checks/diagnose.ts";
import { hexForm, printableForm, uuidOfWireBytes } from "#semantics/signature/uuid.ts";
import { readHex } from "#syntax/signature/hex-text.ts";
import { readUuid } from "#syntax/signature/uuid-text.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { shared } from "#test/support/shared.ts";

const file = shared("network/vectors/uuid-forms.json");
const seed = shared("seed/T1047.md");
const vectors = file === undefined ? undefined : JSON.parse(readFileSync(file, "utf8"));
const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

function findings(text: string, name = "a.yml") {
  const analysis = analyseDocument(createDocument(name, 1, text), testEnvironment);
  return diagnoseDocument(analysis).filter(({ code }) => code.startsWith("signature/"));
}

describe.skipIf(vectors === undefined)("UUID vectors", () => {
  it("give the forms", () => {
    for (const { canonical, le, printableLe } of vectors.forms) {
      expect(hexForm(canonical)).toBe(le);
      expect(printableForm(canonical)).toBe(printableLe);
      const read = readHex(le);
      expect("bytes" in read && uuidOfWireBytes(read.bytes)).toBe(canonical);
    }
  });

  it("are accepted and rejected", () => {
    for (const { input, kind, canonical, bytes } of vectors.accepted) {
      if (kind === "uuid") expect(readUuid(input), input).toBe(canonical);
      else
        expect(readHex(input), input).toMatchObject({
          bytes: bytes.split(" ").map((pair: string) => Number.parseInt(pair, 16)),
        });
    }
    for (const { input } of vectors.rejected) {
      expect(readUuid(input), input).toBeUndefined();
      expect(readHex(input), input).toHaveProperty("fault");
    }
  });

  it("agree or disagree", () => {
    for (const { uuid, hex, ascii, expect: codes, fix, suggest, severity } of vectors.consistency) {
      const place =
        hex !== null && codes.every((code: string) => !code.includes("is-")) ? "[bind, transfer_syntax]" : "bind";
      const syntax = uuid.startsWith("8a885d04") && hex !== null ? "transfer_syntax" : place;
      const parts = [`uuid: ${uuid}`, `in: ${syntax}`];
      if (hex !== null) parts.push(`hex: ${hex}`);
      if (ascii !== null) parts.push(`ascii: ${quoted(ascii)}`);
      const text = `title: t\nsignatures:\n  a: { ${parts.join(", ")} }\ncondition: a\n`;
      const found = findings(text);
      expect(
        found.map(({ code }) => code.replace("signature/", "sig-")),
        text,
      ).toEqual(codes);
      if (severity !== undefined) expect(found[0]?.severity).toBe(severity);
      const fixed = applyEdits(text, found[0]?.fixes[0]?.edits ?? []);
      for (const wanted of [...(suggest ?? []), ...(fix === undefined ? [] : [fix.replaceAll("'", "''")])])
        expect(fixed).toContain(wanted);
    }
  });
});

describe("the seed's signatures", () => {
  const text = [
    "# Page",
    "",
    "Certain strings can be identifiers of an interface in different formats",
    "- UUID ```00000143-0000-0000-c000-000000000046``` (decoded)",
    "- Hex ```43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46``` (raw)",
    "- ASCII ```CF``` (printable text only)",
    "",
    "The transfer syntax is",
    "- UUID ```8a885d04-1ceb-11c9-9fe8-08002b104860``` (decoded)",
    "- Hex ```04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60``` (raw)",
    "- ASCII ````]+H````` (printable text only)",
    "",
    "Thus, a great signature is",
    '- ```*CF*]+H*CF*CF*host*"```',
    "",
  ].join("\n");

  it("are silent where forms agree, and hint at the quote", () => {
    expect(findings(text, "a.md").map(({ code, severity }) => [code, severity])).toEqual([
      ["signature/printable-quote", "hint"],
    ]);
  });

  it("are told apart when a form is changed", () => {
    const codes = (from: string, to: string) => findings(text.replace(from, to), "a.md").map(({ code }) => code);
    expect(codes("c0 00 00 00 00 00 00 46", "c0 00 00 00 00 00 00 47")).toContain("signature/uuid-hex-mismatch");
    expect(codes("```CF```", "```CG```")).toContain("signature/ascii-underivable");
    expect(codes("````]+H`````", "```]+H```")).toEqual(["signature/ascii-partial", "signature/printable-quote"]);
    expect(codes("````]+H`````", "```+x```")).toEqual(["signature/ascii-underivable", "signature/printable-quote"]);
  });

  it.skipIf(seed === undefined)("are judged the same in the document", () => {
    const found = findings(readFileSync(seed ?? "", "utf8"), "T1047.md");
    expect(found.map(({ code }) => code)).toEqual(["signature/printable-quote"]);
  });
});
