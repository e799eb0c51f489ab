import type { Span } from "#base/span.ts";
import type { Severity } from "#checks/diagnostic.ts";

/** A finding that the published searches of the seed page must get: within `at`, which is a span of the page. */
export interface ExpectedFinding {
  readonly search: string;
  readonly id: string;
  readonly severity: Severity;
  readonly at: Span;
}

type Line = readonly [id: string, severity: "E" | "W" | "I" | "H", ...fragments: readonly string[]];

const SEVERITY = { E: "error", W: "warning", I: "information", H: "hint" } as const;

/** How each search begins and ends on the page. */
const SEARCHES: Readonly<Record<string, readonly [start: string, end: string]>> = {
  S1: [
    "index=windows_logs sourcetype=WinEventLog:Security OR sourcetype=WinEventLog:Microsoft-Windows-Sysmon/Operational OR",
    "alert_message```",
  ],
  S1s: ["search index=windows_logs", "IN (135, 5985, 5986) ]"],
  S2: ['index=security sourcetype="WinEventLog:Security"', '"*win32_process*")```'],
  S3: ['index=security sourcetype="WinEventLog:Microsoft-Windows-WMI-Activity', '"*wmic*")) ```'],
  S4: [
    "index=windows_logs sourcetype=WinEventLog:Security OR sourcetype=WinEventLog:Microsoft-Windows-Sysmon/Operational\n",
    "alert_message```",
  ],
};

const BASE1 =
  "index=windows_logs sourcetype=WinEventLog:Security OR sourcetype=WinEventLog:Microsoft-Windows-Sysmon/Operational OR sourcetype=WinEventLog:Microsoft-Windows-Security-Auditing";
const AUDITING = "sourcetype=WinEventLog:Microsoft-Windows-Security-Auditing";
const JOIN = /join ProcessName \[[^\]]*\]/;
const NAMES1 =
  'ProcessName IN ("wmic.exe", "powershell.exe", "wmiprvse.exe", "wmiadap.exe", "scrcons.exe", "wbemtool.exe")';
const NAMES4 =
  'ProcessName IN ("wmic.exe", "powershell.exe", "wbemtool.exe", "wmiprvse.exe", "wmiadap.exe", "scrcons.exe")';
const BASE4 =
  "index=windows_logs sourcetype=WinEventLog:Security OR sourcetype=WinEventLog:Microsoft-Windows-Sysmon/Operational";

