import { parseIp } from "#events/cidr.ts";
import type { Row } from "#events/row.ts";
import { toList, toNumber, toText } from "#events/value.ts";
import type { Call, CallText, NetworkLogon, ProcessStart, Step, StepPlace, ToldCall } from "./step.ts";

/** IWbemServices (MS-WMI 3.1.4.3). */
const SERVICES = "9556dc99-828c-11cf-a37e-00aa003240c7";
const EXECUTES = new Set(["execmethod", "execmethodasync"]);
/** Sessions of the system and its service accounts: many processes share them. */
const SHARED_LOGONS = new Set(["0", "996", "997", "999"]);

/** The file name of a path, in lower case. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("\\") + 1).toLowerCase();
}

/**
 * What an event says for sequences: ExecMethod calls and WinRM's Win32_Process/Create, what these say in clear, children of WmiPrvSE.exe (Sysmon
 * 1, Security 4688), network logons (Security 4624), and the addresses of hosts (Sysmon 3, DCOM bindings). Windows events
 * must have their fields under the names of the XML profile.
 */
export function readSteps(row: Row, at: StepPlace): readonly Step[] {
  const event = new EventText(row);
  switch (event.text("sourcetype")) {
    case "dce_rpc":
      return execMethod(event, at);
    case "wmi":
      return toldCall(event, at);
    case "dcom":
      return bindings(event);
    case "http":
      return winrmCreate(event, at);
    default:
      return windowsSteps(event, at);
  }
}

