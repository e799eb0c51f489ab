import { describe, expect, test } from "vitest";
import { jsonLines } from "#engine/readers/json-lines.ts";

import { CHANNEL, IMAGE, json, LINE, TIME, valuesOf } from "./windows-event.ts";

describe("fields of Windows events", () => {
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