/** The findings by search: id, severity and the fragments, one finding each. A fragment may be given as its n-th occurrence. */
const FINDINGS: Readonly<Record<string, readonly Line[]>> = {
  S1: [
    ["or-precedence", "I", BASE1],
    [
      "legacy-sourcetype",
      "I",
      "sourcetype=WinEventLog:Security",
      "sourcetype=WinEventLog:Microsoft-Windows-Sysmon/Operational",
      'sourcetype="WinEventLog:Security"',
      'sourcetype="WinEventLog:Microsoft-Windows-Sysmon/Operational"',
    ],
    ["sourcetype-is-provider", "W", AUDITING],
    ["dead-branch", "W", AUDITING, '"wmiprvse.exe"'],
    ["missing-time", "I", BASE1],
    ["field-not-in-event", "W", "lower(ProcessName)"],
    ["field-not-in-event", "E", NAMES1],
    ["path-vs-basename", "E", NAMES1],
    ["overwritten-field", "I", "ProcessName=lower(ProcessName)", "CommandLine=lower(CommandLine)"],
    ["redundant-lower-before-search", "I", "lower(CommandLine)"],
    ["filter-late", "I", `search ${NAMES1}`, "search CommandLine IN", "search (sourcetype="],
    ["broad-pattern", "I", '"*network*"'],
    ["join-subsearch-limit", "W", "join ProcessName ["],
    ["join-no-time-bound", "W", "join ProcessName ["],
    ["join-max-one", "I", "join ProcessName ["],
    ["join-key-case", "W", "join ProcessName ["],
    ["join-key-missing", "E", "join ProcessName ["],
    ["join-key-weak", "W", "join ProcessName ["],
    ["join-overwrites-fields", "W", "join ProcessName ["],
    ["stats-by-raw-time", "I", "stats count by _time,"],
    ["null-by-field-drops-events", "W", " User,", " src_ip,", " dest_ip\n"],
    ["unused-by-field", "I", " dest,"],
    ["count-discarded", "H", "stats count"],
    ["plus-concat-numeric", "I", '":" + DestinationPort'],
    ["user-domain-qualified", "W", 'User="SYSTEM"'],
    ["case-sensitive-compare", "W", 'User="SYSTEM"'],
    ["placeholder-literal", "W", 'src_ip="trusted_ip_range"', 'DestinationIp="trusted_ip_range"'],
    ["comparison-always-false", "W", 'src_ip="trusted_ip_range"', 'DestinationIp="trusted_ip_range"'],
    ["or-chain-to-in", "H", BASE1],
  ],
  S1s: [
    ["legacy-sourcetype", "I", "sourcetype=WinEventLog:Microsoft-Windows-Sysmon/Operational"],
    [
      "missing-time",
      "I",
      "search index=windows_logs sourcetype=WinEventLog:Microsoft-Windows-Sysmon/Operational EventCode=3",
    ],
    ["coalesce-redundant", "I", "coalesce(DestinationIp, dest_ip)", "coalesce(DestinationPort, dest_port)"],
    ["filter-late", "I", "search DestinationPort IN (135, 5985, 5986)"],
  ],
  S2: [
    ["legacy-sourcetype", "I", 'sourcetype="WinEventLog:Security"'],
    ["missing-time", "I", ""],
    ["event-id-not-in-channel", "W", "EventCode=4103", "EventCode=800"],
    ["field-not-in-event", "W", "ParentCommandLine"],
    ["coalesce-unrelated", "W", "coalesce(CommandLine, ParentCommandLine)"],
    ["path-vs-basename", "E", 'ProcessName="wmic.exe"'],
    [
      "fields-never-together",
      "E",
      'ProcessName="wmic.exe" AND (command_line LIKE "%/node:%" OR command_line LIKE "%process call create%")',
    ],
    [
      "case-sensitive-compare",
      "W",
      'ProcessName="wmic.exe"',
      'command_line LIKE "%/node:%"',
      'command_line LIKE "%process call create%"',
    ],
    [
      "like-with-star",
      "E",
      'LIKE "*Invoke-WmiMethod*"',
      'LIKE "*Get-WmiObject*"',
      'LIKE "*gwmi*"',
      'LIKE "*win32_process*"',
    ],
    ["like-underscore", "H", 'LIKE "*win32_process*"'],
    ["comparison-always-false", "W", ""],
    ["raw-output", "H", ""],
    ["or-chain-to-in", "H", "(EventCode=4688 OR EventCode=4656 OR EventCode=4103 OR EventCode=800)"],
  ],
  S3: [
    ["legacy-sourcetype", "I", 'sourcetype="WinEventLog:Microsoft-Windows-WMI-Activity/Operational"'],
    ["missing-time", "I", ""],
    ["field-not-in-event", "W", "(CommandLine,", " ParentCommandLine)"],
    ["coalesce-unrelated", "W", "coalesce(CommandLine, ParentCommandLine)"],
    [
      "like-with-star",
      "E",
      'LIKE "*create*"',
      'LIKE "*process*"',
      'LIKE "*exec*"',
      'LIKE "*invoke*"',
      'LIKE "*payload*"',
      'LIKE "*wmic*"',
    ],
    ["broad-pattern", "I", '"*create*"', '"*process*"', '"*exec*"'],
    ["comparison-always-false", "W", ""],
    ["raw-output", "H", ""],
    ["or-chain-to-in", "H", "(EventCode=5861 OR EventCode=5857 OR EventCode=5858)"],
  ],
  S4: [
    ["or-precedence", "I", BASE4],
    [
      "legacy-sourcetype",
      "I",
      "sourcetype=WinEventLog:Security",
      "sourcetype=WinEventLog:Microsoft-Windows-Sysmon/Operational",
    ],
    ["missing-time", "I", BASE4],
    ["event-code-missing", "I", BASE4],
    ["coalesce-unrelated", "W", "coalesce(CommandLine, ParentCommandLine)"],
    [
      "overwritten-field",
      "I",
      "CommandLine=coalesce(CommandLine, ParentCommandLine)",
      "ProcessName=lower(ProcessName)",
      "CommandLine=lower(CommandLine)",
    ],
    ["path-vs-basename", "E", NAMES4],
    ["fields-never-together", "E", "search CommandLine IN ", "ParentProcessName, ParentCommandLine"],
    ["filter-late", "I", `search ${NAMES4}`, "search CommandLine IN"],
    ["dead-branch", "W", '"wmiprvse.exe"'],
    ["stats-by-raw-time", "I", "stats count by _time,"],
    [
      "null-by-field-drops-events",
      "W",
      " User,",
      " ParentProcessName,",
      " ParentCommandLine,",
      " src_ip,",
      " dest_ip\n",
    ],
    ["unused-by-field", "I", " dest,"],
    ["count-discarded", "H", "stats count"],
    ["user-domain-qualified", "W", 'User="SYSTEM"'],
    ["case-sensitive-compare", "W", 'User="SYSTEM"'],
    ["where-equals-with-wildcard", "E", 'CommandLine="*wmic shadowcopy delete*"'],
    [
      "and-or-mix-where",
      "W",
      'User="SYSTEM" OR ProcessName="wmiprvse.exe" OR CommandLine="*wmic shadowcopy delete*" AND src_ip="trusted_ip_range"',
    ],
    ["placeholder-literal", "W", 'src_ip="trusted_ip_range"'],
    ["comparison-always-false", "W", 'src_ip="trusted_ip_range"'],
  ],
};

