import { describe, expect, it } from "vitest";
import { asked } from "./hover-asked.ts";

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
    "code by the event that has it",
    `${SECURITY} EventCode=4625 Status=0xC000006‸D`,
    "0xC000006D",
    ["bad user name", "NTSTATUS code of a failed logon"],
  ],
  ["privilege", 'EventCode=4672 PrivilegeList="*SeDebug‸Privilege*"', '"*SeDebugPrivilege*"', ["opens any process"]],
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
