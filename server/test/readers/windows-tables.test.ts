import { describe, expect, test } from "vitest";
import { partSpan } from "#engine/readers/located-fields.ts";
import type { ReadContext } from "#engine/readers/reader.ts";
import { bytesSource } from "#engine/sources.ts";
import type { SampleEvent } from "#events/event.ts";
import { toList } from "#events/value.ts";
import { readAll, readerFor, utf8 } from "./read-all.ts";

const TIME = 1_709_288_102;
const MESSAGE =
  'A new process has been created.\r\n\r\nCreator Subject:\r\n\tAccount Name:\t\talice\r\n\tLogon ID:\t\t0x3E7\r\n\r\nTarget Subject:\r\n\tAccount Name:\t\t-\r\n\r\nProcess Information:\r\n\tNew Process Name:\tC:\\a\\b.exe\r\n\tProcess Command Line:\tb.exe ""x""';
const PAYLOAD = JSON.stringify({
  EventData: {
    Data: [
      { "@Name": "Image", "#text": "C:\\a\\b.exe" },
      { "@Name": "CommandLine", "#text": 'b.exe "x"' },
      { "@Name": "ProcessId", "#text": "1234" },
    ],
  },
});
const DATA_ITEM =
  "<DataItem type='System.XmlData'><EventData xmlns='x'><Data Name='Image'>C:\\a\\b.exe</Data><Data Name='CommandLine'>b.exe &quot;x&quot;</Data></EventData></DataItem>";
const SYSMON = "Microsoft-Windows-Sysmon/Operational";

/** Exports of one event each: what Splunk would know of it. */
const TABLES: Readonly<Record<string, readonly [text: string, fields: Readonly<Record<string, string>>]>> = {
  "flat columns": [
    `TimeCreated,EventID,Channel,Computer,Image,CommandLine,ProcessId\n2024-03-01T10:15:02Z,1,${SYSMON},ws1,C:\\a\\b.exe,"b.exe ""x""",1234\n`,
    { EventCode: "1", host: "ws1", process_name: "b.exe", CommandLine: 'b.exe "x"', process_id: "1234" },
  ],
  "a search's table": [
    `_time,host,source,EventCode,Image\n2024-03-01T10:15:02.000+00:00,ws1,XmlWinEventLog:${SYSMON},1,C:\\a\\b.exe\n`,
    { EventID: "1", Channel: SYSMON, host: "ws1", Computer: "ws1", process_name: "b.exe" },
  ],
  EvtxECmd: [
    `RecordNumber,EventRecordId,TimeCreated,EventId,Level,Provider,Channel,ProcessId,Computer,MapDescription,Payload\n7,101,2024-03-01 10:15:02.0000000,1,Info,Microsoft-Windows-Sysmon,${SYSMON},2456,ws1,Process,"${PAYLOAD.replaceAll('"', '""')}"\n`,
    {
      EventCode: "1",
      CommandLine: 'b.exe "x"',
      ProcessId: "1234",
      ProcessID: "2456",
      RecordNumber: "101",
      Level: "4",
      Image: "C:\\a\\b.exe",
    },
  ],
  "Get-WinEvent": [
    `#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\n"Message","Id","LogName","ProviderName","MachineName","ProcessId","TimeCreated"\n"${MESSAGE}","4688","Security","Microsoft-Windows-Security-Auditing","ws1","4","3/1/2024 10:15:02 AM"\n`,
    {
      EventCode: "4688",
      LogName: "Security",
      New_Process_Name: "C:\\a\\b.exe",
      Process_Command_Line: 'b.exe "x"',
      ProcessID: "4",
      sourcetype: "WinEventLog",
      source: "WinEventLog:Security",
    },
  ],
  "the Event Viewer": [
    `Keywords,Date and Time,Source,Event ID,Task Category\nAudit Success,3/1/2024 10:15:02 AM,Microsoft-Windows-Security-Auditing,4688,Process Creation,"${MESSAGE}"\n`,
    {
      EventCode: "4688",
      Channel: "Security",
      Keywords: "Audit Success",
      New_Process_Name: "C:\\a\\b.exe",
      source: "WinEventLog:Security",
    },
  ],
  Kibana: [
    `"@timestamp","winlog.channel","winlog.computer_name","winlog.event_id","winlog.event_data.Image"\n"Mar 1, 2024 @ 10:15:02.000",${SYSMON},ws1,1,"C:\\a\\b.exe"\n`,
    { EventCode: "1", host: "ws1", Image: "C:\\a\\b.exe", process_name: "b.exe" },
  ],
  "Sentinel's SecurityEvent": [
    `"TimeGenerated [UTC]",Computer,EventID,Channel,NewProcessName,NewProcessId\n"3/1/2024, 10:15:02.000 AM",ws1,4688,Security,C:\\a\\b.exe,0x1a4c\n`,
    { EventCode: "4688", dest: "ws1", process_id: "6732", process_name: "b.exe" },
  ],
  "Sentinel's Event": [
    `TimeGenerated [UTC],Source,EventLog,Computer,EventID,EventData\n"3/1/2024, 10:15:02.000 AM",Microsoft-Windows-Sysmon,${SYSMON},ws1,1,"${DATA_ITEM}"\n`,
    { EventCode: "1", Image: "C:\\a\\b.exe", CommandLine: 'b.exe "x"', process_name: "b.exe" },
  ],
  "EvtxECmd as JSON": [
    `${JSON.stringify({ Payload: PAYLOAD, MapDescription: "Process", Channel: SYSMON, EventId: 1, Computer: "ws1", ProcessId: 2456, TimeCreated: "2024-03-01T10:15:02.0000000+00:00" })}\n`,
    { EventCode: "1", Image: "C:\\a\\b.exe", CommandLine: 'b.exe "x"', ProcessId: "1234", ProcessID: "2456" },
  ],
  "PowerShell's JSON": [
    `${JSON.stringify([{ Id: 4688, ProviderName: "Microsoft-Windows-Security-Auditing", LogName: "Security", MachineName: "ws1", ProcessId: 4, TimeCreated: `/Date(${TIME}000)/`, Message: MESSAGE.replaceAll('""', '"') }])}\n`,
    { EventCode: "4688", New_Process_Name: "C:\\a\\b.exe", ProcessID: "4", host: "ws1" },
  ],
  "Winlogbeat with dotted keys": [
    `${JSON.stringify({ "@timestamp": "2024-03-01T10:15:02Z", "winlog.channel": SYSMON, "winlog.event_id": 1, "host.name": "ws1", "winlog.event_data.Image": "C:\\a\\b.exe" })}\n`,
    { EventCode: "1", Image: "C:\\a\\b.exe", process_name: "b.exe", host: "ws1" },
  ],
};

