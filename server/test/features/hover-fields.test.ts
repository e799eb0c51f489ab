import { describe, expect, it } from "vitest";
import { asked } from "./hover-asked.ts";

const _SYSMON = 'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"';
const SECURITY = 'source="XmlWinEventLog:Security"';

/** Kind, text with the cursor, what is marked, what the hover says. */
const FIELDS: readonly (readonly [string, string, string, readonly (string | RegExp)[]])[] = [
  [
    "field: presence by event",
    `index=win ${SECURITY} EventCode IN (4688, 4624) | table Command‸Line`,
    "CommandLine",
    ["**CommandLine**", /4688.*(always|not always)/, /4624.*never/],
  ],
  [
    "field that another admitted event has: the search asking for it makes none have it",
    `index=win ${SECURITY} EventCode IN (4688, 4624) Logon‸Type=10`,
    "LogonType",
    [/4688[^\n]*: never/, /4624[^\n]*: always/, "Every row has it here: the search asks for it."],
  ],
  [
    "field made at the cursor",
    `index=win ${SECURITY} EventCode=4688 | stats min(_time) as first‸Time by host`,
    "firstTime",
    ["Made by aggregation from `_time`", /^(?!.*admitted)/s],
  ],
  [
    "field that fillnull fills where some row has it",
    `index=win ${SECURITY} EventCode IN (4688, 4624) | fillnull | where Logon‸Type=10`,
    "LogonType",
    [/^(?!.*asks for it)/s],
  ],
  ["field made by the step before", "index=x | eval a=1, b=‸a+1", "a", ["(number)", "Made by eval"]],
  [
    "field that a lookup may make",
    `index=win ${SECURITY} EventCode=4688 | lookup foo host OUTPUT ‸baz`,
    "baz",
    ["Made by lookup from `host`", "Not every row need have it.", /^(?!.*admitted)/s],
  ],
  [
    "field that is gone",
    `index=win ${SECURITY} EventCode=4688 | table host | where ‸Image="a"`,
    "Image",
    ["It is not there at this stage", /^(?!.*admitted)/s],
  ],
];

describe("hover on a field of a search", () => {
  it.each(FIELDS)("%s", (_, marked, on, parts) => {
    const found = asked(marked);
    expect(found?.on).toBe(on);
    for (const part of parts) {
      if (typeof part === "string") expect(found?.contents).toContain(part);
      else expect(found?.contents).toMatch(part);
    }
  });
});

describe("hover of fields in both renderings", () => {
  const SECURITY = 'source="WinEventLog:Security" EventCode=4688';

  it("says which rendering has a field under this name", () => {
    const found = asked(`${SECURITY} New‸ProcessName=x`)?.contents;
    expect(found).toContain("always in the XML rendering");
    expect(found).toContain("Also called in the text rendering `New_Process_Name`");
    expect(asked(`${SECURITY} Logon‸_ID=x`)?.contents).toContain("not always: in the text rendering");
    expect(asked(`${SECURITY} MandatoryLab‸el=x`)?.contents).toMatch(/: always/);
  });

  it("says that an add-on makes the names of the CIM", () => {
    expect(asked(`${SECURITY} de‸st=x`)?.contents).toContain("always, where an add-on makes it");
    expect(asked(`${SECURITY} ho‸st=x`)?.contents).toMatch(/: always$/m);
    expect(asked(`${SECURITY} Command‸Line=x`)?.contents).not.toMatch(/CIM, `Process_Command_Line`/);
  });

  it("does not give a number that the search makes the meaning of an event's field", () => {
    const made = asked("index=x | eval CommandLine=1 | where Command‸Line=1")?.contents;
    expect(made).toContain("Made by eval");
    expect(made).not.toContain("Command line of");
    expect(asked("index=x | rename cmd AS CommandLine | table Command‸Line")?.contents).toContain("Command line of");
  });

  it("says of a data model that it lacks a field", () => {
    expect(asked("| tstats count from datamodel=Endpoint.Processes where Processes.fo‸o=1")?.contents).toContain(
      "The catalog knows no such field of `Endpoint.Processes`.",
    );
  });
});
