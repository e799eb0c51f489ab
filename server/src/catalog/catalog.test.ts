import { describe, expect, it } from "vitest";
import { testCatalog as catalog } from "#test/support/catalog.ts";
import { CATALOG_SUBJECTS, type CatalogSubject, createCatalog } from "./catalog.ts";

const SYSMON = "Microsoft-Windows-Sysmon/Operational";
const WMI = "Microsoft-Windows-WMI-Activity/Operational";
const fieldsOf = (channel: string, id: number) => catalog.windows.event(channel, id)?.fields.map((f) => f.name);

describe("loading", () => {
  it("loads a subject at its first use, once", () => {
    const loaded: CatalogSubject[] = [];
    const lazy = createCatalog({
      load: (subject) => {
        loaded.push(subject);
        return { header: { subject }, macros: [["m", "content", 3, "x=$a$", ["a"]]] };
      },
    });
    expect(loaded).toEqual([]);
    expect(lazy.macros.get("m", 1)?.definition).toBe("x=$a$");
    expect(lazy.macros.arities("m")).toEqual([1]);
    expect(loaded).toEqual(["macros"]);
  });

  it("says so when a file is not the subject's", () => {
    const broken = createCatalog({ load: () => ({}) });
    expect(() => broken.attack).toThrow('The catalog file "attack" is missing or damaged');
  });

  it("gives frozen facts", () => {
    const event = catalog.windows.event("Security", 4688);
    expect([event, event?.fields, event?.fields[0]].every(Object.isFrozen)).toBe(true);
    expect(Object.isFrozen(catalog.attack.describe("T1047"))).toBe(true);
  });

  it("has a subject for each data file", () => {
    expect(CATALOG_SUBJECTS).toHaveLength(11);
  });
});

