import { describe, expect, it } from "vitest";
import { asked } from "./hover-asked.ts";

const SECURITY = 'source="XmlWinEventLog:Security"';

const SIGNATURE = (body: string): string => `title: t\nsignatures:\n  a:\n${body}condition: a\n`;

/** The same in files of other kinds: name of the file, kind, text, what is marked, what the hover says. */
const IN_FILES: readonly (readonly [string, string, string, string, string])[] = [
  ["a.md", "technique in prose", "# Use of T1047‸\n", "T1047", "Windows Management Instrumentation"],
  ["a.md", "revoked technique", "See T1070.0‸01.\n", "T1070.001", "⚠ Revoked in ATT&CK 19.0. Use [T1685.005"],
  ["a.md", "tactic", "- TA00‸02\n", "TA0002", "Execution"],
  ["a.md", "group", "APT29 is G00‸16\n", "G0016", "Cozy Bear"],
  ["a.md", "software", "S00‸02\n", "S0002", "Mimikatz"],
  ["a.md", "mitigation", "M10‸40\n", "M1040", "Behavior Prevention on Endpoint"],
  ["a.md", "data component", "DC00‸32\n", "DC0032", "Process Creation"],
  ["a.md", "retired data source", "DS00‸09\n", "DS0009", "⚠ Data sources were retired"],
  ["a.md", "event id in prose", "Look for Event ID 46‸88 there.\n", "4688", "Process created"],
  ["a.md", "search in a fence", "# R\n\n```spl\nindex=x | sta‸ts count\n```\n", "stats", "```spl\nstats"],
  [
    "a.md",
    "opnum on the line of its interface",
    "`dcerpc.iface:9556dc99-828c-11cf-a37e-00aa003240c7; dcerpc.opnum:2‸4;`\n",
    "24",
    "**ExecMethod** opnum 24",
  ],
  ["a.yml", "search in a plain scalar", "name: a\nid: b\nsearch: index=x | ta‸ble a\n", "table", "table <fields>"],
  [
    "a.yml",
    "search in a double-quoted scalar",
    'name: a\nid: b\nsearch: "index=x | rex field=a \\"(?<b>x‸+)\\""\n',
    '\\"(?<b>x+)\\"',
    "capture `b`",
  ],
  ["a.yml", "search in a single-quoted scalar", "name: a\nid: b\nsearch: 'index=x | wh‸ere a=1'\n", "where", "where <"],
  ["a.yml", "search in a folded scalar", "name: a\nid: b\nsearch: >\n  index=x\n  | de‸dup a\n", "dedup", "dedup"],
  ["a.yml", "search in a literal block", "name: a\nid: b\nsearch: |\n  index=x\n  | de‸dup a\n", "dedup", "dedup"],
  ["savedsearches.conf", "search of a stanza", "[a]\nsearch = index=x \\\n| ev‸al a=1\n", "eval", "eval <assignments>"],
  [
    "a.yml",
    "opnum of a signature",
    SIGNATURE("    interface: IWbemServices\n    opnum: 2‸4\n"),
    "24",
    "**ExecMethod**",
  ],
  [
    "a.yml",
    "range of opnums",
    SIGNATURE("    interface: IWbemServices\n    opnum: 24-2‸5\n"),
    "24-25",
    "**ExecMethodAsync** opnum 25",
  ],
  [
    "a.yml",
    "bytes of a signature",
    SIGNATURE("    bytes: 05 00 ‸0b [13] 99 dc 56 95 8c 82 cf 11 a3 7e 00 aa 00 32 40 c7\n"),
    "05 00 0b [13] 99 dc 56 95 8c 82 cf 11 a3 7e 00 aa 00 32 40 c7",
    "type **bind**",
  ],
  [
    "a.yml",
    "text in bytes",
    SIGNATURE("    bytes: 77 00 6d 00 69 ‸00 63 00 ?? 4e 54 4c 4d 53 53 50\n"),
    "77 00 6d 00 69 00 63 00 ?? 4e 54 4c 4d 53 53 50",
    "UTF-16 text `wmic`",
  ],
  ["a.yml", "regex of a signature", SIGNATURE("    regex: ab‸+\n"), "ab+", "one or more `b`"],
  ["a.yml", "printable form of a signature", SIGNATURE('    printable: "*V~2‸@*"\n'), '"*V~2@*"', "**IWbemServices**"],
  ["a.spl", "printable form in a search", 'index=x payload="*V~2‸@*"', '"*V~2@*"', "**IWbemServices**"],
];

describe("hover in a file", () => {
  it.each(IN_FILES)("%s: %s", (file, _, marked, on, part) => {
    const found = asked(marked, file);
    expect(found?.on).toBe(on);
    expect(found?.contents).toContain(part);
  });

  it("escapes what a rule writes, so that it stays text", () => {
    const field = asked('index=x | table "<b>a|`b`</b>‸"')?.contents ?? "";
    expect(field).toContain("**\\<b\\>a\\|\\`b\\`\\</b\\>**");
    const lookup = asked('index=x | lookup "*x*‸_<i>" a')?.contents ?? "";
    expect(lookup).toContain("**\\*x\\*\\_\\<i\\>** lookup");
    expect(asked('index=x | regex a="`|‸<b>"')?.contents).toContain("`` ` ``");
  });

  it("says nothing of what names only the rule, or is RPC by chance", () => {
    expect(asked("name: a\nid: 11111111-2222-‸3333-4444-555555555555\nsearch: index=x\n", "a.yml")).toBeUndefined();
    expect(asked("index=ids signature_id=46‸88")).toBeUndefined();
    expect(asked(`index=win ${SECURITY} signature_id=46‸88`)?.contents).toContain("Process created");
    expect(asked('index=x operation="Exec‸Method"')).toBeUndefined();
  });

  it("says nothing of an opnum whose interface is open", () => {
    expect(asked("opnum 2‸4\n", "a.md")).toBeUndefined();
    const two = "9556dc99-828c-11cf-a37e-00aa003240c7 or 367abb81-9844-35f1-ad32-98f038001003";
    expect(asked(`${two}: opnum 2‸4\n`, "a.md")).toBeUndefined();
  });
});
