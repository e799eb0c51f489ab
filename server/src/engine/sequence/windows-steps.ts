import { address, type EventText, whole } from "./event-text.ts";
import type { NetworkLogon, ProcessStart, Step, StepPlace, Untimed } from "./step.ts";

/** Sessions of the system and its service accounts: many processes share them. */
const SHARED_LOGONS = new Set(["0", "996", "997", "999"]);

/** The file name of a path, in lower case. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("\\") + 1).toLowerCase();
}

/** What a Windows event says: Sysmon 1 and 3, Security 4624 and 4688. */
export function windowsSteps(event: EventText, at: StepPlace): readonly Step[] {
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

function sysmonProcess(event: EventText, at: StepPlace): readonly Step[] {
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

function securityProcess(event: EventText, at: StepPlace): readonly Step[] {
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

type Started = Omit<ProcessStart, "kind" | "host" | "commandLine" | "time" | "within"> & {
  readonly time: number | null;
};

function childOfProvider(event: EventText, parent: string, started: Started): readonly (ProcessStart | Untimed)[] {
  const host = event.text("Computer") || event.text("host");
  const { time } = started;
  if (fileName(parent) !== "wmiprvse.exe" || host === "") return [];
  if (time === null) return [{ kind: "untimed", of: "process" }];
  // Some exports write whole seconds; of a time with a fraction that is zero it is said too, and does no harm.
  const within = Number.isInteger(time) ? 1 : 0;
  return [{ kind: "process", ...started, time, within, host, commandLine: event.text("CommandLine") || null }];
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
