import { describe, expect, it } from "vitest";
import { hover } from "#ide/hover/hover.ts";
import { fixture } from "./support.ts";

/** The hover at `‸`, and the text that it marks. */
function asked(marked: string, file = "search.spl"): { readonly contents: string; readonly on: string } | undefined {
  const { analysis, cursor, text } = fixture(marked, file);
  const found = hover(analysis, cursor);
  return found && { contents: found.contents, on: text.slice(found.span.start, found.span.end) };
}

const SYSMON = 'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"';
const SECURITY = 'source="XmlWinEventLog:Security"';

/** Kind, text with the cursor, what is marked, what the hover says. */
const IN_SEARCHES: readonly (readonly [string, string, string, readonly (string | RegExp)[]])[] = [
  [
    "event id by its channel",
    `index=win ${SYSMON} EventCode=‸1`,
    "1",
    ["**1** Process create", "Sysmon/Operational", "ProcessCreate", "ParentImage"],
  ],
  [
    "event id with its audit policy",
    `index=win ${SECURITY} EventCode=46‸88`,
    "4688",
    ["Process Creation", "CommandLine", /NewProcessName.*UnicodeString/],
  ],
  ["event id of no admitted channel", `index=win ${SECURITY} EventCode=‸5857`, "5857", ["⚠ None of the channels"]],
  [
    "field: presence by event",
    `index=win ${SECURITY} EventCode IN (4688, 4624) | table Command‸Line`,
    "CommandLine",
    ["**CommandLine**", /4688.*(always|not always)/, /4624.*never/],
  ],
  [
    "field that another admitted event has: the search asking for it makes none have it",
    `index=win ${SECURITY} EventCode IN (4688, 4624) Logon‸Type=10`,
    "LogonType",
    [/4688[^\n]*: never/, /4624[^\n]*: always/, "Every row has it here: the search asks for it."],
  ],
  [
    "field made at the cursor",
    `index=win ${SECURITY} EventCode=4688 | stats min(_time) as first‸Time by host`,
    "firstTime",
    ["Made by aggregation from `_time`", /^(?!.*admitted)/s],
  ],
  ["field made by the step before", "index=x | eval a=1, b=‸a+1", "a", ["(number)", "Made by eval"]],
  [
    "field that a lookup may make",
    `index=win ${SECURITY} EventCode=4688 | lookup foo host OUTPUT ‸baz`,
    "baz",
    ["Made by lookup from `host`", "Not every row need have it.", /^(?!.*admitted)/s],
  ],
  [
    "field that is gone",
    `index=win ${SECURITY} EventCode=4688 | table host | where ‸Image="a"`,
    "Image",
    ["It is not there at this stage", /^(?!.*admitted)/s],
  ],
  [
    "time format",
    'index=x | eval t=strftime(_time, "%F ‸%H:%M")',
    '"%F %H:%M"',
    ["such as `2026-03-07 14:05`", "minute"],
  ],
  ["time format of convert", 'index=x | convert timeformat="%‸F" ctime(t)', '"%F"', ["such as `2026-03-07`"]],
  ["command", "index=x | sta‸ts count", "stats", ["```spl\nstats", "Type: "]],
  ["function", 'index=x | where ma‸tch(a, "b")', "match", ["match(text, regex) → boolean", "→ true"]],
  ["aggregation", "index=x | stats d‸c(a)", "dc", ["dc(field)"]],
  [
    "time range",
    "index=x earliest=-1d@‸h",
    "earliest=-1d@h",
    ["1 day back, then down to the start of the hour", "events before it are left out"],
  ],
  ["latest", "index=x latest=‸now", "latest=now", ["now; events at it and after it are left out"]],
  [
    "source of Windows",
    'index=win source="XmlWinEventLog:Secur‸ity"',
    '"XmlWinEventLog:Security"',
    ["as XML", "log `Security`"],
  ],
  ["source type", "index=x sourcetype=WinEvent‸Log", "WinEventLog", ["as text", "WinEventLog:Security"]],
  ["access right by its message", `${SECURITY} EventCode=4663 AccessList="*%%44‸84*"`, '"*%%4484*"', ["VM\\_READ"]],
  ["percentile", "index=x | stats p9‸5(a)", "p95", ["perc<n>", "Also written `p`"]],
  ["option", "index=x | dedup a keep‸empty=t", "keepempty", ["keepempty=<bool>", "Default"]],
  ["macro", "`summaries‸only`", "`summariesonly`", ["**summariesonly** macro"]],
  [
    "macro with arguments",
    "index=x | `security_content_ctime(first‸Time)`",
    "`security_content_ctime(firstTime)`",
    ["ctime($field$)", "Here it expands to", "ctime(firstTime)"],
  ],
  [
    "lookup that is not here",
    "index=x | lookup no_such_‸table a",
    "no_such_table",
    ["lookup", "No definition is known"],
  ],
  [
    "data model",
    "| tstats count from datamodel=Endpoint.Pro‸cesses",
    "datamodel=Endpoint.Processes",
    ["**Endpoint\\.Processes** data model", "`process_name`"],
  ],
  [
    "UUID",
    `index=x InterfaceUuid="9556dc99-828c-‸11cf-a37e-00aa003240c7"`,
    "9556dc99-828c-11cf-a37e-00aa003240c7",
    ["IWbemServices", "← here", "ExecMethod", "MS-WMI", "T1047"],
  ],
  [
    "UUID of every DCOM client",
    'index=x uuid="000001a0-0000-‸0000-c000-000000000046"',
    "000001a0-0000-0000-c000-000000000046",
    ["not a sign of WMI alone"],
  ],
  [
    "UUID as bytes of the wire",
    'index=x "99 dc 56 95 8c 82 cf 11 ‸a3 7e 00 aa 00 32 40 c7"',
    "99 dc 56 95 8c 82 cf 11 a3 7e 00 aa 00 32 40 c7",
    ["IWbemServices", /little-endian ← here/],
  ],
  [
    "opnum",
    'index=x InterfaceUuid="9556dc99-828c-11cf-a37e-00aa003240c7" OpNum=‸24',
    "24",
    ["**ExecMethod** opnum 24", "IWbemServices"],
  ],
  [
    "operation of Zeek",
    'index=zeek sourcetype="zeek:dce_rpc:json" operation="Exec‸Method"',
    '"ExecMethod"',
    ["opnum 24", "IWbemServices"],
  ],
  [
    "endpoint of Zeek",
    'index=zeek sourcetype="zeek:dce_rpc:json" endpoint="sv‸cctl"',
    '"svcctl"',
    ["367abb81-9844-35f1-ad32-98f038001003"],
  ],
  [
    "hexadecimal text",
    'index=x CommandLine="*68656c6c‸6f20776f726c64*"',
    '"*68656c6c6f20776f726c64*"',
    ["hello world"],
  ],
  ["Base64 text", 'index=x CommandLine="*dwBoAG8A‸YQBtAGkA*"', '"*dwBoAG8AYQBtAGkA*"', ["whoami"]],
  [
    "Base64 word of a command line",
    'index=x CommandLine="*-enc dwBoAG8A‸YQBtAGkA*"',
    '"*-enc dwBoAG8AYQBtAGkA*"',
    ["whoami"],
  ],
  ["private block", 'index=x | where cidrmatch("10.0‸.0.0/8", src)', '"10.0.0.0/8"', ["private", "16777216"]],
  ["IPv6 block", 'index=x src="fe80::‸/10"', '"fe80::/10"', ["link-local", "2^118"]],
  ["public address", "index=x src_ip=8.8.‸8.8", "8.8.8.8", ["public"]],
  ["logon type", `${SECURITY} EventCode=4624 LogonType=‸3`, "3", ["Network"]],
  ["status code", `${SECURITY} EventCode=4625 SubStatus=0xC000‸006A`, "0xC000006A", [/password/i]],
  [
    "access mask of a process",
    `${SYSMON} EventCode=10 GrantedAccess=0x14‸10`,
    "0x1410",
    ["VM\\_READ", "QUERY\\_LIMITED\\_INFORMATION"],
  ],
  ["access mask of a key", `${SECURITY} EventCode=4663 ObjectType=Key AccessMask=0x‸2`, "0x2", ["KEY\\_SET\\_VALUE"]],
  ["access mask of a directory object", `${SECURITY} EventCode=4662 AccessMask=0x‸100`, "0x100", ["Control Access"]],
  ["access mask of a share", `${SECURITY} EventCode=5145 AccessMask=0x‸2`, "0x2", ["WriteData or AddFile"]],
  [
    "access mask of any object",
    `${SECURITY} EventCode=4663 AccessMask=0x‸10`,
    "0x10",
    ["WriteEA", "KEY\\_NOTIFY", "VM\\_READ"],
  ],
  ["SID", 'index=x user_sid="S-1-5-‸18"', '"S-1-5-18"', [/local ?system/i]],
  [
    "GUID of a directory right",
    'index=x Properties="*1131f6aa-9c07-‸11d1-f79f-00c04fc2dcd2*"',
    "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2",
    ["Replication"],
  ],
  [
    "GUID of a provider",
    'index=x Guid="{5770385f-c22a-‸43e0-bf4c-06f5698ffbd9}"',
    "5770385f-c22a-43e0-bf4c-06f5698ffbd9",
    ["Sysmon", "event provider"],
  ],
  [
    "ATT&CK technique",
    '| makeresults | eval t="T10‸47"',
    "T1047",
    ["Windows Management Instrumentation", "Tactics: Execution"],
  ],
  [
    "regex of rex",
    'index=x | rex field=a "(?<na‸me>\\\\w+)$"',
    '"(?<name>\\\\w+)$"',
    ["capture `name`", "the end of the text"],
  ],
  ["regex of regex", 'index=x | regex a="^fo‸o"', '"^foo"', ["the start of the text"]],
  ["regex of match", 'index=x | where match(a, "(?i)c‸md")', '"(?i)cmd"', ["upper and lower case are the same"]],
  ["regex of replace", 'index=x | eval b=replace(a, "\\\\d‸+", "")', '"\\\\d+"', ["one or more digits"]],
  ["regex of an option", 'index=x | makemv tokenizer="([^,‸]+)" a', '"([^,]+)"', ["characters other than `,`"]],
  [
    "sed script",
    'index=x | rex field=a mode=sed "s/fo‸o/x/g"',
    '"s/foo/x/g"',
    ["replaces every match by `x`", "- `foo`"],
  ],
];

