import { describe, expect, it } from "vitest";
import { complete } from "#ide/completion/complete.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { workspaceNames } from "#semantics/workspace/workspace-names.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { fixture } from "./support.ts";

/** Labels offered at the mark, the likeliest first. */
function labels(marked: string, file?: string): readonly string[] {
  const { analysis, cursor } = fixture(marked, file);
  return (complete(analysis, cursor)?.items ?? []).map(({ label }) => label);
}

function kindAt(marked: string, label: string): string | undefined {
  const { analysis, cursor } = fixture(marked);
  return complete(analysis, cursor)?.items.find((item) => item.label === label)?.kind;
}

describe("completion in a search", () => {
  it("puts commands first that usually follow, and those that the text behind needs", () => {
    expect(labels("index=main | stats count by host | ‸").slice(0, 5)).toContain("where");
    expect(labels("index=main | ‸ x=if(a=1, 2, 3)")[0]).toBe("eval");
    expect(labels("| ‸").slice(0, 3)).toContain("tstats");
  });

  it("offers aggregations again behind AS and its name, and AS behind a call", () => {
    expect(labels("index=main | stats min(_time) as first ‸").slice(0, 3)).toContain("max");
    expect(labels("index=main | stats min(_time) ‸")[0]).toBe("AS");
    expect(labels("index=main | stats min(_time) as first ‸")).not.toContain("AS");
  });

  it("takes the fields of the events that the search asks for by id, and no name that AS makes here", () => {
    expect(labels("index=main EventCode=4688 | stats count by ‸").slice(0, 8)).toContain("CommandLine");
    expect(labels("index=main EventCode=4688 | stats count by ‸").slice(0, 20)).not.toContain("arn");
    expect(labels("index=main EventCode=4625 | stats dc(‸) as users by IpAddress")).not.toContain("users");
    expect(labels("index=main EventCode=4625 | stats dc(‸) as TargetUserName")).toContain("TargetUserName");
  });

  it("offers functions and fields on the right of an assignment, no values of the field that is made", () => {
    expect(labels("index=main | eval user=‸").slice(0, 6)).toContain("if");
    expect(labels("index=main | eval user=‸(a, b)").slice(0, 8)).toContain("coalesce");
    expect(labels("index=main user=x | where n > ‸")).toContain("round");
  });

  it("offers fields of the dataset that tstats reads, with its name", () => {
    const offered = labels("| tstats count from datamodel=Endpoint.Processes by ‸");
    expect(offered.slice(0, 5)).toContain("Processes.dest");
    expect(offered).not.toContain("Web.url");
    expect(labels("| tstats values(Processes.pro‸) from datamodel=Endpoint.Processes")).toContain("Processes.process");
  });

  it("does not offer a field first that the list has already", () => {
    const first = labels("| tstats count from datamodel=Endpoint.Processes by Processes.dest ‸").slice(0, 5);
    expect(first).not.toContain("Processes.dest");
    expect(first).toContain("Processes.user");
  });

  it("offers the fields that a search made, and behind them those that it lost, where no others can be", () => {
    const offered = labels("index=main | stats count as n by host | table ‸");
    expect(offered.slice(0, 2).sort()).toEqual(["host", "n"]);
    expect(offered.slice(2)).toEqual(["index"]);
  });

  it("offers the event's field behind AS of a lookup, none behind AS of an aggregation", () => {
    expect(labels("index=main | eval mine=1 | lookup assets asset as ‸")).toContain("mine");
    expect(labels("index=main | stats count as ‸")).toEqual([]);
  });

  it("offers span= behind _time in a by clause, and a field for an option that names one", () => {
    expect(labels("index=main | bin _time span=1h | stats count by _time ‸")).toContain("span=");
    expect(labels("index=main | eval mine=1 | rex field=‸")).toContain("mine");
  });

  it("offers event ids of the channel, first those with the fields of the search", () => {
    const sysmon = 'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"';
    const offered = labels(`${sysmon} EventCode=‸ TargetImage=* GrantedAccess=*`);
    expect(offered[0]).toBe("10");
    expect(offered).not.toContain("4688");
    expect(new Set(offered).size).toBe(offered.length);
  });

  it("knows a space that a folded scalar drops at the end of a line", () => {
    const rule = (lines: string): string => `name: Rule\nsearch: >-\n  ${lines}\n  | table host\n`;
    const file = "detections/rule.yml";
    expect(labels(rule("index=main | stats count by ‸"), file)).toContain("host");
    expect(labels(rule("index=main | stats count by ‸"), file)).not.toContain("values");
    expect(labels(rule("index=main | stats count by‸"), file)).not.toContain("host");
    expect(labels(rule("| tstats count from datamodel=Web ‸"), file)).toContain("WHERE");
    expect(labels(rule("index=main | rename src as source_host, dest ‸"), file)).toContain("AS");
  });

  it("offers AS and IN behind a quoted name, options before a table's name, event ids in a filter of transaction", () => {
    expect(labels('index=main | rename "a b" ‸ c')).toContain("AS");
    expect(labels('index=main "result.status" ‸ (a, b)')).toContain("IN");
    expect(labels("| inputlookup ‸=t assets")).toContain("append=");
    expect(labels("index=main EventCode=5137 | transaction host startswith=(EventCode=‸)")).toContain("5137");
  });

  it("offers a field that the rest of the search uses, where no other is known", () => {
    expect(labels("index=main | search ‸=x | stats count by odd.name")).toContain("odd.name");
  });

  it("does not offer the word at the cursor as a field, unless the search has it elsewhere", () => {
    expect(labels("index=main | eval x=mvxy‸")).not.toContain("mvxy");
    expect(labels("index=main | eval x=mv‸xy")).not.toContain("mvxy");
    expect(labels("index=main mvxy=1 | eval x=mvxy‸")).toContain("mvxy");
  });

  it("offers indexes: those that the document names, then Splunk's own and usual ones", () => {
    const offered = labels("index=‸ EventCode=1 | append [search index=ours]");
    expect(offered[0]).toBe("ours");
    expect(offered).toEqual(expect.arrayContaining(["main", "_internal", "wineventlog"]));
  });

  it("takes what stands behind the place for a hint", () => {
    expect(labels("index=main | stats ‸(_time) as lastTime by host")[0]).toBe("max");
    expect(labels("index=main | stats values(‸) as user_agent").slice(0, 3)).toContain("user_agent");
    expect(labels("index=main | stats count by ‸, src_port, src").slice(0, 5)).not.toContain("src_port");
  });

  it("offers a field of the search that no row has any more at the end, and says what removed it", () => {
    const { analysis, cursor } = fixture("index=main odd=x | stats count by host | table ‸");
    const items = complete(analysis, cursor)?.items ?? [];
    expect(items.at(-1)).toMatchObject({ label: "odd", detail: "no row has it here: stats removed it" });
  });

  it("offers event ids of which the document speaks first", () => {
    const text = "name: Odd\ndata_source:\n- Sysmon EventID 22\nsearch: '`sysmon` EventCode=‸ query=x'\n";
    expect(labels(text, "detections/rule.yml").slice(0, 3)).toContain("22");
  });

  it("offers fields of the data source that the document names", () => {
    const text = "name: Odd\ndata_source:\n- AWS CloudTrail PutBucketAcl\nsearch: '`cloudtrail` ‸=x'\n";
    expect(labels(text, "detections/rule.yml")).toContain("requestParameters.bucketName");
  });

  it("begins a list with a field that a later command needs", () => {
    const text = "index=main Zone=1 Cargo=2 Wagon=3 | stats count by Zone ‸ | where Wagon=3";
    expect(labels(text)[0]).toBe("Wagon");
  });

  it("offers usual indexes first, and one of which the search speaks", () => {
    expect(labels("index=‸").slice(0, 2)).toEqual(["main", "wineventlog"]);
    expect(labels("index=‸ sourcetype=zeek")[0]).toBe("main");
    expect(labels("index=‸ zeek conn").slice(0, 3)).toContain("zeek");
  });

  it("takes any number of stars in a source type", () => {
    expect(labels(`sourcetype=${"*".repeat(60)}x | stats count by ‸`).length).toBeGreaterThan(0);
  });

  it("takes names from the rest of the document", () => {
    const rule = (search: string): string =>
      `name: Odd logons\ndescription: Finds a scheduled task that was created.\nsearch: '${search}'\n`;
    expect(labels(rule('source="WinEventLog:Security" EventCode=‸'), "detections/rule.yml").slice(0, 3)).toContain(
      "4698",
    );
    expect(labels(rule("index=main | search `‸`"), "detections/rule.yml")).toContain("odd_logons_filter");
  });

  it("offers operators only where they can stand", () => {
    expect(labels("index=main ‸")).toContain("OR");
    expect(labels("index=main (‸")).not.toContain("OR");
    expect(labels("index=main host ‸")).toContain("IN");
    expect(labels("index=main host=a ‸")).not.toContain("IN");
  });

  it("sends of thousands of macros those that fit what is typed, and is asked again", () => {
    const macros = Array.from({ length: 3000 }, (_, n) => `[filter_${n}]\ndefinition = x=${n}\n`).join("");
    const environment = createEnvironment({
      dialect: splDialect,
      catalog: testCatalog,
      settings: DEFAULT_SETTINGS,
      names: workspaceNames([
        { kind: "definitions", path: "/app/default/macros.conf", text: `${macros}[zz_1047]\ndefinition = x\n` },
      ]).names,
      datasets: () => undefined,
      revision: 1,
    });
    const list = (marked: string) => {
      const { analysis, cursor } = fixture(marked, "search.spl", environment);
      return complete(analysis, cursor);
    };
    expect(list("index=main | search `‸`")).toMatchObject({ incomplete: true, items: { length: 500 } });
    const typed = list("index=main | search `1047‸`")?.items.map(({ label }) => label);
    expect(typed).toEqual(expect.arrayContaining(["filter_1047", "zz_1047"]));
    expect(typed).not.toContain("filter_2000");
    expect(list("index=main | search `zz‸`")?.items.map(({ label }) => label)).toContain("zz_1047");
  });

  it("offers the macros and lookups of the workspace before those of the catalog", () => {
    const names = workspaceNames([
      { kind: "definitions", path: "/app/default/macros.conf", text: "[ours(1)]\nargs = a\ndefinition = x=$a$\n" },
      { kind: "definitions", path: "/app/default/transforms.conf", text: "[zones]\nfilename = zones.csv\n" },
    ]).names;
    const environment = createEnvironment({
      dialect: splDialect,
      catalog: testCatalog,
      settings: DEFAULT_SETTINGS,
      names,
      datasets: () => undefined,
      revision: 1,
    });
    const offered = (marked: string): readonly string[] => {
      const { analysis, cursor } = fixture(marked, "search.spl", environment);
      return (complete(analysis, cursor)?.items ?? []).map(({ label }) => label);
    };
    expect(offered("index=main | search `‸`")).toContain("ours");
    expect(offered("index=main | lookup ‸")[0]).toBe("zones");
  });

  it("says what each item is", () => {
    expect(kindAt("index=main | ‸", "stats")).toBe("command");
    expect(kindAt("index=main | eval a=‸", "lower")).toBe("function");
    expect(kindAt("| tstats count from datamodel=‸", "Endpoint.Processes")).toBe("data-model");
  });
});
