import { FLAT_NAMES } from "./flat-names.ts";
import type { SystemItem } from "./windows-record.ts";

/** What the columns of a table of Windows events mean. */
export interface TableShape {
  /** The column of each part of System that the table has. */
  readonly system: ReadonlyMap<SystemItem, string>;
  /** Columns whose name means another thing in the event itself. */
  readonly hidden: ReadonlySet<string>;
  /** Other columns under the event's names. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What stands before the names of the event's data. */
  readonly prefixes: readonly string[];
  /** A column with all of the event's data, as XML or as JSON made of it. */
  readonly payload: string | null;
  readonly message: string | null;
  /** The event's data are nowhere but in its message. */
  readonly textOnly: boolean;
}

type Names = Readonly<Partial<Record<SystemItem, readonly string[]>>>;

const TIMES = ["_time", "SystemTime", "TimeCreated", "TimeGenerated [UTC]", "TimeGenerated", "@timestamp", "EventTime"];

/** Columns that exporters make of a flat event, likeliest first; tables have some that objects have not. */
const FLAT: Names = {
  ...FLAT_NAMES,
  Channel: [...FLAT_NAMES.Channel, "EventLog", "winlog_channel"],
  Computer: [...FLAT_NAMES.Computer, "host"],
  Provider: ["SourceName", "Provider_Name", "ProviderName", "Provider", "EventSourceName", "source_name"],
  Time: [...TIMES, "Timestamp", "UtcTime"],
};

/** Eric Zimmerman's EvtxECmd: ids of the process are those of System, the event's data stand in `Payload`. */
const EVTXECMD: Names = {
  EventID: ["EventId"],
  Channel: ["Channel"],
  Computer: ["Computer"],
  Provider: ["Provider"],
  Time: ["TimeCreated"],
  RecordId: ["EventRecordId"],
  ProcessId: ["ProcessId"],
  ThreadId: ["ThreadId"],
  UserId: ["UserId"],
  Level: ["Level"],
};

/** PowerShell's `Get-WinEvent | Export-Csv` or `ConvertTo-Json`: the properties of an EventLogRecord. */
const GET_WINEVENT: Names = {
  EventID: ["Id"],
  Channel: ["LogName"],
  Computer: ["MachineName"],
  Provider: ["ProviderName"],
  ProviderGuid: ["ProviderId"],
  Time: ["TimeCreated"],
  RecordId: ["RecordId"],
  ProcessId: ["ProcessId"],
  ThreadId: ["ThreadId"],
  UserId: ["UserId"],
  Level: ["Level"],
  Task: ["Task"],
  Opcode: ["Opcode"],
  Keywords: ["Keywords"],
  Version: ["Version"],
  ActivityId: ["ActivityId"],
  RelatedActivityId: ["RelatedActivityId"],
};

/** The Event Viewer's "Save as CSV". It does not say the log nor, usually, the computer. */
const EVENT_VIEWER: Names = {
  EventID: ["Event ID"],
  Channel: ["Log"],
  Computer: ["Computer"],
  Provider: ["Source"],
  Time: ["Date and Time"],
  Keywords: ["Keywords"],
};

/** Columns of Kibana's and of others' exports of Winlogbeat events. */
const WINLOGBEAT: Names = {
  EventID: ["winlog.event_id", "event.code"],
  Channel: ["winlog.channel"],
  Computer: ["winlog.computer_name", "host.name"],
  Provider: ["winlog.provider_name", "event.provider"],
  Time: ["@timestamp", "event.created"],
  RecordId: ["winlog.record_id"],
};

/** What the columns of a table mean when its rows are Windows events beyond doubt; null for any other table. */
export function windowsTableShape(names: readonly string[]): TableShape | null {
  const has = (...wanted: readonly string[]): boolean => wanted.every((name) => names.includes(name));
  // A row of Hayabusa's timeline is an alert with the event's values in words of its own.
  if (has("RuleTitle", "Details") || has("_raw")) return null;
  if (has("EventId", "Channel", "Payload", "MapDescription")) {
    return shapeOf(names, EVTXECMD, { hidden: ["RecordNumber"], payload: "Payload" });
  }
  if (has("Id", "ProviderName", "LogName", "TimeCreated")) {
    return shapeOf(names, GET_WINEVENT, { hidden: ["ContainerLog", "Properties"], message: "Message", textOnly: true });
  }
  if (has("Event ID", "Date and Time", "Source")) {
    const renamed = names.includes("Level") ? { Type: "Level" } : {};
    const message = "Message";
    return shapeOf(names, EVENT_VIEWER, { hidden: ["Source", "Log", "Level"], renamed, message, textOnly: true });
  }
  if (names.some((name) => name.startsWith("winlog."))) {
    const shape = shapeOf(names, WINLOGBEAT, {
      prefixes: ["winlog.event_data.", "winlog.user_data."],
      message: "message",
    });
    return isIdentified(shape) ? shape : null;
  }
  const shape = shapeOf(names, FLAT, { own: true, payload: "EventData", message: "Message" });
  return isIdentified(shape) || (has("EventCode", "source") && shape.system.has("EventID")) ? shape : null;
}

/** An id alone is no Windows event: other programs count events too. */
function isIdentified({ system }: TableShape): boolean {
  return system.has("EventID") && (system.has("Channel") || system.has("Provider"));
}

interface Rest {
  readonly own?: boolean;
  readonly hidden?: readonly string[];
  readonly renamed?: Readonly<Record<string, string>>;
  readonly prefixes?: readonly string[];
  readonly payload?: string;
  readonly message?: string;
  readonly textOnly?: boolean;
}

/** `own`: columns of System bear the event's names, so that they are its data too, where it has such. */
function shapeOf(names: readonly string[], wanted: Names, rest: Rest): TableShape {
  const system = new Map<SystemItem, string>();
  for (const [item, candidates] of Object.entries(wanted) as [SystemItem, readonly string[]][]) {
    const column = candidates.find((name) => names.includes(name));
    if (column !== undefined) system.set(item, column);
  }
  const present = (name: string | undefined): string | null =>
    name !== undefined && names.includes(name) ? name : null;
  return {
    system,
    hidden: new Set([...(rest.hidden ?? []), ...(rest.own === true ? [] : system.values())]),
    renamed: new Map(Object.entries(rest.renamed ?? {})),
    prefixes: rest.prefixes ?? [],
    payload: present(rest.payload),
    message: present(rest.message),
    textOnly: rest.textOnly ?? false,
  };
}
