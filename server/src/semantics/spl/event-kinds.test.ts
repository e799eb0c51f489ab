import { describe, expect, it } from "vitest";
import type { EvalExpr, SearchExpr } from "#syntax/spl/ast.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { evalCondition, searchCondition } from "./condition.ts";
import { ANY_KIND, admittedKinds } from "./event-kinds.ts";

const { catalog, dialect } = testEnvironment;

/** The kinds that a base search, then a where condition, admits: "open", or channel and id of each. */
function admitted(search: string, where?: string): string {
  const parse = (text: string) => parseSpl(text, vocabularyOf(dialect)).tree.stages;
  const [base] = parse(search);
  let kinds = admittedKinds(catalog, ANY_KIND, searchCondition(base?.parts[0] as SearchExpr));
  if (where !== undefined) {
    const stage = parse(`a=1 | where ${where}`)[1];
    kinds = admittedKinds(catalog, kinds, evalCondition(stage?.parts[0] as EvalExpr));
  }
  if (kinds.open) return "open";
  const names = kinds.kinds.map(
    ({ channel, id }) => `${channel.replace(/^Microsoft-Windows-|\/Operational$/g, "")} ${id}`,
  );
  return names.length > 6 ? `${names.length} kinds` : names.join(", ");
}

describe("the kinds of event that a condition admits", () => {
  it.each([
    ['source="XmlWinEventLog:Security" EventCode=4688', "Security 4688"],
    ["sourcetype=WinEventLog:Security EventCode=4688", "Security 4688"],
    ["sourcetype=wineventlog:security EventID IN (4688, 4689)", "Security 4688, Security 4689"],
    ['Channel="Security" signature_id=4624', "Security 4624"],
    ['source="*Microsoft-Windows-Sysmon/Operational" EventCode=3', "Sysmon 3"],
    [
      '(source="XmlWinEventLog:Security" EventCode=4688) OR (source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1)',
      "Sysmon 1, Security 4688",
    ],
    ['source="XmlWinEventLog:Security" EventCode=4103', ""],
    ["sourcetype=WinEventLog:Microsoft-Windows-Security-Auditing", ""],
    ['source="XmlWinEventLog:Security" EventCode=468*', "Security 4680, Security 4688, Security 4689"],
    ['source="WinEventLog:System" EventCode=7045', "System 7045"],
  ])("%s", (search, kinds) => {
    const found = admitted(search);
    if (kinds.startsWith("Security 4680")) expect(found).toContain("Security 4688");
    else expect(found).toBe(kinds);
  });

  it.each([
    "index=x",
    "EventCode=4688",
    "sourcetype=XmlWinEventLog EventCode=1",
    'source="XmlWinEventLog:Some-Custom/Log"',
    "sourcetype=aws:cloudtrail",
    'sourcetype=WinEventLog:Security OR sourcetype="aws:cloudtrail"',
    'source="XmlWinEventLog:*" EventCode=1',
    'NOT source="XmlWinEventLog:Security"',
    'source!="XmlWinEventLog:Security"',
    'source="WinEventLog:Application"',
    'source="WinEventLog:System"',
    'source="XmlWinEventLog:Security" OR error',
  ])("is open after %s", (search) => {
    expect(admitted(search)).toBe("open");
  });

  it("narrows by where, with numbers and texts", () => {
    const base = 'source="XmlWinEventLog:Security"';
    expect(admitted(base, "EventCode=4688")).toBe("Security 4688");
    expect(admitted(base, 'EventCode IN ("4688","4689")')).toBe("Security 4688, Security 4689");
    expect(admitted(`${base} EventCode IN (4688, 4656)`, "NOT EventCode=4656")).toBe("Security 4688");
    expect(admitted(`${base} EventCode IN (4688, 4656)`, "EventCode>4660")).toBe("Security 4688");
  });

  it("takes no certainty from names that a rendering may lack", () => {
    expect(admitted('source="XmlWinEventLog:Security" EventCode IN (4688, 4656) NOT EventID=4656')).toBe(
      "Security 4656, Security 4688",
    );
  });
});
