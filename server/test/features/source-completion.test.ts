import { describe, expect, it } from "vitest";
import { offered } from "./offered.ts";

const labels = (marked: string, file?: string): readonly string[] => offered(marked, file).labels;

describe("completion by what a search reads", () => {
  it("offers no field of Windows first where the search reads another source", () => {
    const windows = ["EventCode", "ScriptBlockText", "Computer", "Image", "CommandLine", "eventName", "Operation"];
    for (const type of ["bluecoat", "acme:gateway:proxy", "pan:traffic", "vendor:unheard", "linux_audit"]) {
      const first = labels(`index=main sourcetype=${type} | stats count by ‸`).slice(0, 25);
      expect(
        first.filter((name) => windows.includes(name)),
        type,
      ).toEqual([]);
      expect(first, type).toContain("user");
    }
    expect(labels("sourcetype=acme:proxy | table ‸").slice(0, 25)).toContain("http_method");
    expect(labels("sourcetype=acme:firewall | table ‸").slice(0, 25)).toContain("dest_port");
    expect(labels("sourcetype IN (acme:dns, infoblox:dns) | table ‸").slice(0, 25)).toContain("query");
    const at = (search: string): number => labels(`${search} | stats count by ‸`).indexOf("EventCode");
    for (const open of ["sourcetype=*", "sourcetype IN (bluecoat, XmlWinEventLog)", 'sourcetype="*WinEvent*"'])
      expect(at(open), open).toBeLessThan(at("sourcetype=bluecoat"));
  });

  it("knows what tells the events of a source apart, and what public searches take from it", () => {
    const rule = (search: string): string =>
      ["name: Rule", "description: Looks at AWS CloudTrail.", "data_source: []", `search: '${search}'`, ""].join("\n");
    const first = labels(rule("`cloudtrail` ‸"), "rule.yml").slice(0, 12);
    expect(first).toContain("eventName");
    expect(labels(rule("`cloudtrail` eventName=RunInstances | stats count by ‸"), "rule.yml").slice(0, 8)).toContain(
      "src_ip",
    );
  });

  it("offers the fields that makers document for a source type", () => {
    const first = (type: string): readonly string[] => labels(`sourcetype=${type} | table ‸`).slice(0, 60);
    expect(first("bro:conn:json")).toContain("id.orig_h");
    expect(first('"zeek:dce*"')).toContain("named_pipe");
    expect(first("OktaIM2:log")).toContain("actor.alternateId");
    expect(first("aws:asl")).toContain("api.operation");
    expect(first("bluecoat")).toContain("cs_host");
    expect(labels("sourcetype=OktaIM2:log client.geo‸")).toContain("client.geographicalContext.country");
  });

  it("offers no fields as arguments of a command that makes its own rows", () => {
    expect(labels("| rest ‸")).toContain("count=");
    expect(labels("| rest ‸")).not.toContain("user");
    expect(labels("| inputlookup assets.csv where ‸")).toContain("user");
  });

  it("puts macros first of whose data the document speaks", () => {
    const rule = (source: string): string =>
      ["name: Rule - One / Two", "data_source:", `  - ${source}`, "search: '`‸'", ""].join("\n");
    expect(labels(rule("Windows Event Log System 7045"), "rule.yml")[0]).toBe("wineventlog_system");
    expect(labels(rule("Okta"), "rule.yml").slice(0, 3)).toContain("okta");
    const clause = "| tstats count from datamodel=Endpoint.Processes where `‸";
    expect(labels(`# Certutil\n\n\`\`\`spl\n${clause}\n\`\`\`\n\nLoads by certutil.`, "page.md").slice(0, 6)).toContain(
      "process_certutil",
    );
  });

  it("names the filter of a detection as contentctl does", () => {
    const rule = ["name: Access - By a.b/c", "id: x", "type: TTP", "search: 'index=main | `‸'", "tags: {}", ""].join(
      "\n",
    );
    expect(labels(rule, "rule.yml")).toContain("access___by_a_b_c_filter");
  });

  it("puts the data model first of whose dataset the search speaks", () => {
    expect(labels("| tstats values(DNS.src) from datamodel=‸ by DNS.query")[0]).toBe("Network_Resolution");
    expect(labels("| tstats count from datamodel=‸ by All_Changes.user").slice(0, 3)).toContain("Change");
  });

  it("offers what asset and identity correlation adds to a dataset, its tags, and nodename", () => {
    const fields = labels("| tstats count from datamodel=Network_Resolution where ‸");
    for (const name of ["DNS.dest_category", "DNS.src_priority", "DNS.tag", "nodename"]) expect(fields).toContain(name);
    expect(fields).not.toContain("BY");
    expect(labels("| tstats count from datamodel=Endpoint.Processes where nodename=‸")).toContain("Processes");
  });

  it("offers the fields that the rest of the rule lists as required", () => {
    const rule = (after: string): string =>
      ["name: Rule", `search: 'sourcetype=acme:door | stats count by ‸${after}'`, "tags:", "  required_fields:"]
        .concat(["  - _time", "  - door.badge{}.number", ""])
        .join("\n");
    expect(labels(rule(""), "rule.yml")).toContain("door.badge{}.number");
    expect(labels(rule(" | table count"), "rule.yml")).toContain("door.badge{}.number");
    expect(labels("index=main | stats count by ‸")).not.toContain("door.badge{}.number");
  });

  it("puts lookups first of whose words the document speaks", () => {
    const page = "# Attacker tools\n\n```spl\nindex=main | lookup ‸\n```\n\nOf known attacker tools.\n";
    expect(labels(page, "page.md")[0]).toBe("attacker_tools");
    expect(labels("index=main | lookup ‸")[0]).not.toBe("attacker_tools");
  });
});
