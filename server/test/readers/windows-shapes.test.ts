import { describe, expect, test } from "vitest";
import { jsonLines } from "#engine/readers/json-lines.ts";
import { windowsXml } from "#engine/readers/windows-xml.ts";
import { bytesSource } from "#engine/sources.ts";
import { readAll, utf8 } from "./read-all.ts";

import { CHANNEL, IMAGE, json, LINE, TIME, valuesOf } from "./windows-event.ts";

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
});
