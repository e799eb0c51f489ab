import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { testEnvironment } from "#test/support/environment.ts";
import { type ExportTarget, exportSignature } from "./export.ts";

const rule = (elements: string, condition: string, more = "") =>
  `title: A rule\n${more}signatures:\n${elements}condition: ${condition}\n`;

function exported(elements: string, condition: string, target: ExportTarget, more = "") {
  const result = exportSignature(rule(elements, condition, more), "A rule", target, testEnvironment.catalog);
  if (result === undefined) throw new Error("the rule has errors");
  return result;
}

const SID = "custom: { x: 1 }\n";
const kept = "custom:\n  suricata_sid: 1000202\n";

describe("Suricata rules", () => {
  it("place contents by distance and within, as the worked example does", () => {
    const pattern =
      "'05 00 0b [-] @uuid(IRemUnknown2) [4] @uuid(NDR) [8] @uuid(IRemUnknown2) [28] @uuid(IRemUnknown2)'";
    const { text } = exported(`  a: { bytes: ${pattern}, offset: 0, direction: to_server }\n`, "a", "suricata", kept);
    const uuid = '"|43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46|"';
    const ndr = '"|04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60|"';
    expect(text).toBe(
      `alert tcp any any -> any any (msg:"A rule"; flow:to_server,established; content:"|05 00 0b|"; depth:3; content:${uuid}; distance:0; content:${ndr}; distance:4; within:16; content:${uuid}; distance:8; within:16; content:${uuid}; distance:28; within:16; sid:1000202; rev:1;)\n`,
    );
  });

  it("write interfaces, calls, texts in each encoding and ports", () => {
    const elements =
      "  a: { interface: IWbemServices, opnum: [24, 25] }\n  b: { text: RPCSS, encodings: [ascii, utf16le], port: 135, direction: to_server }\n";
    const { text, notes } = exported(elements, "a or b", "suricata", SID);
    expect(
      text
        .split("\n")
        .slice(0, 3)
        .map((line) => line.replace(/ sid:\d+;/, "")),
    ).toEqual([
      'alert tcp any any -> any any (msg:"A rule (1)"; flow:established; dcerpc.iface:9556dc99-828c-11cf-a37e-00aa003240c7; dcerpc.opnum:24,25; rev:1;)',
      'alert tcp any any -> any 135 (msg:"A rule (2)"; flow:to_server,established; content:"RPCSS"; rev:1;)',
      'alert tcp any any -> any 135 (msg:"A rule (3)"; flow:to_server,established; content:"|52 00 50 00 43 00 53 00 53 00|"; rev:1;)',
    ]);
    expect(notes.some(({ message }) => message.includes("suricata_sid"))).toBe(true);
  });

  it("put order and counts into relative contents", () => {
    const elements = "  a: { bytes: 41 42 }\n  b: { bytes: 43 44, after: a, within: 4 }\n";
    expect(exported(elements, "b and a", "suricata", kept).text).toContain(
      'content:"AB"; content:"CD"; distance:0; within:6;',
    );
    expect(exported("  a: { bytes: 41 42 }\n", "'#a >= 2'", "suricata", kept).text).toContain(
      'content:"AB"; content:"AB"; distance:0;',
    );
    expect(exported("  a: { bytes: 41 4? 42 43 }\n", "not a", "suricata", kept).text).toContain(
      'pcre:!"/\\x41[\\x40-\\x4f]\\x42\\x43/s";',
    );
  });
});

describe("Wireshark filters", () => {
  it("write decoded facts, bytes and slices", () => {
    const filter = (elements: string, condition = "a") => exported(elements, condition, "wireshark").text.trim();
    expect(filter("  a: { interface: IRemUnknown2 }\n")).toBe(
      "dcerpc.cn_bind_to_uuid == 00000143-0000-0000-c000-000000000046",
    );
    expect(filter("  a: { bytes: 05 00 0b, offset: 0 }\n")).toBe("tcp.payload[0:3] == 05:00:0b");
    expect(filter("  a: { bytes: '43 [2-4] 4?' }\n")).toBe(
      'tcp.payload matches "(?s-i)\\\\x43.{2,4}[\\\\x40-\\\\x4f]"',
    );
    expect(filter("  a: { text: AB, port: 135, direction: to_server }\n  b: { bytes: 01 02 }\n", "a and not b")).toBe(
      "((tcp.payload contains 41:42 && tcp.dstport == 135) && !(tcp.payload contains 01:02))",
    );
  });

  it("say what is lost, and where", () => {
    const text = rule("  a: { bytes: 41 42, count: '>=3' }\n", "a");
    const { notes } = exported("  a: { bytes: 41 42, count: '>=3' }\n", "a", "wireshark");
    expect(notes.map(({ span }) => text.slice(span.start, span.end))).toEqual(["count", "a"]);
  });
});

