import { describe, expect, it } from "vitest";
import { diagnoseAnalytic } from "#checks/diagnose.ts";
import { analyse } from "./support.ts";

const SECURITY = 'source="XmlWinEventLog:Security"';
const SYSMON = 'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"';

/** What proves a search empty: code and fragment of each diagnostic whose chain ends there, with its facts. */
function proofs(spl: string) {
  return diagnoseAnalytic(analyse(spl, "markdown"))
    .filter(({ facts }) => facts.some(({ message }) => /so the (sub)?search returns nothing/.test(message)))
    .map(({ code, span, facts, grade }) => ({
      code,
      grade,
      fragment: spl.slice(span.start, span.end),
      facts: facts.map((fact) =>
        fact.span ? `${fact.message} @ ${spl.slice(fact.span.start, fact.span.end)}` : fact.message,
      ),
    }));
}

describe("searches that are proved to return nothing", () => {
  it("by a field that the admitted event does not have", () => {
    const spl = `index=x ${SECURITY} EventCode=4688 | where like(ParentCommandLine,"%winword%")`;
    expect(proofs(spl)).toEqual([
      {
        code: "spl/field-not-in-event",
        grade: "proved",
        fragment: 'like(ParentCommandLine,"%winword%")',
        facts: [
          "Security 4688 (Process created) has no ParentCommandLine. @ EventCode=4688",
          'The condition must hold for every row, so the search returns nothing. @ where like(ParentCommandLine,"%winword%")',
        ],
      },
    ]);
  });

  it("by a field made of one that is missing, through eval", () => {
    const spl = `index=x ${SYSMON} EventCode=3 | eval parent=lower(ParentImage) | search parent="*\\\\cmd.exe"`;
    const [proof] = proofs(spl);
    expect(proof).toMatchObject({ code: "spl/field-not-in-event", grade: "proved", fragment: 'parent="*\\\\cmd.exe"' });
    expect(proof?.facts[0]).toBe("parent is made here and is null for these events. @ lower(ParentImage)");
    expect(proof?.facts[1]).toContain("Sysmon 3 (Network connection) has no ParentImage.");
  });

  it("by fields of different events that one row must have", () => {
    const spl = `index=x (${SECURITY} EventCode=4688) OR (${SYSMON} EventCode=1) | search NewProcessName=* | stats count by Image`;
    const found = diagnoseAnalytic(analyse(spl)).map(({ code }) => code);
    expect(found).toContain("spl/null-by-field-drops-events");
    const both = proofs(`index=x ${SECURITY} EventCode IN (4688, 4656) ProcessName=* | where isnotnull(CommandLine)`);
    expect(both.map(({ code, grade }) => `${code} ${grade}`)).toEqual(["spl/fields-never-together proved"]);
    expect(both[0]?.facts.slice(0, 2)).toEqual([
      "ProcessName is only in Security 4656. @ ProcessName=*",
      "CommandLine is only in Security 4688. @ isnotnull(CommandLine)",
    ]);
  });

  it("by a join whose key the subsearch does not give", () => {
    const spl = `index=x ${SYSMON} EventCode=1 | join host, LogonId [ search index=x ${SYSMON} EventCode=3 | stats count by host ]`;
    const [proof] = proofs(spl);
    expect(proof).toMatchObject({ code: "spl/join-key-missing", fragment: "LogonId" });
    expect(proof?.facts.at(-1)).toContain("An inner join keeps only rows that join, so the search returns nothing.");
  });

  it("by alternatives none of which can hold", () => {
    const spl = `index=x ${SECURITY} EventCode=4688 | where NewProcessName="cmd.exe" OR like(CommandLine,"*whoami*")`;
    const proof = proofs(spl).find(({ code }) => code === "spl/comparison-always-false");
    expect(proof).toMatchObject({
      grade: "proved",
      fragment: 'NewProcessName="cmd.exe" OR like(CommandLine,"*whoami*")',
    });
  });

  it("by conditions that exclude each other, and by an empty window", () => {
    expect(proofs(`index=x ${SECURITY} EventCode=4688 | search EventCode=4624`)[0]?.code).toBe(
      "spl/contradictory-conditions",
    );
    expect(proofs("index=x sourcetype=y earliest=-1h latest=-2h a=1")[0]?.code).toBe("spl/time-window-inverted");
  });
});

describe("searches of which nothing is proved", () => {
  it.each([
    `index=x EventCode=4688 | where like(ParentCommandLine,"%a%")`,
    `index=x (${SECURITY} EventCode=4688) OR (sourcetype=edr) | where like(ParentCommandLine,"%a%")`,
    `index=x ${SECURITY} EventCode=4688 | lookup procs NewProcessName OUTPUT ParentCommandLine | where like(ParentCommandLine,"%a%")`,
    `index=x ${SECURITY} EventCode=4688 | rex field=CommandLine "(?<ProcessName>\\\\w+)" | where ProcessName="wmic"`,
    `index=x ${SECURITY} EventCode=4688 | eval ProcessName=mvindex(split(NewProcessName,"\\\\"),-1) | where ProcessName="wmic.exe"`,
    `index=x (${SECURITY} EventCode=4688 NewProcessName=*) OR (${SYSMON} EventCode=1 Image=*)`,
    `index=x ${SECURITY} EventCode IN (4688, 4656) | eval p=coalesce(NewProcessName, ProcessName) | search p=* CommandLine=*`,
    `index=x ${SECURITY} EventCode IN (4688, 4656) | stats values(ProcessName) AS p, values(CommandLine) AS c by Computer | where isnotnull(p) AND isnotnull(c)`,
    `index=x ${SECURITY} EventCode=4688 | where process_name="wmic.exe"`,
    `index=x ${SYSMON} EventCode=1 Image=System`,
    `index=x ${SECURITY} EventCode=4688 NOT ParentCommandLine=*`,
    `index=x ${SECURITY} EventCode IN (4688, 4656) | transaction host maxspan=1m | search EventCode=4688 | where ProcessName!="a"`,
    `index=x ${SECURITY} EventCode IN (4688, 4656) | sort 0 _time | filldown ProcessName | where ProcessName!="a" AND CommandLine!="b"`,
    `index=x ${SYSMON} EventCode=1 | join ProcessGuid [ search ${SYSMON} EventCode=3 ] | search EventCode=3 | where DestinationPort=135`,
    `index=x ${SYSMON} EventCode=1 User="a\\b" | join host [ search ${SYSMON} EventCode=3 ] | search User="c\\d"`,
    `index=x | transaction host maxspan=1m | search EventCode=4688 EventCode=4689`,
    "index=x | transaction user maxspan=1m | search host=a host=b index=c index=d",
  ])("%s", (spl) => {
    expect(proofs(spl)).toEqual([]);
  });
});