describe("Windows events", () => {
  it("4688 names the new process by its full path and has no ProcessName", () => {
    const event = catalog.windows.event("security", 4688);
    expect(event).toMatchObject({
      channel: "Security",
      provider: "Microsoft-Windows-Security-Auditing",
      title: "Process created",
      audit: [["Detailed Tracking", "Process Creation"]],
      fieldsKnown: true,
    });
    if (!event) return;
    expect(catalog.windows.field(event, "NewProcessName")).toMatchObject({ kind: "full-path", presence: "always" });
    expect(catalog.windows.field(event, "NewProcessId")).toMatchObject({ kind: "hex-id" });
    expect(catalog.windows.field(event, "CommandLine")).toMatchObject({ presence: "always", since: "1" });
    for (const absent of ["ProcessName", "ParentCommandLine", "User", "Image"])
      expect(catalog.windows.field(event, absent)).toBeUndefined();
  });

  it("WMI activity has the fields that recordings show", () => {
    expect(fieldsOf(WMI, 5857)).toEqual(["ProviderName", "Code", "HostProcess", "ProcessID", "ProviderPath"]);
    expect(fieldsOf(WMI, 5861)).toEqual(["Namespace", "ESS", "CONSUMER", "PossibleCause"]);
    expect(fieldsOf(WMI, 5858)).toContain("ClientMachine");
  });

  it("tells versions apart: Sysmon's later fields and those of new Windows builds are there only sometimes", () => {
    const presence = (channel: string, id: number, name: string) =>
      catalog.windows.event(channel, id)?.fields.find((f) => f.name === name)?.presence;
    expect(presence(SYSMON, 1, "ParentUser")).toBe("sometimes");
    expect(presence(SYSMON, 5, "User")).toBe("sometimes");
    expect(presence(SYSMON, 1, "User")).toBe("always");
    expect(presence("Security", 4624, "ElevatedToken")).toBe("always");
    expect(presence("Security", 4624, "RemoteCredentialGuard")).toBe("sometimes");
    expect(presence("Security", 4697, "ClientProcessId")).toBe("sometimes");
  });

  it("knows which channel logs an id", () => {
    expect(catalog.windows.event("Security", 4103)).toBeUndefined();
    expect(catalog.windows.byId(4103).map((e) => e.channel)).toContain("Microsoft-Windows-PowerShell/Operational");
    expect(catalog.windows.byId(800).map((e) => e.channel)).toContain("Windows PowerShell");
    expect(catalog.windows.idsOf("Windows PowerShell")).toEqual([400, 403, 500, 501, 600, 800]);
  });

  it("tells providers from channels", () => {
    expect(catalog.windows.channelOfProvider("microsoft-windows-security-auditing")).toEqual(["Security"]);
    expect(catalog.windows.isProvider("Microsoft-Windows-Security-Auditing")).toBe(true);
    expect(catalog.windows.channel("Microsoft-Windows-Security-Auditing")).toBeUndefined();
    expect(catalog.windows.isProvider("Security")).toBe(false);
  });

  it("finds channels by any case and by alias", () => {
    expect(catalog.windows.channel("SECURITY")?.channel).toBe("Security");
    const alias = "Microsoft-Windows-DNS Client Events/Operational";
    expect(catalog.windows.channel(alias)?.channel).toBe("Microsoft-Windows-DNS-Client/Operational");
    expect(catalog.windows.eventsOf(alias).length).toBeGreaterThan(10);
  });

  it("says when a list of fields is a hole, and when an event has none", () => {
    expect(catalog.windows.event("Security", 411)).toMatchObject({ fields: [], fieldsKnown: false });
    expect(catalog.windows.event("Security", 4608)).toMatchObject({ fields: [], fieldsKnown: true });
    expect(catalog.windows.event("Windows PowerShell", 800)).toMatchObject({ unnamedData: true, fieldsKnown: true });
    expect(catalog.windows.event("Windows PowerShell", 400)?.dataKeys).toContain("HostApplication");
  });

  it("finds events by words and by digits", () => {
    const found = catalog.windows.search("process create").map((e) => `${e.channel} ${e.id}`);
    expect(found.slice(0, 2).sort()).toEqual([`${SYSMON} 1`, "Security 4688"].sort());
    expect(catalog.windows.search("468").some((e) => e.id === 4688)).toBe(true);
    expect(catalog.windows.search("4688")[0]?.id).toBe(4688);
    expect(catalog.windows.search("")).toEqual([]);
  });

  it("writes names of fields as Splunk does", () => {
    const event = catalog.windows.event("Microsoft-Windows-Windows Defender/Operational", 1116);
    expect(event?.fields.find((f) => f.name === "Threat Name")?.splunkName).toBe("Threat_Name");
    expect(event && catalog.windows.field(event, "threat_name")?.name).toBe("Threat Name");
  });

  it("states the kinds that the checks judge literals by", () => {
    const kind = (channel: string, id: number, name: string) =>
      catalog.windows.event(channel, id)?.fields.find((f) => f.name === name)?.kind;
    for (const name of ["Image", "ParentImage"]) expect(kind(SYSMON, 1, name)).toBe("full-path");
    expect(kind("Security", 4624, "ProcessName")).toBe("full-path");
    expect(kind("Security", 4688, "ParentProcessName")).toBe("full-path");
    expect(kind(SYSMON, 1, "User")).toBe("qualified-account");
    expect(kind("Security", 4624, "TargetUserName")).toBe("account");
    expect(kind("Security", 4688, "ProcessId")).toBe("hex-id");
    expect(kind(SYSMON, 1, "ProcessId")).toBe("decimal-id");
    expect(kind(SYSMON, 3, "DestinationIp")).toBe("ip");
    expect(kind(SYSMON, 3, "DestinationPort")).toBe("port");
    expect(kind("Security", 4624, "IpAddress")).toBe("ip");
    expect(kind("Security", 5156, "ProcessID")).toBe("decimal-id");
    expect(kind(WMI, 5857, "HostProcess")).toBe("base-name");
  });
});

