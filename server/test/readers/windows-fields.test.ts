import { describe, expect, test } from "vitest";
import { jsonLines } from "#engine/readers/json-lines.ts";
import type { ReadContext } from "#engine/readers/reader.ts";
import { windowsXml } from "#engine/readers/windows-xml.ts";
import { bytesSource } from "#engine/sources.ts";
import type { SampleEvent } from "#events/event.ts";
import { readAll, utf8 } from "./read-all.ts";

const CHANNEL = "Microsoft-Windows-Sysmon/Operational";
const IMAGE = "C:\\Windows\\System32\\wbem\\WMIC.exe";
const LINE = 'wmic /node:"srv1" process call create "calc.exe"';
const TIME = "2026-03-10T09:14:07.512Z";

/** One process creation in each shape that exporters write. */
const SHAPES: Readonly<Record<string, unknown>> = {
  flat: {
    "@timestamp": TIME,
    Channel: CHANNEL,
    EventID: 1,
    Computer: "WS07",
    Image: IMAGE,
    CommandLine: LINE,
    User: "CORP\\kim",
    ParentImage: "C:\\Windows\\explorer.exe",
  },
  nxlog: {
    EventTime: "2026-03-10 09:14:07",
    "@timestamp": TIME,
    Channel: CHANNEL.toLowerCase(),
    EventID: 1,
    Hostname: "WS07",
    SourceName: "Microsoft-Windows-Sysmon",
    ExecutionProcessID: 2804,
    EventType: "INFO",
    host: "collector",
    Image: IMAGE,
    CommandLine: LINE,
    User: "CORP\\kim",
    ParentImage: "C:\\Windows\\explorer.exe",
  },
  attributes: {
    Event: {
      System: {
        Provider: { "#attributes": { Name: "Microsoft-Windows-Sysmon" } },
        EventID: 1,
        TimeCreated: { "#attributes": { SystemTime: TIME } },
        Channel: CHANNEL,
        Computer: "WS07",
      },
      EventData: { Image: IMAGE, CommandLine: LINE, User: "CORP\\kim", ParentImage: "C:\\Windows\\explorer.exe" },
    },
  },
  elements: {
    System: {
      Provider: { "@Name": "Microsoft-Windows-Sysmon" },
      EventID: { "#text": "1", "@Qualifiers": "" },
      TimeCreated: { "@SystemTime": TIME },
      Channel: CHANNEL,
      Computer: "WS07",
    },
    EventData: {
      Data: [
        { "@Name": "Image", "#text": IMAGE },
        { "@Name": "CommandLine", "#text": LINE },
        { "@Name": "User", "#text": "CORP\\kim" },
        { "@Name": "ParentImage", "#text": "C:\\Windows\\explorer.exe" },
      ],
    },
  },
  winlogbeat: {
    "@timestamp": TIME,
    message: "Process Create",
    winlog: {
      channel: CHANNEL,
      event_id: 1,
      computer_name: "WS07",
      provider_name: "Microsoft-Windows-Sysmon",
      event_data: { Image: IMAGE, CommandLine: LINE, User: "CORP\\kim", ParentImage: "C:\\Windows\\explorer.exe" },
    },
  },
};

const XML = `<Event><System><Provider Name='Microsoft-Windows-Sysmon'/><EventID>1</EventID><TimeCreated SystemTime='${TIME}'/><Channel>${CHANNEL}</Channel><Computer>WS07</Computer></System><EventData><Data Name='Image'>${IMAGE}</Data><Data Name='CommandLine'>${LINE}</Data><Data Name='User'>CORP\\kim</Data><Data Name='ParentImage'>C:\\Windows\\explorer.exe</Data></EventData></Event>`;

async function json(value: unknown, over: Partial<ReadContext> = {}): Promise<SampleEvent> {
  const { events } = await readAll(jsonLines, bytesSource("log.jsonl", utf8(JSON.stringify(value))), over);
  if (events[0] === undefined) throw new Error("no event");
  return events[0];
}

const valuesOf = (event: SampleEvent, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, event.fields.get(name)]));