/** Fragments that name the beginning of a longer thing: the finding may reach up to the end of its stage. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  "join ProcessName [",
  "search CommandLine IN",
  "search CommandLine IN ",
  "search (sourcetype=",
  "stats count by _time,",
]);

/** The expected findings with their places on the page. */
export function seedFindings(page: string): readonly ExpectedFinding[] {
  return Object.entries(FINDINGS).flatMap(([search, lines]) => {
    const [start, end] = SEARCHES[search] ?? ["", ""];
    const from = page.indexOf(start);
    const to = page.indexOf(end, from) + end.length;
    return lines.flatMap(([id, severity, ...fragments]) =>
      fragments.map((fragment) => ({
        search,
        id: `spl/${id}`,
        severity: SEVERITY[severity],
        at: place(page, fragment, { start: from, end: to }, id),
      })),
    );
  });
}

function place(page: string, fragment: string, within: Span, id: string): Span {
  if (fragment === "") return within;
  // Names in a BY list are looked for behind the BY.
  const listed =
    id === "null-by-field-drops-events" ||
    id === "unused-by-field" ||
    fragment === "ParentProcessName, ParentCommandLine";
  const origin = listed ? page.indexOf("stats count by", within.start) : within.start;
  const start = page.indexOf(fragment, origin);
  if (start < 0 || start >= within.end) throw new Error(`"${fragment}" is not in the search`);
  if (!BEGINNINGS.has(fragment)) return { start, end: start + fragment.length };
  if (fragment.startsWith("join")) return { start, end: start + (JOIN.exec(page.slice(start))?.[0].length ?? 0) };
  const line = page.indexOf("\n", start);
  return { start, end: line < 0 ? page.length : line };
}
