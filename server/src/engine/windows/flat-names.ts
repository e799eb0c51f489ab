import type { SystemItem } from "./windows-record.ts";

/** What exporters call the parts of System, likeliest first. `ProcessID` is that of System only in older NXLog exports. */
export const FLAT_NAMES: Readonly<Record<SystemItem, readonly string[]>> = {
  EventID: ["EventID", "EventCode", "EventId", "event_id"],
  Computer: ["Computer", "Hostname", "ComputerName", "MachineName", "computer_name"],
  Channel: ["Channel", "LogName", "channel", "log_name"],
  Provider: ["SourceName", "Provider_Name", "Provider", "source_name"],
  ProviderGuid: ["ProviderGuid", "Provider_Guid", "Guid"],
  Time: ["SystemTime", "TimeCreated", "@timestamp", "EventTime", "UtcTime"],
  RecordId: ["EventRecordID", "RecordNumber", "EventRecordId", "RecordId"],
  ProcessId: ["ExecutionProcessID", "Execution_ProcessID", "ProcessID"],
  ThreadId: ["ThreadID", "Execution_ThreadID", "ExecutionThreadID"],
  UserId: ["UserID", "Security_UserID"],
  Level: ["Level"],
  Task: ["Task"],
  Opcode: ["OpcodeValue", "Opcode"],
  Keywords: ["Keywords"],
  Version: ["Version"],
  ActivityId: ["ActivityID"],
  RelatedActivityId: ["RelatedActivityID"],
};
