import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";

/** What the System part of a Windows event says, whatever the text's shape calls it. */
export type SystemItem =
  | "EventID"
  | "Computer"
  | "Channel"
  | "Provider"
  | "ProviderGuid"
  | "Time"
  | "RecordId"
  | "ProcessId"
  | "ThreadId"
  | "UserId"
  | "Level"
  | "Task"
  | "Opcode"
  | "Keywords"
  | "Version"
  | "ActivityId"
  | "RelatedActivityId";

/** A Windows event in one of its text shapes: what it says, under the event's own names, and where that stands. */
export interface WindowsRecord {
  /** The record has no data but what its message says, so the names are those of the message's labels under every profile. */
  readonly textOnly?: boolean;
  system(item: SystemItem): string | null;
  systemSpan(item: SystemItem): ValueSpan | null;
  /** A value of EventData or UserData; in flat exports also of whatever else the exporter added. */
  data(name: string): Value;
  dataSpans(name: string): readonly ValueSpan[];
  dataNames(): readonly string[];
  /** The rendered message, when the text holds one. */
  message(): string | null;
  messageSpan(): ValueSpan | null;
  /** The XML of a part of the event; null in other shapes. */
  part(name: "System" | "EventData" | "UserData" | "RenderingInfo"): ValueSpan | null;
}
