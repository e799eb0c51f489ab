import { describe, expect, it } from "vitest";
import { offered } from "./offered.ts";

const labels = (marked: string): readonly string[] => offered(marked).labels;

describe("completion by the place in a command", () => {
  it("orders event ids in expressions as elsewhere, before fields and functions", () => {
    for (const search of [
      "index=main | where EventCode=‸",
      "index=main | where EventCode IN (4624, ‸)",
      "index=main | where in(EventCode, ‸)",
      "index=main | where in(EventCode, 4624, ‸)",
      'index=main | where in(EventCode, "4624", "46‸")',
      "index=main | eval kind=case(EventCode==‸, 1)",
    ]) {
      const first = labels(search).slice(0, 12);
      expect(
        first.filter((label) => !/^\d+$/.test(label)),
        search,
      ).toEqual([]);
      expect([...first].sort(), search).not.toEqual(first);
    }
  });

  it("offers no clause that needs a name in front of it where there is none", () => {
    for (const search of ["| stats ‸", "| streamstats ‸", "| bin ‸", "| lookup zones ‸", "| stats count by ‸"])
      for (const word of ["BY", "AS", "OUTPUT"]) expect(labels(`index=main ${search}`), search).not.toContain(word);
    expect(labels("index=main | lookup zones zone ‸")).toEqual(expect.arrayContaining(["AS", "OUTPUT"]));
    expect(labels("index=main | stats count ‸")).toContain("BY");
    expect(labels("index=main | transaction host startswith=(‸")).not.toContain("endswith=");
    expect(labels("index=main | transaction host startswith=(‸")).toContain("EventCode");
    expect(labels("index=main | stats min(_time) as first, ‸")).toContain("BY");
    expect(labels("| tstats count from datamodel=Web where [search x | table Web.url] ‸")).toContain("BY");
    expect(labels("index=main | bin _time ‸")).toContain("AS");
  });

  it("says which value of an option is the default, and of each what the option does", () => {
    const values = offered("index=main | join type=‸").items;
    expect(values.map(({ label, detail }) => [label, detail])).toEqual([
      ["inner", "default"],
      ["left", ""],
      ["outer", ""],
    ]);
    for (const { documentation } of values) expect(documentation).toContain("rows without a match");
  });

  it("offers the words that a command takes, and the datasets behind the quoted name of a model", () => {
    expect(labels("| datamodel Endpoint Processes ‸")).toEqual(expect.arrayContaining(["search", "flat"]));
    expect(labels('| from datamodel:"Risk"."‸"')).toEqual(["All_Risk"]);
    expect(offered('| from datamodel:"Risk"."All‸"').accept("All_Risk")).toBe('| from datamodel:"Risk"."All_Risk"');
  });

  it("offers access rights by the object, and values that data models prescribe", () => {
    expect(labels("EventCode=4663 AccessMask=‸")).toContain("0x2");
    expect(labels("EventCode=4662 AccessMask=‸")).toContain("0x100");
    expect(labels("| tstats count from datamodel=Endpoint where Processes.process_integrity_level=‸")).toContain(
      "high",
    );
    expect(labels("sourcetype=acme:proxy action=‸")).toContain("blocked");
  });

  it("offers no values of Windows for the fields of other sources", () => {
    expect(labels("sourcetype=bro:dce_rpc operation=‸")).not.toContain("Created");
    expect(labels("sourcetype=‸")).toEqual(expect.arrayContaining(["bluecoat", "bro:dce_rpc", "XmlWinEventLog"]));
  });

  it("offers the fields of Sigma's log sources, those of much use first", () => {
    const fields = (source: string): readonly string[] =>
      offered(`title: x\nlogsource: {${source}}\ndetection:\n  sel:\n    Uri: a\n    ‸\n  condition: sel\n`, "rule.yml")
        .labels;
    expect(fields("category: process_creation, product: windows").slice(0, 5)).toContain("CommandLine");
    expect(fields("category: process_creation")).toContain("CommandLine");
    expect(fields("category: process_creation, product: linux")).toContain("CommandLine");
    expect(fields("category: proxy")).toContain("c-useragent");
    expect(fields("product: aws, service: cloudtrail")).toContain("eventName");
    expect(fields("product: zeek, service: dce_rpc")).toContain("operation");
    expect(fields("product: okta, service: okta")).toContain("actor.alternateId");
    expect(fields("product: gcp, service: gcp.audit")).toContain("protoPayload.methodName");
  });

  it("puts numbers first where numbers are added up, addresses where they are located", () => {
    const added = labels("sourcetype=pan:traffic | stats sum(‸) by src_ip").slice(0, 8);
    expect(added).toContain("bytes_out");
    for (const name of ["sourcetype", "dest", "user"]) expect(added).not.toContain(name);
    const located = labels("`o365_management_activity` Operation=UserLoggedIn | iplocation ‸").slice(0, 8);
    expect(located.filter((name) => /^(?:Operation|dest|app|command)$/.test(name))).toEqual(["dest"]);
    expect(labels("index=main | lookup zones zone AS ‸ OUTPUT x")).not.toContain("lookup");
  });

  it("reads the fields of a data model behind from, and the commonest prescribed values first", () => {
    const first = labels("| from datamodel:Endpoint.Processes | search ‸=cmd.exe").slice(0, 8);
    expect(first).toContain("process_name");
    expect(first).not.toContain("TargetImage");
    expect(labels("sourcetype=acme:gateway action=‸").slice(0, 3)).toContain("allowed");
    expect(labels("index=main | rare limit=20 ‸")).not.toContain("BY");
  });

  it("finds by words the RPC interfaces first that techniques use", () => {
    const services = "9556dc99-828c-11cf-a37e-00aa003240c7";
    for (const words of ["wmi", "IWbem", "IWbemServ"])
      expect(labels(`sourcetype=dce_rpc InterfaceUuid="${words}‸"`).slice(0, 8), words).toContain(services);
  });
});
