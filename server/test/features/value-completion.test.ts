import { describe, expect, it } from "vitest";
import { complete } from "#ide/completion/complete.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { workspaceNames } from "#semantics/workspace/workspace-names.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { offered } from "./offered.ts";
import { fixture } from "./support.ts";

const environment = createEnvironment({
  dialect: splDialect,
  catalog: testCatalog,
  settings: DEFAULT_SETTINGS,
  names: workspaceNames([
    { kind: "definitions", path: "/app/default/transforms.conf", text: "[zones]\nfilename = zones.csv\n" },
    { kind: "table", path: "/app/lookups/zones.csv", bytes: 20, stamp: "1", read: () => "zone,owner name\na,b\n" },
    { kind: "definitions", path: "/app/default/savedsearches.conf", text: "[All Logons]\nsearch = index=main\n" },
    { kind: "definitions", path: "/app/default/eventtypes.conf", text: "[odd_logon]\nsearch = EventCode=4624\n" },
    { kind: "definitions", path: "/app/default/tags.conf", text: "[EventCode=4624]\nsuccess = enabled\n" },
  ]).names,
  datasets: () => undefined,
  revision: 1,
});

interface Case {
  readonly at: string;
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
  /** The label that is accepted, and the text that comes of it. */
  readonly accepted?: readonly [label: string, text: string];
}