describe("fields of Windows events", () => {
  const expected = {
    _time: 1773134047.512,
    EventCode: "1",
    EventID: "1",
    signature_id: "1",
    Channel: CHANNEL,
    source: `XmlWinEventLog:${CHANNEL}`,
    sourcetype: "XmlWinEventLog",
    Computer: "WS07",
    ComputerName: "WS07",
    host: "WS07",
    dvc: "WS07",
    dest: "WS07",
    Image: IMAGE,
    CommandLine: LINE,
    process: LINE,
    process_name: "WMIC.exe",
    parent_process_name: "explorer.exe",
    user: "kim",
    action: "allowed",
    ProcessName: null,
    NewProcessName: null,
    ProviderName: null,
    ParentCommandLine: null,
  };

  test.each(Object.entries(SHAPES))("are the same from %s JSON", async (_, value) => {
    expect(valuesOf(await json(value), Object.keys(expected))).toEqual(expected);
  });

  test("are the same from XML", async () => {
    const { events } = await readAll(windowsXml, bytesSource("log.xml", utf8(XML)));
    if (events[0] === undefined) throw new Error("no event");
    expect(valuesOf(events[0], Object.keys(expected))).toEqual(expected);
  });

  test.each(Object.entries(SHAPES))("stand where the text of %s JSON has them", async (_, value) => {
    const event = await json(value);
    for (const [name, text] of [
      ["EventCode", "1"],
      ["process_name", "WMIC.exe"],
      ["user", "kim"],
      ["dest", "WS07"],
    ] as const) {
      const [place] = jsonLines.spansOf(event, name);
      expect(place?.text).toBe(text);
      expect(event.raw().slice(place?.span.start, place?.span.end)).toBe(text);
    }
    expect(jsonLines.spansOf(event, "sourcetype")).toEqual([]);
    expect(jsonLines.spansOf(event, "action")).toEqual([]);
  });

  test("keeps NXLog's names from saying what they do not mean", async () => {
    const event = await json({
      EventID: 19,
      Channel: CHANNEL,
      Hostname: "h",
      EventType: "INFO",
      EventTypeOrignal: "WmiFilterEvent",
      Keywords: "-9214364837600034816",
      Opcode: "Info",
      OpcodeValue: 0,
    });
    expect(valuesOf(event, ["EventType", "Keywords", "Opcode"])).toEqual({
      EventType: "WmiFilterEvent",
      Keywords: "0x8020000000000000",
      Opcode: "0",
    });
  });

  test("a process creation of the Security log has its own names and no invented ones", async () => {
    const event = await json({
      "@timestamp": TIME,
      EventID: 4688,
      Channel: "security",
      Hostname: "SRV",
      SubjectUserName: "-",
      TargetUserName: "kim",
      NewProcessId: "0x1a4c",
      NewProcessName: IMAGE,
      ProcessId: "0x370",
      ParentProcessName: "C:\\Windows\\System32\\cmd.exe",
      CommandLine: LINE,
    });
    expect(
      valuesOf(event, [
        "Channel",
        "process_id",
        "parent_process_id",
        "process_name",
        "parent_process",
        "user",
        "ProcessName",
        "ParentCommandLine",
        "Image",
        "User",
        "src_ip",
        "dest_ip",
        "Process_Command_Line",
      ]),
    ).toEqual({
      Channel: "Security",
      process_id: "6732",
      parent_process_id: "880",
      process_name: "WMIC.exe",
      parent_process: "C:\\Windows\\System32\\cmd.exe",
      user: "kim",
      ProcessName: null,
      ParentCommandLine: null,
      Image: null,
      User: null,
      src_ip: null,
      dest_ip: null,
      Process_Command_Line: LINE,
    });
  });

  test("a network connection has the add-on's names", async () => {
    const event = await json({
      "@timestamp": TIME,
      EventID: 3,
      Channel: CHANNEL,
      Computer: "WS07",
      Image: IMAGE,
      SourceIp: "10.0.0.7",
      SourcePort: "50111",
      DestinationIp: "10.0.0.9",
      DestinationPort: "135",
      DestinationHostname: "-",
      Protocol: "tcp",
      Initiated: "true",
    });
    expect(
      valuesOf(event, ["src_ip", "src_port", "dest_ip", "dest_port", "dest", "transport", "direction", "app"]),
    ).toEqual({
      src_ip: "10.0.0.7",
      src_port: "50111",
      dest_ip: "10.0.0.9",
      dest_port: "135",
      dest: "10.0.0.9",
      transport: "tcp",
      direction: "outbound",
      app: IMAGE,
    });
  });

  test("WMI activity is read from its message when the export left the data out", async () => {
    const message =
      'Namespace = //./root/subscription; Eventfilter = Updater (refer to its activate eventid:5859); Consumer = CommandLineEventConsumer="Updater"; PossibleCause = Binding EventFilter: \ninstance of __EventFilter\n';
    const event = await json({
      "@timestamp": TIME,
      EventID: 5861,
      Channel: "Microsoft-Windows-WMI-Activity/Operational",
      Hostname: "SRV",
      Message: message,
    });
    expect(valuesOf(event, ["Namespace", "ESS", "CONSUMER", "CommandLine"])).toEqual({
      Namespace: "//./root/subscription",
      ESS: "Updater",
      CONSUMER: 'CommandLineEventConsumer="Updater"',
      CommandLine: null,
    });
    const [place] = jsonLines.spansOf(event, "CONSUMER");
    expect(event.raw().slice(place?.span.start, place?.span.end)).toBe('CommandLineEventConsumer=\\"Updater\\"');
  });
});

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
