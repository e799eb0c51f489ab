import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnoseAnalytic } from "#checks/diagnose.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { type RunOptions, runSearch } from "#engine/run.ts";
import { bytesSource } from "#engine/sources.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { analyse } from "#test/checks/support.ts";
import { testEnvironment } from "#test/support/environment.ts";

type Record_ = Readonly<Record<string, string | number>>;

const SYSMON = "Microsoft-Windows-Sysmon/Operational";
const EVENTS: readonly Record_[] = [
  {
    Channel: SYSMON,
    EventID: 1,
    Computer: "WS01.corp.example",
    Image: "C:\\Windows\\System32\\wbem\\WMIC.exe",
    CommandLine: 'wmic /node:"srv02" process call create "cmd.exe /c whoami"',
    ParentImage: "C:\\Windows\\explorer.exe",
    User: "CORP\\ann",
    IntegrityLevel: "High",
    ProcessId: 4242,
    Description: "5abc",
    LogonId: "0x3e7",
  },
  {
    Channel: SYSMON,
    EventID: 3,
    Computer: "WS01.corp.example",
    Image: "C:\\Windows\\System32\\svchost.exe",
    Protocol: "tcp",
    DestinationIp: "10.1.2.3",
    DestinationPort: 135,
    Initiated: "false",
    User: "NT AUTHORITY\\SYSTEM",
    ProcessId: 77,
  },
  {
    Channel: "Security",
    EventID: 4688,
    Computer: "dc1",
    NewProcessName: "C:\\Windows\\System32\\cmd.exe",
    CommandLine: "cmd.exe /c dir",
    SubjectUserName: "ann",
    SubjectDomainName: "CORP",
    NewProcessId: "0x1f4",
    ParentProcessName: "C:\\Windows\\System32\\wbem\\WmiPrvSE.exe",
    TokenElevationType: "%%1936",
  },
  {
    Channel: "Security",
    EventID: 4624,
    Computer: "dc1",
    TargetUserName: "bob",
    LogonType: 3,
    IpAddress: "10.0.0.9",
    IpPort: 49812,
    TargetLogonId: "0x3e7",
    SubjectUserSid: "S-1-0-0",
  },
  {
    Channel: "Microsoft-Windows-WMI-Activity/Operational",
    EventID: 5861,
    Computer: "ws2",
    Operation: "IWbemServices::PutInstance",
    ESS: "filter",
    CONSUMER: "CommandLineEventConsumer",
  },
];

/** Names that searches ask for: those of the events, their names under other profiles, some of no event. */
const FIELDS = [
  "EventCode",
  "EventID",
  "Image",
  "NewProcessName",
  "process_name",
  "process",
  "CommandLine",
  "ParentImage",
  "User",
  "user",
  "Computer",
  "ComputerName",
  "host",
  "dest",
  "ProcessId",
  "NewProcessId",
  "LogonType",
  "Logon_Type",
  "DestinationPort",
  "dest_port",
  "IpAddress",
  "src_ip",
  "TargetUserName",
  "LogonId",
  "TargetLogonId",
  "SubjectUserName",
  "Initiated",
  "IntegrityLevel",
  "Operation",
  "ESS",
  "ProcessName",
  "parent_process_name",
  "source",
  "sourcetype",
  "Channel",
  "Description",
  "nosuch",
  "a",
  "b",
];

/** The event's values in the forms that authors write, and others that do not fit. */
const literals = (event: Record_): fc.Arbitrary<string> => {
  const own = Object.values(event).map(String);
  const forms = own.flatMap((text) => [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    `*${text.slice(-8)}`,
    `${text.slice(0, 6)}*`,
    `*${text.slice(2, 9)}*`,
    text.split("\\").at(-1) ?? text,
    /^0x/.test(text) ? String(Number(text)) : text,
  ]);
  return fc.constantFrom(
    ...forms,
    "*",
    "x",
    "4688",
    "1",
    "SYSTEM",
    "0",
    "%exe%",
    "%",
    "XmlWinEventLog",
    "WinEventLog:Security",
    "XmlWinEventLog:Security",
    `XmlWinEventLog:${SYSMON}`,
    "10.0.0.0/8",
    "10",
    "9",
    "500",
    "100",
  );
};

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, (found) => `\\${found}`)}"`;
const field = fc.constantFrom(...FIELDS);

