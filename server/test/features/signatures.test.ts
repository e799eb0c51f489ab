import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { complete } from "#ide/completion/complete.ts";
import { hover } from "#ide/hover/hover.ts";
import { convertUuid } from "#ide/signature/convert-uuid.ts";
import { exportPreview } from "#ide/signature/export-preview.ts";
import { signatureHints } from "#ide/signature/uuid-hints.ts";
import { fixture } from "./support.ts";

const UUID = "00000143-0000-0000-c000-000000000046";
const WIRE = "43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46";
const rule = (body: string, condition = "a") => `title: t\nsignatures:\n  a:\n${body}condition: ${condition}\n`;

function labels(marked: string): readonly string[] {
  const { analysis, cursor } = fixture(marked, "a.yml");
  return complete(analysis, cursor)?.items.map(({ insert }) => insert) ?? [];
}

describe("completion in signature rules", () => {
  it("gives the derived forms first", () => {
    expect(labels(rule(`    uuid: ${UUID}\n    hex: ‸\n`))).toEqual([WIRE]);
    expect(labels(rule("    interface: NDR\n    ascii: ‸\n"))).toEqual(["']+H`'"]);
  });

  it("gives words, names and keys by their place", () => {
    expect(labels(rule(`    uuid: ${UUID}\n    in: [bind, ‸]\n`))).toContain("transfer_syntax");
    expect(labels(rule("    text: x\n    pdu: ‸\n"))).toContain("alter_context_resp");
    expect(labels(rule("    interface: IWbemSer‸\n"))[0]).toBe("IWbemServices");
    expect(labels(rule("    bytes: '05 @uuid(IRemUnknown2‸'\n"))[0]).toBe("IRemUnknown2");
    expect(labels(rule("    interface: IWbemServices\n    opnum: ‸\n"))).toContain("ExecMethod");
    expect(labels(rule("    text: x\n    ‸\n"))).toEqual(expect.arrayContaining(["encodings: ", "port: "]));
    expect(labels(rule("    text: x\n", "‸"))).toEqual(expect.arrayContaining(["a", "all of them"]));
  });
});

describe("hints", () => {
  it("name UUIDs, bytes with their order, and opnums", () => {
    const text = rule(
      `    uuid: 9556dc99-828c-11cf-a37e-00aa003240c7\n    hex: ${WIRE}\n    opnum: [24, ExecMethodAsync]\n`,
    );
    const { analysis } = fixture(text, "a.yml");
    const hints = signatureHints(analysis, { start: 0, end: text.length });
    expect(hints.map(({ offset, label }) => `${text.slice(0, offset).split("\n").at(-1)?.trim()} ${label}`)).toEqual([
      "uuid: 9556dc99-828c-11cf-a37e-00aa003240c7 IWbemServices",
      `hex: ${WIRE} = IRemUnknown2, little-endian`,
      "opnum: [24 ExecMethod",
    ]);
  });
});

describe("hover", () => {
  it("explains keys, interfaces and procedures", () => {
    const at = (marked: string) => {
      const { analysis, cursor } = fixture(marked, "a.yml");
      return hover(analysis, cursor)?.contents ?? "";
    };
    expect(at(rule("    text: x\n    sco‸pe: pdu\n"))).toContain("one subject");
    expect(at(rule("    interface: IWbem‸Services\n"))).toContain("9556dc99-828c-11cf-a37e-00aa003240c7");
    expect(at(rule("    interface: IWbemServices\n    opnum: Exec‸Method\n"))).toContain("opnum 24");
    expect(at(rule(`    uuid: 000001‸43-0000-0000-c000-000000000046\n`))).toContain("dcerpc.iface:00000143");
  });
});

describe("conversions", () => {
  it("change forms and byte order", () => {
    const convert = (marked: string) => {
      const { analysis, cursor, text } = fixture(marked, "a.md");
      return convertUuid(analysis, { start: cursor, end: cursor })
        .filter(({ title }) => !/YARA|Suricata/.test(title))
        .map(({ edits }) => applyEdits(text, edits));
    };
    expect(convert(`x ‸${UUID} y`)).toEqual([`x ${WIRE} y`]);
    expect(convert(`x ‸${WIRE} y`)).toEqual([`x ${UUID} y`, "x 00 00 01 43 00 00 00 00 c0 00 00 00 00 00 00 46 y"]);
    expect(convert("x ‸00 00 01 43 00 00 00 00 c0 00 00 00 00 00 00 46 y")).toEqual([`x ${UUID} y`, `x ${WIRE} y`]);
  });
});

describe("export previews", () => {
  it("stand under a comment for everything that is lost", () => {
    const { analysis } = fixture(rule("    text: AB\n    port: 135\n"), "a.yml");
    const { text, message } = exportPreview(analysis, "yara");
    expect(message).toBe("");
    expect(text?.split("\n")[0]).toBe('// line 5: YARA sees a file, not connections: "port" of a is lost.');
    expect(text).toContain('$a = "AB" ascii');
  });

  it("say when there is nothing to export", () => {
    expect(exportPreview(fixture("# Page\n", "a.md").analysis, "suricata")).toMatchObject({ text: undefined });
    const wrong = fixture(rule("    bytes: 4\n"), "a.yml").analysis;
    expect(exportPreview(wrong, "suricata")).toEqual({
      text: undefined,
      message: "Left out, since they have errors: t.",
    });
  });
});

describe("a signature rule in a fence of a page", () => {
  const page = (line: string) => `# Page\n\n\`\`\`yaml\ntitle: t\nsignatures:\n  a:\n${line}\ncondition: a\n\`\`\`\n`;

  it("has hovers, completion and hints as in a file", () => {
    const hovered = fixture(page(`    uuid: 00000143-‸0000-0000-c000-000000000046`), "a.md");
    expect(hover(hovered.analysis, hovered.cursor)?.contents).toContain("IRemUnknown2");
    const completed = fixture(page("    interface: IWbemSer‸"), "a.md");
    expect(complete(completed.analysis, completed.cursor)?.items.map(({ insert }) => insert)[0]).toBe("IWbemServices");
    const hinted = fixture(page(`    uuid: ${UUID}‸`), "a.md");
    const all = { start: 0, end: hinted.analysis.document.text.length };
    expect(signatureHints(hinted.analysis, all).map(({ label }) => label)).toHaveLength(1);
  });
});
