import { describe, expect, test } from "vitest";
import { jsonLines } from "#engine/readers/json-lines.ts";

import { json, TIME, valuesOf } from "./windows-event.ts";

describe("profiles of Windows events", () => {
  const logon = {
    "@timestamp": TIME,
    EventID: 4624,
    Channel: "Security",
    Computer: "SRV",
    Level: 0,
    UserID: "S-1-5-18",
    SubjectUserName: "SRV$",
    TargetUserName: "kim",
    LogonType: "3",
  };

  test.each([
    ["xml", "XmlWinEventLog", "XmlWinEventLog:Security"],
    ["classic", "WinEventLog", "WinEventLog:Security"],
    ["legacy", "WinEventLog:Security", "WinEventLog:Security"],
    ["union", "XmlWinEventLog", "XmlWinEventLog:Security"],
  ] as const)("%s names source and sourcetype", async (windowsProfile, sourcetype, source) => {
    const { fields } = await json(logon, { windowsProfile });
    expect([fields.get("sourcetype"), fields.get("source")]).toEqual([sourcetype, source]);
    expect(fields.alternatives?.("sourcetype")).toEqual(
      windowsProfile === "union" ? ["WinEventLog", "WinEventLog:Security", "XmlWinEventLog:Security"] : [],
    );
  });

  test("what the sample's description says goes before the profile, and then nothing else matches", async () => {
    const { fields } = await json(logon, { windowsProfile: "union", defaults: { sourcetype: "WinEventLog:Security" } });
    expect(fields.get("sourcetype")).toBe("WinEventLog:Security");
    expect(fields.alternatives?.("sourcetype")).toEqual([]);
  });

  test("classic has the labels of the message, repeated ones as several values", async () => {
    const names = ["Account_Name", "Logon_Type", "TargetUserName", "Type", "Sid", "user"];
    const expected = {
      Account_Name: ["SRV$", "kim"],
      Logon_Type: "3",
      TargetUserName: null,
      Type: "Information",
      Sid: "S-1-5-18",
      user: "kim",
    };
    expect(valuesOf(await json(logon, { windowsProfile: "classic" }), names)).toEqual(expected);
    const Message =
      "An account was logged on.\r\n\r\nSubject:\r\n\tAccount Name:\t\tSRV$\r\n\r\nNew Logon:\r\n\tAccount Name:\t\tkim\r\n\tLogon Type:\t\t3\r\n";
    const rendered = await json({ ...logon, Message }, { windowsProfile: "classic" });
    expect(valuesOf(rendered, names)).toEqual(expected);
    const places = jsonLines.spansOf(rendered, "Account_Name");
    expect(places.map(({ span }) => rendered.raw().slice(span.start, span.end))).toEqual(["SRV$", "kim"]);
  });
});