const PROGRAM = "yara";

/** The program of YARA, when it is installed: exported rules are then compiled and run by it. */
const yara = (() => {
  try {
    return execFileSync(PROGRAM, ["--version"], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
})();

describe("YARA rules", () => {
  it("write patterns, offsets, counts and order", () => {
    const elements =
      "  a: { bytes: '43 ?? [2-] ( 41 | 4? )', offset: 3 }\n  b: { text: RPCSS, encodings: [ascii, utf16le], nocase: true }\n  c: { bytes: 41 42, after: b, within: 4 }\n  d: { uuid: 00000143-0000-0000-c000-000000000046, port: 135 }\n";
    const { text, notes } = exported(elements, "(a or b) and c and '#b >= 2'".replace("'#b >= 2'", "d"), "yara");
    expect(text).toBe(
      'rule A_rule {\n  meta:\n    description = "A rule"\n  strings:\n    $a = { 43 ?? [2-] ( 41 | 4? ) }\n    $b = "RPCSS" ascii wide nocase\n    $c = { 41 42 }\n    $d = { 43 01 00 00 00 00 00 00 C0 00 00 00 00 00 00 46 }\n  condition:\n    (($a at 3) or ($b)) and (for any i in (1..#c) : ( for any j in (1..#b) : ( @c[i] - @b[j] - !b[j] >= 0 and @c[i] - @b[j] - !b[j] <= 4 ) )) and ($d)\n}\n',
    );
    expect(notes.map(({ message }) => message)).toHaveLength(2);
  });

  it.skipIf(yara === undefined)("are taken by YARA itself", () => {
    const folder = mkdtempSync(join(tmpdir(), "rulehound-yara-"));
    writeFileSync(join(folder, "data"), "xxRPCSS..ABxx");
    const elements =
      "  b: { text: RPCSS, encodings: [ascii, utf16le] }\n  c: { bytes: 41 42, after: b, within: 4 }\n  d: { printable: '*CSS*AB*' }\n";
    writeFileSync(
      join(folder, "rule.yar"),
      exported(`${elements}  unused: { bytes: 99 98 97 }\n`, "b and c and d", "yara").text,
    );
    expect(execFileSync(PROGRAM, [join(folder, "rule.yar"), join(folder, "data")], { encoding: "utf8" })).toContain(
      "A_rule",
    );
  });
});

describe("any rule", () => {
  it("is exported in bounded time, saying what is left out", () => {
    const elements = Array.from(
      { length: 40 },
      (_, i) => `  e${i}: { text: t${i}, encodings: [ascii, utf16le, utf16be] }\n`,
    ).join("");
    for (const target of ["suricata", "yara", "wireshark"] as const) {
      const { notes } = exported(elements, "20 of them", target);
      expect(notes.some(({ message }) => message.includes("combinations only"))).toBe(true);
    }
  });

  it("gives no error for damaged texts", () => {
    const whole = rule(
      "  a: { bytes: '43 [2-4] ( 41 | 4? ) \"x\" @uuid(NDR)', count: '>=3', after: b }\n  b: { uuid: 8a885d04-1ceb-11c9-9fe8-08002b104860, opnum: [1-3, x], in: tower }\n",
      "'#a > 1 and not (1 of b* or b)'",
    );
    for (let end = 0; end <= whole.length; end++) {
      const text = whole.slice(0, end) + whole.slice(end + 7);
      for (const target of ["suricata", "yara", "wireshark"] as const) {
        const result = exportSignature(text, "t", target, testEnvironment.catalog);
        for (const { span } of result?.notes ?? []) expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }
  });
});
