import { describe, expect, it } from "vitest";
import { testEnvironment } from "#test/support/environment.ts";
import { importSignatures } from "./import.ts";

function imported(text: string) {
  const { rules, notes } = importSignatures(text, testEnvironment.catalog);
  return {
    texts: rules.map((rule) => rule.text),
    notes: notes.map(({ span, message }) => [text.slice(span.start, span.end).slice(0, 30), message]),
  };
}

describe("Suricata rules", () => {
  it("give a pattern with jumps for contents behind each other", () => {
    const { texts, notes } = imported(
      `alert tcp any any -> any 135 (msg:"three \\"contexts\\""; flow:to_server,established; content:"|05 00 0b|"; depth:3; content:"|43 01 00 00 00 00 00 00 c0 00 00 00 00 00 00 46|"; distance:0; content:"|04 5d|"; distance:4; within:16; sid:1000202; reference:url,example.org/x; rev:1;)`,
    );
    expect(notes).toEqual([]);
    expect(texts).toEqual([
      `title: 'three "contexts"'
references:
  - 'https://example.org/x'
custom:
  suricata_sid: 1000202
logsource: { product: network, service: packets }
signatures:
  content_1:
    bytes: '05 00 0b [0-] @uuid(00000143-0000-0000-c000-000000000046) [4-18] 04 5d'
    offset: 0
    protocol: tcp
    port: 135
    direction: to_server
condition: content_1
`,
    ]);
  });

  it("give texts, interfaces, requests and shares", () => {
    const elements = (options: string, header = "tcp any any -> any any") =>
      imported(`alert ${header} (msg:"t"; ${options} sid:1;)`).texts[0]?.match(
        /signatures:\n([\s\S]*)condition/,
      )?.[1] ?? "";
    expect(elements('content:"R|00|P|00|C|00|"; nocase;')).toContain(
      "text: 'RPC'\n    encodings: [utf16le]\n    nocase: true",
    );
    expect(elements("dcerpc.iface:9556dc99-828c-11cf-a37e-00aa003240c7; dcerpc.opnum:24,25;")).toContain(
      "uuid: 9556dc99-828c-11cf-a37e-00aa003240c7\n    opnum: [24, 25]",
    );
    expect(elements('dce_iface:uuid 9556dc99-828c-11cf-a37e-00aa003240c7; dce_opnum:"12-14";')).toContain(
      "opnum: [12-14]",
    );
    expect(
      elements(
        'http.method; content:"POST"; http.uri; content:"/wsman"; startswith; nocase;',
        "http any any -> any 5985",
      ),
    ).toContain("http: { method: 'POST', path: '/wsman' }");
    expect(elements('smb.named_pipe; content:"IPC|24|"; nocase; endswith;', "smb any any -> any any")).toContain(
      "smb: { tree: 'IPC$' }",
    );
    expect(elements('content:!"AB"; offset:4; depth:8;')).toContain(
      "text: 'AB'\n    offset: { min: 4, max: 10 }\n    not: true",
    );
    expect(elements('content:"Ab|0d|"; nocase;')).toContain("bytes: '( 41 | 61 ) ( 62 | 42 ) 0d'");
    expect(elements('pcre:"/a.b\\x22/si";')).toContain("regex: '(?s)a.b\\x22'\n    nocase: true");
  });

  it("say what is not carried over, at its place", () => {
    const { texts, notes } = imported(
      '# comment\nalert tcp $HOME_NET any -> any !80 (msg:"t"; content:"AB"; byte_test:4,>,10,0,relative; pcre:"/x/U"; sid:2;)\nnonsense\n',
    );
    expect(texts).toHaveLength(1);
    expect(notes.map(([where]) => where)).toEqual([
      "alert tcp $HOME_NET any -> any",
      "alert tcp $HOME_NET any -> any",
      "byte_test:4,>,10,0,relative;",
      'pcre:"/x/U";',
      "nonsense",
    ]);
    expect(texts[0]).toContain("# line 2: ");
  });
});

describe("YARA rules", () => {
  it("give an element for each string and its place", () => {
    const { texts, notes } = imported(`import "pe"
rule wmi_session : network {
  meta:
    description = "WMI \\"session\\""
    author = "someone"
  strings:
    $if = { 43 01 [6] C0 [2-4] ( 46 | 4? ) } // the interface
    $t = "RPCSS" ascii wide nocase fullword
    $r = /a\\/b+/is
  condition:
    $if at 4 and (#t >= 2 or 1 of ($r, $x*)) and filesize < 10KB
}`);
    expect(texts).toEqual([
      `# line 11: This part of the condition has no counterpart here: it is left out, and the rule may find more or less.
title: 'WMI "session"'
author: 'someone'
logsource: { product: network, service: packets }
signatures:
  if_at:
    bytes: '43 01 [6] C0 [2-4] ( 46 | 4? )'
    offset: 4
  t:
    text: 'RPCSS'
    encodings: [ascii, utf16le]
    nocase: true
    fullword: true
  r:
    regex: '(?s)a\\/b+'
    nocase: true
condition: '(if_at and (#t >= 2 or r))'
`,
    ]);
    expect(notes.map(([where]) => where)).toEqual(['import "pe"', "filesize < 10KB"]);
  });

  it("leave out strings that have no counterpart", () => {
    const { texts, notes } = imported(
      'rule a { strings: $a = "x" xor $b = "\\xff\\xfe" $c = "\\xff" wide condition: any of them }',
    );
    expect(texts[0]).toContain("bytes: 'ff fe'");
    expect(notes.map(([where]) => where)).toEqual(['$a = "x" xor', '$c = "\\xff" wide']);
  });
});

it("reads any damaged text", () => {
  const whole = `alert tcp any any -> any [80,443:] (msg:"a"; content:!"|41 4|x\\""; within:2; dcerpc.iface:1,=0; pcre:"/(/R"; sid:x;) \\
 more\nrule x { meta: a = 1 strings: $a = { 41 [2-] 42 } $b = /x/ condition: for any i in (1..#a) : ( for any j in (1..#b) : ( @a[i] - @b[j] - !b[j] >= 0 ) ) and not 2 of them }`;
  for (let end = 0; end <= whole.length; end++) {
    for (const text of [whole.slice(0, end), whole.slice(end), whole.slice(0, end) + whole.slice(end + 3)]) {
      for (const { span } of importSignatures(text, testEnvironment.catalog).notes) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }
  }
});

it("reads large and hostile texts", () => {
  const many = 20_000;
  for (const text of [
    `alert tcp any any -> any any (${'content:"|41|"; distance:0; '.repeat(many)}sid:1;)`,
    `alert tcp any any -> any any (msg:"${"a".repeat(many)}`,
    "rule x : \n".repeat(many),
    `rule x { strings: $a = "x" condition: ${"(".repeat(many)}$a${")".repeat(many)} }`,
    `rule x { strings: $a = "x" condition: ${"not ".repeat(many)}$a }`,
    `rule x { strings: ${Array.from({ length: 2000 }, (_, i) => `$a${i} = "t${i}"`).join("\n")} condition: 3 of them }`,
    `rule x { strings: $a = { ${"41 ( 42 | ".repeat(200)} condition: $a }`,
    `rule x { strings: $a = /${"(a|".repeat(many)}/ condition: $a }`,
    "{".repeat(many * 10),
  ])
    expect(() => importSignatures(text, testEnvironment.catalog)).not.toThrow();
});