async function readOne(text: string, over: Partial<ReadContext> = {}) {
  const bytes = utf8(text);
  const name = /^\s*[{[]/.test(text) ? "export.json" : "export.csv";
  const reader = readerFor(bytes, name);
  const { events, problems } = await readAll(reader, bytesSource(name, bytes), { windowsProfile: "union", ...over });
  expect(problems).toEqual([]);
  return { reader, event: events[0] as SampleEvent, events };
}

describe.each(Object.entries(TABLES))("an export by %s", (_, [text, fields]) => {
  test("is a Windows event with Splunk's names and its time", async () => {
    const { event } = await readOne(text);
    expect(event.time).toBe(TIME);
    const found = Object.fromEntries(Object.keys(fields).map((name) => [name, event.fields.get(name)]));
    expect(found).toEqual(fields);
  });

  test("says truly where values stand", async () => {
    const { reader, event } = await readOne(text);
    for (const field of event.fields.names()) {
      for (const value of reader.spansOf(event, field)) {
        if (field !== "_time") expect(toList(event.fields.get(field))).toContain(value.text);
        expect(partSpan(value, { start: 0, end: value.text.length })).toEqual(value.span);
      }
    }
    const [image] = reader.spansOf(event, event.fields.get("Image") === null ? "New_Process_Name" : "Image");
    if (image === undefined) return;
    const written = event.raw().slice(image.span.start, image.span.end);
    expect(written.replaceAll("\\\\", "\\").replaceAll("\\\\", "\\")).toBe("C:\\a\\b.exe");
  });
});

test("repeated labels of a message are several values", async () => {
  const { event } = await readOne(TABLES["Get-WinEvent"]?.[0] ?? "");
  expect(event.fields.get("Account_Name")).toEqual(["alice", "-"]);
  expect(event.fields.alternatives?.("sourcetype")).toContain("XmlWinEventLog");
});

test("tables that only look alike stay as they are", async () => {
  const alert = `Timestamp,RuleTitle,Level,Computer,Channel,EventID,Details\n2024-03-01 10:15:02.000 +00:00,x,high,ws1,Sysmon,1,Cmdline: a\n`;
  for (const text of [
    alert,
    "time,EventID,user\n2024-03-01T10:15:02Z,77,kim\n",
    "time,EventID,Channel\n2024-03-01T10:15:02Z,login,web\n",
  ]) {
    const { event } = await readOne(text);
    expect([event.time, event.fields.get("sourcetype"), event.fields.get("EventCode")]).toEqual([TIME, "csv", null]);
  }
  const { event } = await readOne(
    `${JSON.stringify({ Timestamp: "2024-03-01 10:15:02.000 +00:00", RuleTitle: "x", Channel: "Sysmon", EventID: 1, Details: { Cmdline: "a" } })}\n`,
  );
  expect([event.time, event.fields.get("EventCode"), event.fields.get("Details.Cmdline")]).toEqual([TIME, null, "a"]);
});

test("a cell with several values of Splunk's is several values", async () => {
  const text = '_time,user,note,__mv_note,cmd\n2024-03-01T10:15:02Z,"kim\nlee","a b\nc","$a b$;$c$","echo 1\necho 2"\n';
  const { reader, event } = await readOne(text);
  expect(["user", "note", "cmd", "__mv_note"].map((name) => event.fields.get(name))).toEqual([
    ["kim", "lee"],
    ["a b", "c"],
    "echo 1\necho 2",
    null,
  ]);
  const places = reader.spansOf(event, "user").map(({ span }) => event.raw().slice(span.start, span.end));
  expect(places).toEqual(["kim", "lee"]);
});