const CASES: readonly Case[] = [
  // What tells the events of a log apart, of the logs that the search names.
  {
    at: "index=aws sourcetype=aws:cloudtrail eventName=Cons‸",
    accepted: ["ConsoleLogin", "index=aws sourcetype=aws:cloudtrail eventName=ConsoleLogin"],
  },
  { at: "`o365_management_activity` Operation=‸", has: ["UserLoginFailed"], hasNot: ["ConsoleLogin"] },
  { at: "index=main EventCode=4625 Status=‸", has: ["0xc000006a"], hasNot: ["0x18"] },
  { at: "index=main EventCode=4769 Status=‸", has: ["0x18"], hasNot: ["0xc000006a"] },
  // Lengths of time.
  { at: "index=main | bin _time span=‸", accepted: ["1h", "index=main | bin _time span=1h"] },
  { at: "index=main | transaction host maxspan=‸", has: ["5m"], hasNot: ["EventCode"] },
  { at: "index=main | stats count by _time span=‸", has: ["1d"], hasNot: ["EventCode"] },
  { at: "| tstats count from datamodel=Web.Web by _time span=‸", has: ["1d"], hasNot: ["Web.url"] },
  // Event ids, by number and by words of the title in any order.
  { at: "index=main EventCode=process cre‸", has: ["1", "4688"], accepted: ["4688", "index=main EventCode=4688"] },
  { at: "index=main EventCode=create process‸", has: ["1", "4688"], hasNot: ["5"] },
  { at: 'index=main EventCode="process cre‸"', accepted: ["1", 'index=main EventCode="1"'] },
  { at: "index=main EventCode IN (1, logon fail‸)", accepted: ["4625", "index=main EventCode IN (1, 4625)"] },
  { at: "index=main EventCode=468‸", has: ["4688"], hasNot: ["4624", "1"] },
  { at: "index=main EventCode=1 OR Im‸", has: ["Image"] },
  // Columns of lookups.
  { at: "index=main | lookup zones ‸", has: ["zone", "owner name"], hasNot: ["CommandLine"] },
  {
    at: "index=main | lookup zones zone AS src OUTPUT own‸",
    accepted: ["owner name", 'index=main | lookup zones zone AS src OUTPUT "owner name"'],
  },
  {
    at: 'index=main | lookup zones zone OUTPUT "own‸"',
    accepted: ["owner name", 'index=main | lookup zones zone OUTPUT "owner name"'],
  },
  { at: "index=main | lookup zones zone AS ‸", has: ["src"], hasNot: ["owner name"] },
  { at: "| inputlookup zones where ‸", has: ["zone", "NOT"], hasNot: ["CommandLine"] },
  { at: "| inputlookup zo‸", has: ["zones"] },
  { at: "| inputlookup zones ‸", has: ["WHERE"], hasNot: ["zones"] },
  { at: "index=main | outputlookup ‸", has: ["zones"] },
  { at: "| from lookup:zo‸", accepted: ["zones", "| from lookup:zones "] },
  // Names that the workspace defines.
  { at: "| savedsearch ‸", accepted: ["All Logons", '| savedsearch "All Logons"'] },
  { at: '| savedsearch "All‸"', accepted: ["All Logons", '| savedsearch "All Logons"'] },
  { at: "index=main eventtype=od‸", accepted: ["odd_logon", "index=main eventtype=odd_logon"] },
  { at: "index=main tag=‸", has: ["success"] },
  { at: "index=main tag::EventCode=‸", has: ["success"] },
  { at: "index=main tag::user=‸", hasNot: ["success"] },
  // Data models.
  { at: "| from datamodel:End‸", accepted: ["Endpoint.Processes", "| from datamodel:Endpoint.Processes"] },
  { at: "| datamodel Endpoint Pro‸", accepted: ["Processes", "| datamodel Endpoint Processes"] },
  { at: "| datamodel Endpoint Processes search | search Processes.pro‸", has: ["Processes.process_name"] },
  {
    at: "| datamodel Endpoint Processes search | where Processes.process_na‸",
    accepted: ["Processes.process_name", "| datamodel Endpoint Processes search | where 'Processes.process_name'"],
  },
  { at: "| from datamodel:Endpoint.Processes | where pro‸", has: ["process_name"], hasNot: ["Processes.process_name"] },
  {
    at: "| from datamodel:Endpoint.Processes | stats count by user | table ‸",
    has: ["user"],
    hasNot: ["original_file_name"],
  },
  // Enumerated values, with the quotes that the place needs.
  { at: "index=main LogonType=netw‸", accepted: ["3", "index=main LogonType=3"] },
  { at: "index=main | where LogonType=‸", accepted: ["3", "index=main | where LogonType=3"] },
  { at: "index=main IntegrityLevel=Sys‸", accepted: ["System", "index=main IntegrityLevel=System"] },
  { at: "index=main | where IntegrityLevel=Sys‸", accepted: ["System", 'index=main | where IntegrityLevel="System"'] },
  { at: "index=main GrantedAccess=vm_‸", has: ["0x10"] },
  // ATT&CK inside quotes and comments.
  {
    at: 'index=main | eval mitre_technique="cred dump‸"',
    accepted: ["T1003", 'index=main | eval mitre_technique="T1003"'],
  },
  { at: "index=main | eval mitre_technique=‸", accepted: ["T1003", 'index=main | eval mitre_technique="T1003"'] },
  { at: 'index=main | eval note="T1055‸"', has: ["T1055"] },
  { at: "index=main ``` finds T1055‸ ```", accepted: ["T1055.001", "index=main ``` finds T1055.001 ```"] },
  { at: "index=main ``` a comment ‸ ```", hasNot: ["OR", "host"] },
  // RPC.
  {
    at: "index=zeek sourcetype=dce_rpc endpoint=svc‸",
    accepted: ["svcctl", "index=zeek sourcetype=dce_rpc endpoint=svcctl"],
  },
  { at: "index=zeek sourcetype=dce_rpc endpoint=svcctl operation=Create‸", has: ["CreateServiceW"] },
  {
    at: "index=rpc InterfaceUuid=367a‸",
    accepted: ["367abb81-9844-35f1-ad32-98f038001003", "index=rpc InterfaceUuid=367abb81-9844-35f1-ad32-98f038001003"],
  },
  { at: 'index=rpc InterfaceUuid="CreateServ‸"', has: ["367abb81-9844-35f1-ad32-98f038001003"] },
  { at: 'index=rpc InterfaceUuid="81bb7a36‸"', has: ["367abb81-9844-35f1-ad32-98f038001003"] },
  { at: "index=rpc InterfaceUuid=svcctl‸", has: ["367abb81-9844-35f1-ad32-98f038001003"] },
  // Half-typed quotes.
  { at: "index=main | where 'process.na‸'", hasNot: ["if", "AND"] },
  {
    at: "index=main | eval 'odd.name'=1 | where 'odd‸'",
    accepted: ["odd.name", "index=main | eval 'odd.name'=1 | where 'odd.name'"],
  },
  {
    at: 'index=main Image="C:\\\\" source="XmlW‸"',
    accepted: ["XmlWinEventLog:Security", 'index=main Image="C:\\\\" source="XmlWinEventLog:Security"'],
  },
];

describe("completion of values and names", () => {
  it.each(CASES)("answers $at", ({ at, has = [], hasNot = [], accepted }) => {
    const { labels, accept } = offered(at, "search.spl", environment);
    for (const label of has) expect(labels).toContain(label);
    for (const label of hasNot) expect(labels).not.toContain(label);
    if (accepted !== undefined) expect(accept(accepted[0])).toBe(accepted[1]);
  });

  it("keeps what is found by words from being dropped by an editor's filter", () => {
    const { analysis, cursor } = fixture("index=main EventCode=create process‸");
    expect(complete(analysis, cursor)?.items.every(({ filter = "" }) => filter.includes("create process"))).toBe(true);
  });
});

