import { describe, expect, it } from "vitest";
import { messageLabels } from "./classic-view.ts";
import { readMessage } from "./message-forms.ts";

const CHANNEL = "Microsoft-Windows-WMI-Activity/Operational";

function read(id: string, message: string): Record<string, string> {
  const found = [...readMessage(CHANNEL, id, message)];
  for (const [, { text, span }] of found) expect(message.slice(span.start, span.end)).toBe(text);
  return Object.fromEntries(found.map(([name, { text }]) => [name, text]));
}

describe("messages of WMI", () => {
  it("tell the values of their events", () => {
    const started =
      "CIMWin32 provider started with result code 0x0. HostProcess = wmiprvse.exe; ProcessID = 7; ProviderPath = C:\\x.dll";
    expect(read("5857", started)).toEqual({
      ProviderName: "CIMWin32",
      Code: "0x0",
      HostProcess: "wmiprvse.exe",
      ProcessID: "7",
      ProviderPath: "C:\\x.dll",
    });
    const failed =
      "Id = {1}; ClientMachine = HOST; User = CORP\\kim; ClientProcessId = 12; Component = Unknown; Operation = Start ; ResultCode = 5; PossibleCause = no; ResultCode = 0x80041032; PossibleCause = Throttling\r\n";
    expect(read("5858", failed)).toMatchObject({
      User: "CORP\\kim",
      ClientProcessId: "12",
      Operation: "Start ; ResultCode = 5; PossibleCause = no",
      ResultCode: "0x80041032",
      PossibleCause: "Throttling",
    });
    const filter =
      "Namespace = //./root/cimv2; NotificationQuery = select * from X; OwnerName = S-1-5-18; HostProcessID = 9;  Provider= P, queryID = 0; PossibleCause = Permanent";
    expect(read("5859", filter)).toMatchObject({ User: "S-1-5-18", processid: "9", providerName: "P", queryid: "0" });
    const query =
      "Namespace = ROOT\\CIMV2; NotificationQuery = select 1; UserName = kim; ClientProcessID = 4, ClientMachine = HOST; PossibleCause = Temporary";
    expect(read("5860", query)).toMatchObject({ Query: "select 1", processid: "4", ClientMachine: "HOST" });
    const bound =
      "Namespace = //./root; Eventfilter = F (refer to its activate eventid:5859); Consumer = C=1; PossibleCause = Binding";
    expect(read("5861", bound)).toMatchObject({ Namespace: "//./root", ESS: "F", CONSUMER: "C=1" });
    expect(read("5858", "Id = {1}; ClientMachine = HOST; User = kim; ClientProcessId = x")).toEqual({});
    expect(read("5860", started)).toEqual({});
  });

  it("are read once, whatever a client put into them", () => {
    const part = "; ClientMachine = ; User = ; ClientProcessId = 1; Component = ; Operation = ; ResultCode = ";
    expect(read("5858", `Id = ${part.repeat(2000)}`)).toEqual({});
    const line = `Label: a${" \t".repeat(100_000)}b`;
    expect([...messageLabels(line)].map(({ text }) => text.length)).toEqual([200_002]);
    expect(
      [...messageLabels("Label:  \tvalue \t\r\nNo label\nOther: x")].map(({ label, text }) => [label, text]),
    ).toEqual([
      ["Label", "value"],
      ["Other", "x"],
    ]);
  });
});