describe("fields", () => {
  it("knows the header that every event gets", () => {
    for (const name of ["EventCode", "EventID", "signature_id", "ComputerName", "host", "dest", "Channel", "_time"])
      expect(catalog.fields.headerField(name)?.presence).toBe("always");
    expect(catalog.fields.headerField("UserID")?.presence).toBe("sometimes");
    expect(catalog.fields.headerField("ProviderName")).toBeUndefined();
    expect(catalog.fields.isDefault("linecount")).toBe(true);
    expect(catalog.fields.isDefault("tag::host")).toBe(true);
  });

  it("knows the aliases that add-ons make", () => {
    const network = catalog.fields.aliases(SYSMON, 3);
    expect(network.find((a) => a.name === "dest_ip")).toMatchObject({ from: "DestinationIp", addOn: true, kind: "ip" });
    expect(network.map((a) => a.name)).toEqual(expect.arrayContaining(["src_ip", "dest_port", "process_name", "user"]));
    const created = catalog.fields.aliases("Security", 4688);
    expect(created.find((a) => a.name === "Process_Command_Line")?.from).toBe("CommandLine");
    expect(created.find((a) => a.name === "process_name")).toMatchObject({ kind: "base-name", from: "NewProcessName" });
    expect(created.map((a) => a.name)).not.toContain("ProcessName");
  });

  it("goes between the names of the two renderings", () => {
    expect(catalog.fields.xmlToClassic("Security", 4688, "ParentProcessName")).toBe("Creator_Process_Name");
    expect(catalog.fields.classicToXml("Security", 4624, "Account_Name")).toEqual([
      "SubjectUserName",
      "TargetUserName",
    ]);
    expect(catalog.fields.classicFields("Security", 4688)).toContain("Process_Command_Line");
    expect(catalog.fields.classicFields(SYSMON, 1)).toBeUndefined();
  });

  it("describes fields by name", () => {
    expect(catalog.fields.describe("NewProcessName")).toMatchObject({ kind: "full-path" });
    expect(catalog.fields.describe("New_Process_Name")).toMatchObject({ kind: "full-path", origins: ["classic"] });
    expect(catalog.fields.describe("process_name")?.doc).toContain("without its folder");
    expect(catalog.fields.describe("nonsense")).toBeUndefined();
    expect(catalog.fields.names().slice(0, 40)).toEqual(expect.arrayContaining(["Image", "CommandLine", "dest"]));
  });
});