function searchClause(event: Record_): fc.Arbitrary<string> {
  const value = literals(event).map(quoted);
  const compare = fc
    .tuple(field, fc.constantFrom("=", "!=", "=", "=", ">", "<="), value)
    .map(([name, op, text]) => `${name}${op}${text}`);
  const list = fc
    .tuple(field, fc.array(value, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([name, values, negated]) => `${negated ? "NOT " : ""}${name} IN (${values.join(", ")})`);
  const leaf = fc.oneof(
    { weight: 5, arbitrary: compare },
    { weight: 2, arbitrary: list },
    { weight: 1, arbitrary: value },
  );
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    { weight: 2, arbitrary: fc.tuple(leaf, leaf).map(([a, b]) => `(${a} OR ${b})`) },
    { weight: 1, arbitrary: leaf.map((a) => `NOT (${a})`) },
    { weight: 1, arbitrary: fc.tuple(leaf, leaf).map(([a, b]) => `NOT (${a} ${b})`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(field, fc.constantFrom("10", "500", "9"), fc.constantFrom("9", "100", "10"))
        .map(([name, low, high]) => `(${name}>${low} ${name}<=${high})`),
    },
  );
}

function whereClause(event: Record_): fc.Arbitrary<string> {
  const value = literals(event).map(quoted);
  const leaf = fc.oneof(
    fc.tuple(field, fc.constantFrom("=", "!=", "==", ">", "<"), value).map(([name, op, text]) => `${name}${op}${text}`),
    fc.tuple(field, value).map(([name, text]) => `like(${name}, ${text})`),
    fc.tuple(field, value).map(([name, text]) => `lower(${name})=${text}`),
    field.map((name) => `isnull(${name})`),
    field.map((name) => `isnotnull(${name})`),
    fc.tuple(field, value).map(([name, text]) => `match(${name}, "(?i)${text.slice(1, 4).replace(/\W/g, ".")}")`),
    fc.tuple(field, value, value).map(([name, a, b]) => `${name} IN (${a}, ${b})`),
    fc.tuple(field, field).map(([a, b]) => `${a}=${b}`),
    fc.tuple(field, value).map(([name, text]) => `coalesce(${name}, "x")!=${text}`),
  );
  return fc.oneof(
    leaf,
    fc.tuple(leaf, leaf).map(([a, b]) => `(${a} OR ${b})`),
    leaf.map((a) => `NOT ${a}`),
  );
}

function stage(event: Record_): fc.Arbitrary<string> {
  const value = literals(event).map(quoted);
  return fc.oneof(
    { weight: 3, arbitrary: searchClause(event).map((clause) => `search ${clause}`) },
    { weight: 4, arbitrary: whereClause(event).map((clause) => `where ${clause}`) },
    fc.tuple(fc.constantFrom("a", "b", "Image", "user"), field).map(([to, from]) => `eval ${to}=lower(${from})`),
    fc.tuple(field, field).map(([x, y]) => `eval a=coalesce(${x}, ${y}), b=if(isnull(${x}), "x", ${x})`),
    fc
      .tuple(field, value, value)
      .map(([name, x, y]) => `eval a=case(${name}=${x}, "x", ${name}!=${y}, "4688", true(), ${x})`),
    fc.tuple(field, fc.constantFrom("a", "user", "Image")).map(([from, to]) => `rename ${from} AS ${to}`),
    fc.array(field, { minLength: 1, maxLength: 5 }).map((names) => `fields ${names.join(", ")}`),
    fc.array(field, { minLength: 1, maxLength: 3 }).map((names) => `fields - ${names.join(", ")}`),
    fc.array(field, { minLength: 1, maxLength: 5 }).map((names) => `table ${names.join(", ")}`),
    field.map((name) => `stats count by ${name}`),
    fc.tuple(field, field, field).map(([x, y, z]) => `stats count, values(${x}) AS ${y}, dc(${x}) AS b by ${z}`),
    field.map((name) => `stats values(${name}) AS a`),
    field.map((name) => `eventstats count AS b by ${name}`),
    field.map((name) => `dedup ${name}`),
    field.map((name) => `fillnull value="x" ${name}`),
    fc.constantFrom(
      "fillnull",
      "sort - a",
      "head 5",
      "bin _time span=1h",
      "reverse",
      "addtotals",
      'makemv delim=" " CommandLine',
    ),
    field.map((name) => `rex field=${name} "(?<a>[^\\\\\\\\]+)$"`),
    field.map((name) => `mvexpand ${name}`),
    field.map((name) => `regex ${name}="e"`),
    fc.tuple(field, searchClause(event)).map(([name, clause]) => `append [ search ${clause} | fields ${name} ]`),
    fc
      .tuple(field, searchClause(event))
      .map(([name, clause]) => `join type=left ${name} [ search ${clause} | stats count AS b by ${name} ]`),
    fc
      .tuple(field, searchClause(event))
      .map(([name, clause]) => `join ${name} [ search ${clause} | stats count AS b by ${name} ]`),
  );
}

const cases = fc.constantFrom(...EVENTS).chain((event) =>
  fc.record({
    event: fc.constant(event),
    spl: fc
      .tuple(
        fc.array(searchClause(event), { minLength: 0, maxLength: 2 }),
        fc.array(stage(event), { minLength: 0, maxLength: 4 }),
      )
      .map(([clauses, stages]) => [`index=* ${clauses.join(" ")}`.trim(), ...stages].join(" | ")),
  }),
);

const OPTIONS: RunOptions = {
  signal: new AbortController().signal,
  settings: DEFAULT_SETTINGS,
  now: 1_773_200_000,
  clock: () => 0,
};

async function rowsOf(spl: string, event: Record_): Promise<number> {
  const search = compileSpl(spl, testEnvironment);
  if (!search.runnable) return 0;
  const text = JSON.stringify({ EventTime: "2026-03-02T08:00:00Z", ...event });
  const sample = { source: bytesSource("log.jsonl", new TextEncoder().encode(text)), defaults: {} };
  for await (const told of runSearch(search, [sample], OPTIONS)) if (told.kind === "summary") return told.summary.rows;
  return 0;
}

/** Proofs that the search as a whole returns nothing. */
function proofs(spl: string): readonly string[] {
  return diagnoseAnalytic(analyse(spl))
    .filter(({ grade, facts }) => grade === "proved" && facts.some(({ empties }) => empties))
    .map(({ code, message, facts }) => `${code}: ${message} (${facts.map((fact) => fact.message).join(" → ")})`);
}

test("a search that returns rows is never proved to return nothing", { timeout: 300_000 }, async () => {
  const seen = { rows: 0, proved: 0 };
  const runs = Number(process.env.RULEHOUND_SOUNDNESS_RUNS ?? 1500);
  await fc.assert(
    fc.asyncProperty(cases, async ({ spl, event }) => {
      const proved = proofs(spl);
      if (proved.length > 0) seen.proved++;
      const rows = await rowsOf(spl, event);
      if (rows > 0) seen.rows++;
      if (rows > 0 && proved.length > 0)
        throw new Error(`${spl}\non ${JSON.stringify(event)}\nreturns ${rows} rows, but:\n${proved.join("\n")}`);
    }),
    { numRuns: runs, seed: Number(process.env.RULEHOUND_SOUNDNESS_SEED ?? 1047) },
  );
  // The generator must reach both: else the property says nothing.
  expect(seen.rows).toBeGreaterThan(runs / 20);
  expect(seen.proved).toBeGreaterThan(runs / 50);
});
