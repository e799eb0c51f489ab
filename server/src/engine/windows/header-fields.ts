import { type Derivation, first, same, word } from "./derivation.ts";
import type { SystemItem } from "./windows-record.ts";

/** A field that every Windows event gets from its System part. */
export interface HeaderField {
  readonly item: SystemItem;
  /** Names the event itself: its data never overrides it. For the others the event's own data of that name goes first. */
  readonly identity: boolean;
}

const identity = (item: SystemItem): HeaderField => ({ item, identity: true });
const other = (item: SystemItem): HeaderField => ({ item, identity: false });

/** Names of header fields in all profiles (SPL reference 5.5). */
export const HEADER_FIELDS: ReadonlyMap<string, HeaderField> = new Map([
  ["EventCode", identity("EventID")],
  ["EventID", identity("EventID")],
  ["signature_id", identity("EventID")],
  ["Channel", identity("Channel")],
  ["LogName", identity("Channel")],
  ["Computer", identity("Computer")],
  ["ComputerName", identity("Computer")],
  ["host", identity("Computer")],
  ["dvc", identity("Computer")],
  ["SourceName", other("Provider")],
  ["Name", other("Provider")],
  ["Guid", other("ProviderGuid")],
  ["SystemTime", other("Time")],
  ["TimeCreated", other("Time")],
  ["RecordNumber", other("RecordId")],
  ["EventRecordID", other("RecordId")],
  ["ProcessID", other("ProcessId")],
  ["ThreadID", other("ThreadId")],
  ["UserID", other("UserId")],
  ["Level", other("Level")],
  ["Task", other("Task")],
  ["Opcode", identity("Opcode")],
  ["Keywords", identity("Keywords")],
  ["Version", other("Version")],
  ["ActivityID", other("ActivityId")],
  ["RelatedActivityID", other("RelatedActivityId")],
]);

/** What the text rendering writes of the header besides. */
export const CLASSIC_HEADER: ReadonlyMap<string, Derivation> = new Map([
  ["Type", word("Level", { 1: "Critical", 2: "Error", 3: "Warning", 5: "Verbose" }, "Information")],
  ["TaskCategory", first(same("Category"), same("Task"))],
  ["OpCode", same("Opcode")],
  ["Sid", same("UserID")],
  ["Message", same("Message")],
]);

/** Keywords as XML writes them: 64 bits in hexadecimal. Exports to JSON write the signed decimal. */
export function keywordsText(written: string): string {
  if (!/^-?\d{1,20}$/.test(written)) return written;
  return `0x${BigInt.asUintN(64, BigInt(written)).toString(16)}`;
}
