import { describe, expect, it } from "vitest";
import { parseSpl } from "#syntax/spl/parser.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { analyseFlow } from "./field-flow.ts";

const SYSMON = 'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"';
const SECURITY = 'source="XmlWinEventLog:Security"';

/** What is known of a field at the end of a search. */
function field(spl: string, name: string) {
  const { tree } = parseSpl(spl, vocabularyOf(testEnvironment.dialect));
  const flow = analyseFlow(tree, testEnvironment);
  return flow.field(flow.end(tree), name);
}

const presence = (spl: string, name: string) => field(spl, name).presence;

describe("fields of events", () => {
  it("knows those of the admitted kinds", () => {
    expect(presence(`${SYSMON} EventCode=1`, "Image")).toBe("definite");
    expect(presence(`${SYSMON} EventCode=1`, "NewProcessName")).toBe("absent");
    expect(presence(`${SECURITY} EventCode IN (4688, 4656)`, "ProcessName")).toBe("maybe");
    expect(presence(`${SECURITY} EventCode=4688`, "ParentCommandLine")).toBe("absent");
  });

  it("never calls absent what an add-on may make, or what nobody knows", () => {
    expect(presence(`${SECURITY} EventCode=4688`, "process_name")).toBe("maybe");
    expect(presence(`${SECURITY} EventCode=4688`, "src_ip")).toBe("maybe");
    expect(presence(`${SECURITY} EventCode=4688`, "our_own_field")).toBe("maybe");
    expect(presence(`${SECURITY} EventCode=4688`, "New_Process_Name")).toBe("maybe");
    expect(presence("index=x EventCode=4688", "ProcessName")).toBe("maybe");
    expect(presence('source="XmlWinEventLog:Windows PowerShell" EventCode=800', "CommandLine")).toBe("maybe");
  });

  it("judges the first stages by what later ones admit", () => {
    expect(presence(`${SECURITY} | eval p=lower(ProcessName) | search EventCode=4688`, "p")).toBe("absent");
    expect(presence(`${SECURITY} | eval p=lower(NewProcessName) | where EventCode=4688`, "p")).toBe("definite");
  });

  it("does not let a rewritten id decide", () => {
    expect(presence(`${SECURITY} | eval EventCode=1 | search EventCode=4688 | eval p=ProcessName`, "p")).toBe("maybe");
  });
});

describe("soundness where knowledge ends", () => {
  it("opens after unknown commands, lookups and macros", () => {
    expect(presence(`${SECURITY} EventCode=4688 | foo bar`, "ProcessName")).toBe("maybe");
    expect(presence(`${SECURITY} EventCode=4688 | lookup no_such_lookup a`, "ProcessName")).toBe("maybe");
    expect(presence(`${SECURITY} EventCode=4688 | \`no_such_macro\``, "ProcessName")).toBe("maybe");
    expect(presence(`${SECURITY} EventCode=4688 | spath`, "ProcessName")).toBe("maybe");
    expect(presence("index=x | stats count by a | foo", "b")).toBe("maybe");
  });

  it("forgets kinds of the rows that a join brings", () => {
    const spl = `${SECURITY} EventCode=4688 | join Computer [ search ${SYSMON} EventCode IN (1, 3) | eval x=ParentImage ]`;
    expect(presence(spl, "x")).toBe("maybe");
    expect(
      presence(`${SECURITY} EventCode=4688 | join Computer [ search ${SYSMON} EventCode=3 ]`, "DestinationIp"),
    ).toBe("maybe");
  });

  it("keeps what either side of an append may have", () => {
    const spl = `${SECURITY} EventCode=4688 | append [ search ${SYSMON} EventCode=1 ]`;
    expect(presence(spl, "Image")).not.toBe("absent");
    expect(presence("index=x | stats count by a | append [ search index=y | stats count by b ]", "b")).toBe("maybe");
  });
});

describe("expressions", () => {
  it("combines presence kind by kind", () => {
    const both = `(${SECURITY} EventCode=4688) OR (${SYSMON} EventCode=1)`;
    expect(presence(`${both} | eval p=coalesce(NewProcessName, Image)`, "p")).toBe("definite");
    expect(presence(`${both} | eval p=NewProcessName.Image`, "p")).toBe("absent");
    expect(presence(`${both} | eval p=if(EventCode=1, Image, NewProcessName)`, "p")).toBe("definite");
    expect(presence(`${both} | eval p=if(EventCode=1, NewProcessName, Image)`, "p")).toBe("absent");
    expect(presence(`${both} | eval p=case(EventCode=1, Image)`, "p")).toBe("maybe");
    expect(presence('index=x | eval a=if(isnull(b), "-", b)', "a")).toBe("definite");
  });

  it("keeps casing, content and values", () => {
    const path = field(`${SYSMON} EventCode=1 | eval p=lower(Image)`, "p");
    expect(path).toMatchObject({ casing: "lower", content: "full-path", presence: "definite" });
    expect(field('index=x | eval a="B"', "a").domain).toEqual({ kind: "set", values: ["B"], ignoreCase: false });
    expect(field("index=x | stats count by a", "count")).toMatchObject({ presence: "definite", type: "number" });
  });

  it("refines by conditions", () => {
    expect(presence("index=x a=1", "a")).toBe("definite");
    expect(presence("index=x (a=1 OR b=2)", "a")).toBe("maybe");
    expect(presence("index=x (a=1 OR a=2)", "a")).toBe("definite");
    expect(presence("index=x NOT a=1", "a")).toBe("maybe");
    expect(presence("index=x | where isnull(a)", "a")).toBe("absent");
    expect(presence("index=x | where NOT isnull(a)", "a")).toBe("definite");
    expect(presence("index=x | where len(a)>5", "a")).toBe("definite");
    expect(field('index=x | stats count by a | where a="b"', "a").domain).toEqual({
      kind: "set",
      values: ["b"],
      ignoreCase: false,
    });
  });
});