describe("Splunk facts", () => {
  it("reads Windows sources", () => {
    expect(catalog.sources.windowsSource("XmlWinEventLog:Security")).toEqual({ rendering: "xml", channel: "Security" });
    expect(catalog.sources.windowsSource("wineventlog")).toEqual({ rendering: "classic" });
    expect(catalog.sources.windowsSource("aws:cloudtrail")).toBeUndefined();
    expect(catalog.sources.sourcetype("AWS:CloudTrail")?.use).toBeGreaterThan(10);
    expect(catalog.sources.dataSource("Sysmon EventID 1")).toMatchObject({ separatorValue: "1", use: 468 });
    expect(catalog.sources.dataSource("Sysmon EventID 1")?.fields).toEqual(
      expect.arrayContaining(["Image", "process"]),
    );
    expect(catalog.sources.dataSourcesOf("XmlWinEventLog:Security").length).toBeGreaterThan(20);
  });

  it("gives datasets with inherited fields", () => {
    const processes = catalog.dataModels.dataset("endpoint", "processes");
    expect(processes?.fields.map((f) => f.name)).toContain("parent_process_name");
    expect(processes?.constraint).toBe("tag=process tag=report");
    const failed = catalog.dataModels.dataset("Authentication", "Failed_Authentication");
    expect(failed?.parent).toBe("Authentication");
    expect(failed?.fields.map((f) => f.name)).toContain("src_user");
    expect(catalog.dataModels.datasetsNamed("CPU").map((d) => d.model)).toEqual(["Compute_Inventory", "Performance"]);
    expect(catalog.dataModels.field("Endpoint", "Processes", "process_integrity_level")?.values).toContain("high");
    expect(catalog.dataModels.fieldUse("Processes.dest")).toBe(576);
    expect(catalog.dataModels.dataset("Risk", "All_Risk")?.fields.map((f) => f.name)).toContain("risk_object");
  });

  it("keys macros by name and arity", () => {
    expect(catalog.macros.get("security_content_ctime", 1)?.definition).toContain("ctime($field$)");
    expect(catalog.macros.get("security_content_ctime", 0)).toBeUndefined();
    expect(catalog.macros.get("drop_dm_object_name", 1)).toMatchObject({
      definition: "rename $object$.* as *",
      origin: "built-in",
    });
    expect(catalog.macros.get("security_content_summariesonly", 0)?.definition).toContain("fillnull_value=null");
    expect(catalog.macros.get("my_detection_filter", 0)).toMatchObject({
      definition: "search *",
      origin: "convention",
    });
    expect(catalog.macros.get("my_detection_filter", 1)).toBeUndefined();
    expect(catalog.macros.get("no_such_macro", 0)).toBeUndefined();
    expect(catalog.macros.get("sysmon", 0)?.definition).toContain(SYSMON);
  });

  it("knows lookups, commands and functions", () => {
    expect(catalog.lookups.all().length).toBeGreaterThan(80);
    expect(catalog.lookups.get("3cx_ioc_domains")).toMatchObject({
      type: "csv",
      fields: ["domain", "isIOC", "Description"],
    });
    expect(catalog.builtins.command("BUCKET")?.aliasOf).toBe("bin");
    expect(catalog.builtins.function("perc95").map((f) => f.name)).toEqual(["perc<n>"]);
    expect(catalog.builtins.function("coalesce")[0]).toMatchObject({ kind: "eval", minArgs: 1 });
  });

  it("explains values", () => {
    expect(catalog.enums.describe("LogonType", "3")).toBe("Network");
    expect(catalog.enums.describe("Logon_Type", "10")).toBe("RemoteInteractive");
    expect(catalog.enums.describe("GrantedAccess", "0x1410")).toBe(
      "VM_READ, QUERY_INFORMATION, QUERY_LIMITED_INFORMATION",
    );
    expect(catalog.enums.describe("SubStatus", "0xC000006A")).toBe("wrong password");
    expect(catalog.enums.describe("Status", "0x18")).toBe("wrong password");
    expect(catalog.enums.valueOf("Status", "0xC000006A", [4625])?.table.name).toBe("LogonStatus");
    expect(catalog.enums.tablesOf("Status", [4769]).map(({ name }) => name)).toEqual(["KerberosStatus"]);
    expect(catalog.enums.tablesOf("Status", [1]).map(({ name }) => name)).toEqual(["KerberosStatus", "LogonStatus"]);
    expect(catalog.enums.describe("TicketOptions", "0x40810000")).toBe("forwardable, renewable, canonicalize");
    expect(catalog.enums.describe("LogonType", "99")).toBeUndefined();
    expect(catalog.enums.describe("Properties", "{1131f6ad-9c07-11d1-f79f-00c04fc2dcd2}")).toContain("Get-Changes-All");
    expect(catalog.enums.sid("S-1-5-18")).toContain("SYSTEM");
    expect(catalog.enums.sid("S-1-5-21-1-2-3-512")).toBe("Domain Admins");
    expect(catalog.enums.sid("S-1-5-21-1-2-3-1107")).toBe(
      "an account or group that was made in a domain or on a computer",
    );
    expect(catalog.enums.sid("S-1-5-21-1-2-3-999")).toBeUndefined();
  });
});