class EventText {
  readonly #row: Row;
  constructor(row: Row) {
    this.#row = row;
  }
  text(name: string): string {
    return toText(this.#row.get(name)) ?? "";
  }
  number(name: string): number | null {
    return toNumber(this.#row.get(name));
  }
  list(name: string): readonly string[] {
    return toList(this.#row.get(name));
  }
}

function windowsSteps(event: EventText, at: StepPlace): readonly Step[] {
  switch (event.text("EventCode")) {
    case "1":
      return event.text("ParentImage") === "" ? [] : sysmonProcess(event, at);
    case "3":
      return sysmonAddress(event);
    case "4624":
      return networkLogon(event, at);
    case "4688":
      return securityProcess(event, at);
    default:
      return [];
  }
}

function call(
  event: EventText,
  at: StepPlace,
  facts: Pick<Call, "operation" | "responseTime" | "fault" | "told">,
): Call[] {
  const time = event.number("_time");
  const client = { address: address(event.text("id.orig_h")), port: event.number("id.orig_p") ?? -1 };
  const server = { address: address(event.text("id.resp_h")), port: event.number("id.resp_p") ?? -1 };
  if (time === null || server.address === "") return [];
  return [{ kind: "call", time, uid: event.text("uid"), client, server, at, ...facts }];
}

function execMethod(event: EventText, at: StepPlace): readonly Call[] {
  const operation = event.text("operation");
  const services = event.text("interface_uuid") === SERVICES || event.text("endpoint") === "IWbemServices";
  if (!services || !EXECUTES.has(operation.toLowerCase())) return [];
  const time = event.number("_time");
  const rtt = event.number("rtt");
  const fault = event.text("fault");
  return call(event, at, {
    operation: `IWbemServices::${operation}`,
    responseTime: time === null || rtt === null ? null : time + rtt,
    fault: fault === "" ? null : `fault ${fault}`,
    told: null,
  });
}

function toldCall(event: EventText, at: StepPlace): readonly ToldCall[] {
  const time = event.number("_time");
  const told = textOf(event, at);
  if (time === null || told === null || !EXECUTES.has(event.text("operation").toLowerCase())) return [];
  return [{ kind: "told", uid: event.text("uid"), time, ...told }];
}

function textOf(event: EventText, at: StepPlace): CallText | null {
  const processId = whole(event.text("process_id"));
  const commandLine = event.text("command_line") || null;
  return processId === null && commandLine === null ? null : { processId, commandLine, at };
}

function winrmCreate(event: EventText, at: StepPlace): readonly Call[] {
  if (!/\/win32_process\/create$/i.test(event.text("soap_action"))) return [];
  const status = event.number("status_code");
  return call(event, at, {
    operation: "WinRM Win32_Process/Create",
    responseTime: null,
    fault: status !== null && status >= 400 ? `status ${status}` : null,
    told: textOf(event, at),
  });
}

/** `WORKSTATION6[50937]`: the server's own names, sent by itself. */
function bindings(event: EventText): readonly Step[] {
  const server = address(event.text("id.resp_h"));
  const names = event.list("bindings{}").map((binding) => binding.replace(/\[.*$/, ""));
  return names
    .filter((host) => host !== "" && parseIp(host) === null)
    .map((host) => ({ kind: "host", host, address: server }));
}

function sysmonAddress(event: EventText): readonly Step[] {
  const own = { true: "SourceIp", false: "DestinationIp" }[event.text("Initiated").toLowerCase()];
  const host = event.text("Computer");
  if (own === undefined || host === "" || event.text(own) === "") return [];
  return [{ kind: "host", host, address: address(event.text(own)) }];
}

function networkLogon(event: EventText, at: StepPlace): readonly NetworkLogon[] {
  const client = { address: address(event.text("IpAddress")), port: event.number("IpPort") ?? 0 };
  const logonId = logon(event.text("TargetLogonId"));
  const host = event.text("Computer");
  if (event.text("LogonType") !== "3" || logonId === null || client.port === 0 || host === "") return [];
  return [{ kind: "logon", host, client, logonId, at }];
}

function sysmonProcess(event: EventText, at: StepPlace): readonly ProcessStart[] {
  const utc = utcTime(event.text("UtcTime"));
  return childOfProvider(event, event.text("ParentImage"), {
    time: utc ?? event.number("_time"),
    timeField: utc === null ? "_time" : "UtcTime",
    precise: utc !== null,
    pid: whole(event.text("ProcessId")),
    image: event.text("Image"),
    logonId: logon(event.text("LogonId")),
    at,
  });
}

function securityProcess(event: EventText, at: StepPlace): readonly ProcessStart[] {
  return childOfProvider(event, event.text("ParentProcessName"), {
    time: event.number("_time"),
    timeField: "_time",
    // Windows' own XML has the event's time; records of collectors may have their own.
    precise: event.text("_raw").startsWith("<"),
    pid: whole(event.text("NewProcessId")),
    image: event.text("NewProcessName"),
    logonId: logon(event.text("TargetLogonId")) ?? logon(event.text("SubjectLogonId")),
    at,
  });
}

type Started = Omit<ProcessStart, "kind" | "host" | "commandLine" | "time"> & { readonly time: number | null };

function childOfProvider(event: EventText, parent: string, started: Started): readonly ProcessStart[] {
  const host = event.text("Computer") || event.text("host");
  const { time } = started;
  if (fileName(parent) !== "wmiprvse.exe" || time === null || host === "") return [];
  return [{ kind: "process", ...started, time, host, commandLine: event.text("CommandLine") || null }];
}

/** An address as captures write it: IPv4 without the prefix that maps it into IPv6, all in lower case. */
function address(text: string): string {
  return text.replace(/^::ffff:(?=\d+\.)/i, "").toLowerCase();
}

function whole(text: string): number | null {
  return /^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text) ? Number(text) : null;
}

function logon(text: string): string | null {
  if (!/^(0x[0-9a-f]{1,16}|\d{1,20})$/i.test(text)) return null;
  const id = BigInt(text).toString();
  return SHARED_LOGONS.has(id) ? null : id;
}

/** Sysmon's `2026-03-10 04:14:53.715`, which is UTC. */
function utcTime(text: string): number | null {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(text);
  const time = parts === null ? Number.NaN : Date.parse(`${parts[1]}T${parts[2]}Z`);
  return Number.isNaN(time) ? null : time / 1000;
}
