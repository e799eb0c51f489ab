import { ClassicFields } from "../windows/classic-fields.ts";
import { windowsRecordOf } from "../windows/json-record.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { XmlRecord } from "../windows/xml-record.ts";
import { JsonFields } from "./json-fields.ts";
import { isJsonObject } from "./json-values.ts";
import { KeyValueFields } from "./key-value-fields.ts";
import type { TimedFields } from "./located-event.ts";
import type { ReadInput } from "./read-input.ts";

/** The fields that an event's text has by itself, by what it looks like: Windows XML or text, JSON, key=value. */
export function fieldsOfRaw(text: string, input: ReadInput): TimedFields {
  if (/^\s*<(?:[\w.-]+:)?Event[\s>]/.test(text)) {
    const record = new XmlRecord(text);
    if (record.fault() === null) return new WindowsFields(record, () => text, input);
  }
  if (/^\d{1,2}\/\d{1,2}\/\d{4}[^\r\n]*\r?\nLogName=/.test(text)) return new ClassicFields(text, input);
  const object = objectIn(text);
  if (object === null) return new KeyValueFields(text, input);
  const record = windowsRecordOf(object, text, input);
  if (record !== null) return new WindowsFields(record, () => text, input);
  return new JsonFields(object, text, input);
}

function objectIn(text: string) {
  if (!/^\s*\{/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