describe("hover in a search", () => {
  it.each(IN_SEARCHES)("%s", (_, marked, on, parts) => {
    const found = asked(marked);
    expect(found?.on).toBe(on);
    for (const part of parts) {
      if (typeof part === "string") expect(found?.contents).toContain(part);
      else expect(found?.contents).toMatch(part);
    }
  });
});

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

const SIGMA = (detection: string, source = "category: process_creation"): string =>
  `title: t\nlogsource:\n  product: windows\n  ${source}\ndetection:\n  selection:\n${detection}  condition: selection\n`;

/** Keys and values of YAML and conf files. */
const BY_KEYS: typeof IN_FILES = [
  ["a.yml", "key of Sigma", SIGMA("    Image: x\n").replace("logsource", "log‸source"), "logsource", "required"],
  ["a.yml", "field of Sigma", SIGMA("    Ima‸ge|endswith: x\n"), "Image|endswith", "Full path of the program"],
  ["a.yml", "field that the event of Sigma has not", SIGMA("    NewProcess‸Name: x\n"), "NewProcessName", "never"],
  ["a.yml", "modifier of Sigma", SIGMA("    Image|ends‸with: x\n"), "Image|endswith", "field ends with the value"],
  ["a.yml", "regex of Sigma", SIGMA("    Image|re: 'x‸+$'\n"), "'x+$'", "one or more `x`"],
  [
    "a.yml",
    "backslashes of Sigma",
    SIGMA("    Image|endswith: '\\cm‸d.exe'\n"),
    "'\\cmd.exe'",
    "ends with `\\cmd.exe`",
  ],
  ["a.yml", "event id of Sigma", SIGMA("    EventID: 46‸88\n", "service: security"), "4688", "Process created"],
  [
    "a.yml",
    "event id in a list of Sigma",
    SIGMA("    EventID:\n      - 1\n      - 46‸24\n", "service: security"),
    "4624",
    "Logon succeeded",
  ],
  [
    "a.yml",
    "value of Sigma",
    SIGMA("    EventID: 4624\n    LogonType: 1‸0\n", "service: security"),
    "10",
    "RemoteInteractive",
  ],
  [
    "a.yml",
    "access mask of Sigma",
    SIGMA("    EventID: 4663\n    ObjectType: Key\n    AccessMask: '0x‸2'\n", "service: security"),
    "'0x2'",
    "KEY\\_SET\\_VALUE",
  ],
  [
    "a.yml",
    "network of Sigma",
    SIGMA("    DestinationIp|cidr: '10.0.‸0.0/8'\n", "category: network_connection"),
    "'10.0.0.0/8'",
    "private",
  ],
  [
    "a.yml",
    "tag of Sigma",
    SIGMA("    a: b\n").replace("detection", "tags:\n  - attack.t10‸47\ndetection"),
    "attack.t1047",
    "Windows Management Instrumentation",
  ],
  [
    "a.yml",
    "tactic tag of Sigma",
    SIGMA("    a: b\n").replace("detection", "tags: [attack.exe‸cution]\ndetection"),
    "attack.execution",
    "TA0002",
  ],
  ["a.yml", "level of Sigma", `${SIGMA("    a: b\n")}level: hi‸gh\n`, "high", "looked at at once"],
  [
    "a.rule.yml",
    "tactic by its name",
    "name: a\nattack:\n  tactics: [Exec‸ution]\nanalytics: []\n",
    "Execution",
    "TA0002",
  ],
  [
    "a.rule.yml",
    "data component by its name",
    "name: a\nattack:\n  data_components:\n    - 'Process: Process Cre‸ation'\nanalytics: []\n",
    "'Process: Process Creation'",
    "DC0032",
  ],
  ["a.yml", "key of security_content", "name: a\nid: b\nda‸te: 2024-01-01\nsearch: index=x\n", "date", "**date**"],
  [
    "a.rule.yml",
    "key of a rule file",
    "name: a\nanalytics:\n  - na‸me: b\n    query: index=x\n",
    "name",
    "unique in the file",
  ],
  [
    ".rulehound/a.yaml",
    "key of an overlay",
    "macros:\n  - name: a\n    defini‸tion: b\n",
    "definition",
    "**definition**",
  ],
  [
    "macros.conf",
    "key of macros.conf",
    "[a(1)]\nargs = x\ndefini‸tion = index=$x$\n",
    "definition",
    "stands for the macro",
  ],
  [
    "transforms.conf",
    "regex of transforms.conf",
    "[a]\nREGEX = (\\d‸+)\nFORMAT = x::$1\n",
    "(\\d+)",
    "one or more digits",
  ],
  ["props.conf", "regex of props.conf", "[a]\nEXTRACT-x = (?<y>\\d‸+) in _raw\n", "(?<y>\\d+) in _raw", "captures `y`"],
  ["props.conf", "key of props.conf", "[a]\nEVAL-‸x = 1\n", "EVAL-x", "eval expression"],
  [
    "savedsearches.conf",
    "key of savedsearches.conf",
    "[a]\ncron_sch‸edule = 0 * * * *\nsearch = index=x\n",
    "cron_schedule",
    "cron",
  ],
];

describe("hover on keys", () => {
  it.each(BY_KEYS)("%s: %s", (file, _, marked, on, part) => {
    const found = asked(marked, file);
    expect(found?.on).toBe(on);
    expect(found?.contents).toContain(part);
  });
});

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
