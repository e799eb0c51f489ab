import { parseIp } from "#events/cidr.ts";
import type { Row } from "#events/row.ts";
import { address, EventText, whole } from "./event-text.ts";
import type { Call, CallText, Step, StepPlace, ToldCall, Untimed } from "./step.ts";
import { windowsSteps } from "./windows-steps.ts";

/** IWbemServices (MS-WMI 3.1.4.3). */
const SERVICES = "9556dc99-828c-11cf-a37e-00aa003240c7";
const EXECUTES = new Set(["execmethod", "execmethodasync"]);

/**
 * What an event says for sequences: ExecMethod calls and WinRM's Win32_Process/Create, what these say in clear, children of
 * WmiPrvSE.exe (Sysmon 1, Security 4688), network logons (Security 4624), and the addresses of hosts (Sysmon 3, DCOM
 * bindings). Windows events must have their fields under the names of the XML profile.
 */
export function readSteps(row: Row, at: StepPlace): readonly Step[] {
  const event = new EventText(row);
  switch (logOf(event)) {
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

function call(
  event: EventText,
  at: StepPlace,
  facts: Pick<Call, "operation" | "responseTime" | "fault" | "told">,
): readonly (Call | Untimed)[] {
  const time = event.number("_time");
  const client = { address: address(event.text("id.orig_h")), port: event.number("id.orig_p") ?? -1 };
  const server = { address: address(event.text("id.resp_h")), port: event.number("id.resp_p") ?? -1 };
  if (server.address === "") return [];
  if (time === null) return [{ kind: "untimed", of: "call" }];
  return [{ kind: "call", time, uid: event.text("uid"), client, server, at, ...facts }];
}

/**
 * The name of Zeek's log that an event is of: by its source type as readers and Splunk's add-ons write it (`dce_rpc`,
 * `zeek:dce_rpc`, `bro:dce_rpc:json`), by `_path`, or for calls by the fields that no other event has.
 */
function logOf(event: EventText): string {
  const sourcetype = event.text("sourcetype").toLowerCase();
  const named = /^(?:(?:zeek|bro|corelight)[:_])?(dce_rpc|wmi|dcom|http)(?:[:_]json)?$/.exec(sourcetype)?.[1];
  if (named !== undefined) return named;
  const path = event.text("_path");
  if (path !== "") return path;
  return event.text("endpoint") !== "" && event.text("id.resp_h") !== "" ? "dce_rpc" : "";
}

function execMethod(event: EventText, at: StepPlace): readonly Step[] {
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
  const creates = /^win32_process$/i.test(event.text("object_path")) && /^create$/i.test(event.text("method"));
  const fault = creates ? returned(event) : null;
  const told = textOf(event, at);
  if (time === null || !EXECUTES.has(event.text("operation").toLowerCase())) return [];
  if (told === null && fault === null) return [];
  return [
    { kind: "told", uid: event.text("uid"), time, fault, ...(told ?? { processId: null, commandLine: null, at }) },
  ];
}

/** Win32_Process.Create returns 0 when it has started a process, and an error's number otherwise. */
function returned(event: EventText): string | null {
  const value = whole(event.text("return_value"));
  return value === null || value === 0 ? null : `Create returned ${value}`;
}

function textOf(event: EventText, at: StepPlace): CallText | null {
  const processId = whole(event.text("process_id"));
  const commandLine = event.text("command_line") || null;
  return processId === null && commandLine === null ? null : { processId, commandLine, at };
}

function winrmCreate(event: EventText, at: StepPlace): readonly Step[] {
  if (!/\/win32_process\/create$/i.test(event.text("soap_action"))) return [];
  const status = event.number("status_code");
  return call(event, at, {
    operation: "WinRM Win32_Process/Create",
    responseTime: null,
    fault: status !== null && status >= 400 ? `status ${status}` : returned(event),
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