const SOURCE = "XmlWinEventLog:Security";

describe("items in the style of the place", () => {
  it.each([
    ["double quotes", 'search: "index=main source=‸"', `search: "index=main source=\\"${SOURCE}\\""`],
    ["double quotes, quoted", 'search: "index=main source=\\"XmlW‸\\""', `search: "index=main source=\\"${SOURCE}\\""`],
    ["single quotes", "search: 'index=main source=‸'", `search: 'index=main source="${SOURCE}"'`],
    ["a plain scalar", "search: index=main source=‸", `search: index=main source="${SOURCE}"`],
    ["a literal block", "search: |\n  index=main\n  source=‸\n", `search: |\n  index=main\n  source="${SOURCE}"\n`],
    ["a folded block", "search: >-\n  index=main\n  source=‸\n", `search: >-\n  index=main\n  source="${SOURCE}"\n`],
  ])("writes a quoted value in %s", (_, at, wanted) => {
    const head = at.startsWith("{") ? "" : "name: a\n";
    expect(offered(`${head}${at}`, "detections/a.yml").accept(SOURCE)).toBe(`${head}${wanted}`);
  });

  it("writes a quoted value in a flow mapping", () => {
    const at = 'name: a\nanalytics: [{ name: b, query: "index=main source=‸" }]\n';
    const wanted = at.replace("‸", `\\"${SOURCE}\\"`);
    expect(offered(at, "rule.yml").accept(SOURCE)).toBe(wanted);
  });

  it("doubles the quotes of a name in a single-quoted scalar", () => {
    const at = "name: a\nsearch: 'index=main | eval ''odd.name''=1 | where odd‸'\n";
    expect(offered(at, "detections/a.yml").accept("odd.name")).toBe(at.replace("where odd‸", "where ''odd.name''"));
  });

  it("writes a value in a stanza and in a fence as it is", () => {
    expect(offered("[a]\nsearch = index=main source=‸\n", "savedsearches.conf").accept(SOURCE)).toContain(
      `source="${SOURCE}"`,
    );
    expect(offered("```spl\nindex=main source=‸\n```\n", "a.md").accept(SOURCE)).toContain(`source="${SOURCE}"\n`);
  });
});

describe("values of the sample that the analytic ran on", () => {
  const seen = {
    events: 3,
    whole: true,
    fields: [
      [
        "EventCode",
        [
          ["4688", 2],
          ["4624", 1],
        ],
      ],
      [
        "Image",
        [
          ["C:\\Windows\\cmd.exe", 3],
          ['odd"name', 1],
        ],
      ],
      ["user", [["CORP\\bob", 2]]],
    ],
  } as const;
  const items = (marked: string, file = "search.spl") => {
    const { analysis, cursor } = fixture(marked, file);
    return complete(analysis, cursor, () => seen)?.items ?? [];
  };

  it("come first, with how often they are there and what they mean", () => {
    const [first, second] = items("index=main EventCode=‸");
    expect([first?.label, second?.label]).toEqual(["4688", "4624"]);
    expect(first?.detail).toBe("2× in the sample, Process created");
  });

  it("are found by the words of an event's title in any order", () => {
    const found = items("index=main EventCode=create process‸").find(({ label }) => label === "4688");
    expect(found?.filter).toContain("create process");
    expect(items("index=main EventCode=create process‸").find(({ label }) => label === "4624")?.filter).not.toContain(
      "create process",
    );
  });

  it("are quoted and escaped as the place needs it", () => {
    const first = (marked: string, file?: string): string | undefined => items(marked, file)[0]?.insert;
    expect(first("index=main Image=‸")).toBe('"C:\\Windows\\cmd.exe"');
    expect(first("index=main | where Image=‸")).toBe('"C:\\\\Windows\\\\cmd.exe"');
    expect(first('index=main | where Image="‸"')).toBe("C:\\\\Windows\\\\cmd.exe");
    expect(items("index=main Image=‸")[1]?.insert).toBe('"odd\\"name"');
    expect(first('name: a\nsearch: "index=main user=‸"\n', "detections/a.yml")).toBe('\\"CORP\\\\bob\\"');
  });

  it("are not offered for a field that the search made", () => {
    const labels = items('index=main | eval user="a" | search user=‸').map(({ label }) => label);
    expect(labels).not.toContain("CORP\\bob");
  });
});
