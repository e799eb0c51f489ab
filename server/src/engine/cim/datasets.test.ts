import { describe, expect, test } from "vitest";
import { Row } from "#events/row.ts";
import { readAll, utf8 } from "#test/readers/read-all.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { jsonLines } from "../readers/json-lines.ts";
import { bytesSource } from "../sources.ts";
import { datasets } from "./datasets.ts";

const view = datasets(testCatalog);
const SYSMON = {
  "@timestamp": "2026-03-10T09:00:00Z",
  Channel: "Microsoft-Windows-Sysmon/Operational",
  Computer: "WS1",
};
const SECURITY = { "@timestamp": "2026-03-10T09:00:00Z", Channel: "Security", Computer: "DC1" };

/** The fields of an event as a dataset shows it; null when it does not belong. */
async function seen(event: object, model: string, dataset: string | undefined, names: readonly string[]) {
  const { events } = await readAll(jsonLines, bytesSource("log.jsonl", utf8(JSON.stringify(event))));
  if (events[0] === undefined) throw new Error("no event");
  const mapped = view(model, dataset)?.map(Row.ofEvent(events[0]));
  return mapped == null ? null : Object.fromEntries(names.map((name) => [name, mapped.get(name)]));
}

describe("datasets of data models", () => {
  test("Change_Analysis is the former name of Change", () => {
    expect(view("Change_Analysis", "All_Changes")).toBe(view("Change", "All_Changes"));
    expect(view("change_analysis", undefined)?.model).toBe("Change");
    expect(view("Change_Of_Mind", undefined)).toBeUndefined();
  });

  test.each([
    ["Endpoint", "Filesystem", "Microsoft-Windows-Sysmon/Operational", "11"],
    ["Endpoint", "Registry", "Microsoft-Windows-Sysmon/Operational", "13"],
    ["Authentication", "Authentication", "Security", "4624"],
    ["Change", "All_Changes", "Security", "4720"],
  ])("%s.%s takes the event's own host for dest where nothing else tells it", (model, dataset, Channel, EventCode) => {
    const row = Row.of({ Channel, EventCode, Computer: "WS1" });
    expect(view(model, dataset)?.map(row)?.get("dest")).toBe("WS1");
    const other = Row.of({ Channel, EventCode, Computer: "WS1", dest: "WS2" });
    expect(view(model, dataset)?.map(other)?.get("dest")).toBe("WS2");
  });

  test("Endpoint.Processes has process creations of Sysmon and of the Security log", async () => {
    const names = [
      "process_name",
      "process",
      "process_id",
      "parent_process_name",
      "parent_process_id",
      "user",
      "dest",
      "original_file_name",
      "action",
      "vendor_product",
      "Image",
    ];
    const sysmon = {
      ...SYSMON,
      EventID: 1,
      Image: "C:\\Windows\\System32\\wbem\\WMIC.exe",
      CommandLine: "wmic os",
      ProcessId: "812",
      User: "CORP\\kim",
      OriginalFileName: "wmic.exe",
      ParentImage: "C:\\Windows\\System32\\cmd.exe",
      ParentProcessId: "44",
    };
    expect(await seen(sysmon, "Endpoint", "Processes", names)).toEqual({
      process_name: "WMIC.exe",
      process: "wmic os",
      process_id: "812",
      parent_process_name: "cmd.exe",
      parent_process_id: "44",
      user: "kim",
      dest: "WS1",
      original_file_name: "wmic.exe",
      action: "allowed",
      vendor_product: "Microsoft Sysmon",
      Image: null,
    });
    const created = {
      ...SECURITY,
      EventID: 4688,
      NewProcessName: "C:\\Windows\\System32\\whoami.exe",
      NewProcessId: "0x10",
      ProcessId: "0x20",
      SubjectUserName: "kim",
      TargetUserName: "-",
      ParentProcessName: "C:\\x\\cmd.exe",
    };
    expect(await seen(created, "endpoint", "processes", names)).toEqual({
      process_name: "whoami.exe",
      process: "C:\\Windows\\System32\\whoami.exe",
      process_id: "16",
      parent_process_name: "cmd.exe",
      parent_process_id: "32",
      user: "kim",
      dest: "DC1",
      original_file_name: null,
      action: "allowed",
      vendor_product: "Microsoft Windows",
      Image: null,
    });
    expect(await seen({ ...sysmon, EventID: 3 }, "Endpoint", "Processes", names)).toBeNull();
  });

  test("Registry, Filesystem and Services are told by event", async () => {
    const set = {
      ...SYSMON,
      EventID: 13,
      EventType: "SetValue",
      TargetObject: "HKLM\\SOFTWARE\\Run\\updater",
      Details: "a.exe",
      Image: "C:\\a\\reg.exe",
    };
    expect(
      await seen(set, "Endpoint", "Registry", [
        "registry_path",
        "registry_value_name",
        "registry_value_data",
        "action",
        "dest",
      ]),
    ).toEqual({
      registry_path: "HKLM\\SOFTWARE\\Run\\updater",
      registry_value_name: "updater",
      registry_value_data: "a.exe",
      action: "modified",
      dest: "WS1",
    });
    const file = {
      ...SYSMON,
      EventID: 11,
      TargetFilename: "C:\\Temp\\x.ps1",
      CreationUtcTime: "2026-03-10 09:00:00.000",
    };
    expect(
      await seen(file, "Endpoint", "Filesystem", ["file_path", "file_name", "action", "file_create_time"]),
    ).toEqual({
      file_path: "C:\\Temp\\x.ps1",
      file_name: "x.ps1",
      action: "created",
      file_create_time: "2026-03-10 09:00:00.000",
    });
    const service = {
      ...SECURITY,
      Channel: "System",
      EventID: 7045,
      ServiceName: "svc",
      ImagePath: "C:\\s.exe",
      StartType: "demand start",
    };
    expect(await seen(service, "Endpoint", "Services", ["service_name", "service_path", "service_exec"])).toEqual({
      service_name: "svc",
      service_path: "C:\\s.exe",
      service_exec: "s.exe",
    });
  });

  test("a model's name alone means its root dataset; Endpoint has none", async () => {
    const connection = {
      ...SYSMON,
      EventID: 3,
      SourceIp: "10.0.0.1",
      DestinationIp: "10.0.0.2",
      DestinationPort: "135",
      Protocol: "tcp",
    };
    expect(await seen(connection, "Network_Traffic", undefined, ["dest_ip", "dest_port", "transport"])).toEqual({
      dest_ip: "10.0.0.2",
      dest_port: "135",
      transport: "tcp",
    });
    const query = {
      ...SYSMON,
      EventID: 22,
      QueryName: "a.example",
      QueryResults: "::ffff:10.0.0.3;",
      QueryStatus: "0",
    };
    expect(await seen(query, "Network_Resolution", undefined, ["query", "answer", "src"])).toEqual({
      query: "a.example",
      answer: "::ffff:10.0.0.3;",
      src: "WS1",
    });
    expect(view("Endpoint", undefined)).toBeUndefined();
    expect(view("Nonsense", "X")).toBeUndefined();
    expect(view("Network_Traffic", undefined)?.dataset).toBe("All_Traffic");
  });

  test("Authentication leaves computer accounts' successes out; its children tell success and failure", async () => {
    const logon = {
      ...SECURITY,
      EventID: 4624,
      TargetUserName: "kim",
      SubjectUserName: "DC1$",
      IpAddress: "10.0.0.9",
      WorkstationName: "-",
      AuthenticationPackageName: "Kerberos",
    };
    const names = ["user", "src", "action", "authentication_method", "signature_id"];
    const expected = {
      user: "kim",
      src: "10.0.0.9",
      action: "success",
      authentication_method: "Kerberos",
      signature_id: "4624",
    };
    expect(await seen(logon, "Authentication", "Authentication", names)).toEqual(expected);
    expect(await seen(logon, "Authentication", "Successful_Authentication", names)).toEqual(expected);
    expect(await seen(logon, "Authentication", "Failed_Authentication", names)).toBeNull();
    expect(await seen({ ...logon, TargetUserName: "WS1$" }, "Authentication", undefined, names)).toBeNull();
    const ticket = { ...SECURITY, EventID: 4769, TargetUserName: "kim", Status: "0x20", IpAddress: "10.0.0.9" };
    expect(await seen(ticket, "Authentication", "Failed_Authentication", ["action"])).toEqual({ action: "failure" });
  });

  test("Change has accounts and cleared logs; children keep the root's prefix", async () => {
    const account = { ...SECURITY, EventID: 4720, TargetUserName: "new", SubjectUserName: "adm" };
    expect(
      await seen(account, "Change", "All_Changes.Account_Management", [
        "action",
        "object",
        "user",
        "Account_Management.src_user",
      ]),
    ).toEqual({ action: "created", object: "new", user: "new", "Account_Management.src_user": "adm" });
    expect(view("Change", "Account_Management")?.dataset).toBe("All_Changes");
    expect(
      await seen({ ...SECURITY, EventID: 1102, SubjectUserName: "adm" }, "Change", "Auditing_Changes", [
        "action",
        "user",
      ]),
    ).toEqual({ action: "cleared", user: "adm" });
  });

  test("events of other products belong when they carry the model's names", async () => {
    const proxy = { url: "http://a.example/x", http_method: "GET", status: 200, src: "10.0.0.1" };
    expect(await seen(proxy, "Web", "Web", ["url", "http_method", "status", "src"])).toEqual({
      url: "http://a.example/x",
      http_method: "GET",
      status: "200",
      src: "10.0.0.1",
    });
    expect(await seen({ src_ip: "10.0.0.1" }, "Network_Traffic", undefined, [])).toBeNull();
    expect(await seen({ src_ip: "10.0.0.1", dest_ip: "10.0.0.2" }, "Network_Traffic", undefined, ["dest_ip"])).toEqual({
      dest_ip: "10.0.0.2",
    });
  });
});