describe("RPC interfaces", () => {
  it("knows the interfaces, syntaxes and classes of WMI over DCOM", () => {
    expect(catalog.rpc.byUuid("{00000143-0000-0000-C000-000000000046}")?.name).toBe("IRemUnknown2");
    expect(catalog.rpc.transferSyntax("8a885d04-1ceb-11c9-9fe8-08002b104860")).toMatchObject({
      name: "NDR",
      version: "2.0",
    });
    expect(catalog.rpc.describe("8a885d04-1ceb-11c9-9fe8-08002b104860")?.kind).toBe("transfer-syntax");
    expect(catalog.rpc.method("9556dc99-828c-11cf-a37e-00aa003240c7", 24)).toEqual({ opnum: 24, name: "ExecMethod" });
    expect(catalog.rpc.byName("iwbemservices")[0]?.attack).toEqual([
      { id: "T1047", opnums: [24, 25], sources: ["bzar"] },
    ]);
    expect(catalog.rpc.byName("IWbemLoginClientIDEx")[0]?.methods).toEqual([{ opnum: 3, name: "SetClientInfoEx" }]);
    expect(catalog.rpc.withMethod("RemQueryInterface2").map((m) => m.interface.name)).toContain("IRemUnknown2");
    expect(catalog.rpc.constants("pduTypes").get("11")).toBe("bind");
  });

  it("names only live techniques", () => {
    const dead = catalog.rpc
      .all()
      .flatMap((i) => i.attack.filter((a) => catalog.attack.technique(a.id)?.currentId !== a.id));
    expect(dead).toEqual([]);
  });

  it("finds by name, words, UUID and wire bytes", () => {
    expect(catalog.rpc.search("IRemUnknown2")[0]?.uuid).toBe("00000143-0000-0000-c000-000000000046");
    expect(catalog.rpc.search("9556dc99")[0]?.name).toBe("IWbemServices");
    expect(catalog.rpc.search("43 01 00 00 00 00 00 00 c0")[0]?.name).toBe("IRemUnknown2");
    expect(catalog.rpc.search("wmi").map((i) => i.name)).toContain("IWbemServices");
  });

  it("finds the nearest known UUIDs of a mistyped one", () => {
    const [first] = catalog.rpc.nearest("00000144-0000-0000-c000-000000000046");
    expect(first?.distance).toBe(1);
    expect(catalog.rpc.nearest("9556dc99-828c-11cf-a37e-00aa003240c8", 1)).toMatchObject([
      { uuid: "9556dc99-828c-11cf-a37e-00aa003240c7", distance: 1 },
    ]);
    expect(catalog.rpc.nearest("ffffffff-ffff-ffff-ffff-ffffffffffff")).toEqual([]);
    expect(catalog.rpc.nearest("not a uuid")).toEqual([]);
  });
});

describe("ATT&CK", () => {
  it("knows T1047 and its tactic", () => {
    expect(catalog.attack.technique("t1047")).toMatchObject({
      name: "Windows Management Instrumentation",
      tactics: ["execution"],
      currentId: "T1047",
      url: "https://attack.mitre.org/techniques/T1047/",
    });
    expect(catalog.attack.tactic("execution")?.id).toBe("TA0002");
    expect(catalog.attack.technique("T1059.001")?.parent).toBe("T1059");
    expect(catalog.attack.subTechniques("T1059").length).toBeGreaterThan(5);
  });

  it("follows what was retired, renamed and revoked", () => {
    expect(catalog.attack.dataSource("DS0029")).toMatchObject({ name: "Network Traffic", deprecatedIn: "18.0" });
    expect(catalog.attack.dataComponent("Network Connection Creation")).toMatchObject({
      id: "DC0082",
      dataSource: "DS0029",
    });
    expect(catalog.attack.technique("T1070.001")).toMatchObject({ revoked: true, currentId: "T1685.005" });
    expect(catalog.attack.technique("T1026")).toMatchObject({ deprecated: true });
    expect(catalog.attack.tactic("defense-evasion")).toMatchObject({ id: "TA0005", shortname: "stealth" });
    for (const t of catalog.attack.techniques().filter((one) => one.revoked))
      expect(catalog.attack.technique(t.currentId ?? "")?.revoked).toBe(false);
  });

  it("knows the groups and mitigations that a technique page names", () => {
    expect(catalog.attack.group("G0045")?.name).toBe("menuPass");
    expect(catalog.attack.mitigation("M1038")?.name).toBe("Execution Prevention");
    expect(catalog.attack.describe("s0002")).toMatchObject({ kind: "software", name: "Mimikatz", type: "tool" });
    expect(catalog.attack.describe("TA0002")?.kind).toBe("tactic");
    expect(catalog.attack.describe("T9999")).toBeUndefined();
  });

  it("ties strategies and analytics to techniques", () => {
    const [strategy] = catalog.attack.strategiesOf("T1552.005");
    expect(strategy).toMatchObject({ id: "DET0001", analytics: ["AN0001"] });
    expect(catalog.attack.analytic("AN0001")).toMatchObject({ strategy: "DET0001", platforms: ["IaaS"] });
  });

  it("finds live objects first", () => {
    expect(catalog.attack.search("windows management instrumentation", ["technique"])[0]?.id).toBe("T1047");
    expect(catalog.attack.search("T1059", ["technique"])[0]?.id).toBe("T1059");
    expect(catalog.attack.search("clear windows event logs", ["technique"])[0]?.id).toBe("T1685.005");
  });
});
