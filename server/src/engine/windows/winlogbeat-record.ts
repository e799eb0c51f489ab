import type { ValueSpan } from "#events/event.ts";
import type { Value } from "#events/value.ts";
import { findByName, namesOf } from "../readers/json-paths.ts";
import {
  type FoundValue,
  fieldValue,
  isJsonObject,
  type JsonObject,
  jsonValueSpan,
  scalarText,
} from "../readers/json-values.ts";
import type { ReadInput } from "../readers/read-input.ts";
import type { SystemItem, WindowsRecord } from "./windows-record.ts";

const NAMES: Readonly<Record<SystemItem, readonly string[]>> = {
  EventID: ["winlog.event_id", "event.code", "event_id"],
  Computer: ["winlog.computer_name", "host.name"],
  Channel: ["winlog.channel"],
  Provider: ["winlog.provider_name", "event.provider"],
  ProviderGuid: ["winlog.provider_guid"],
  Time: ["@timestamp", "event.created"],
  RecordId: ["winlog.record_id"],
  ProcessId: ["winlog.process.pid"],
  ThreadId: ["winlog.process.thread.id"],
  UserId: ["winlog.user.identifier"],
  Level: ["winlog.level"],
  Task: ["winlog.task"],
  Opcode: ["winlog.opcode"],
  Keywords: ["winlog.keywords"],
  Version: ["winlog.version"],
  ActivityId: ["winlog.activity_id"],
  RelatedActivityId: ["winlog.related_activity_id"],
};

/** An event as Winlogbeat ships it: `winlog.event_data.*` holds the event's own values, the rest is kept under its path. */
export class WinlogbeatRecord implements WindowsRecord {
  readonly #value: JsonObject;
  readonly #winlog: JsonObject;
  readonly #raw: string;
  readonly #input: ReadInput;

  constructor(value: JsonObject, winlog: JsonObject, raw: string, input: ReadInput) {
    this.#value = value;
    this.#winlog = winlog;
    this.#raw = raw;
    this.#input = input;
  }

  system(item: SystemItem): string | null {
    const found = this.#system(item);
    return found === null ? null : (scalarText(found.value, this.#raw, found.path) ?? null);
  }

  systemSpan(item: SystemItem): ValueSpan | null {
    const found = this.#system(item);
    return found === null ? null : jsonValueSpan(this.#raw, found.path);
  }

  data(name: string): Value {
    return fieldValue(this.#find(name), this.#raw, this.#input.jsonNull);
  }

  dataSpans(name: string): readonly ValueSpan[] {
    const spans = this.#find(name).map(({ path }) => jsonValueSpan(this.#raw, path));
    return spans.filter((span) => span !== null);
  }

  dataNames(): readonly string[] {
    const names = new Set<string>();
    for (const part of [this.#winlog.event_data, this.#winlog.user_data]) {
      if (isJsonObject(part)) for (const name of namesOf(part)) names.add(name);
    }
    for (const name of namesOf(this.#value)) {
      if (!/^winlog\.(?:event|user)_data\./.test(name)) names.add(name);
    }
    return [...names];
  }

  message(): string | null {
    const { message } = this.#value;
    return typeof message === "string" ? message : null;
  }

  messageSpan(): ValueSpan | null {
    return jsonValueSpan(this.#raw, ["message"]);
  }

  part(): null {
    return null;
  }

  #system(item: SystemItem): FoundValue | null {
    for (const name of NAMES[item]) {
      const found = findByName(this.#value, name)[0];
      if (found !== undefined) return found;
    }
    return null;
  }

  #find(name: string): readonly FoundValue[] {
    for (const part of ["event_data", "user_data"]) {
      const holder = this.#winlog[part];
      if (!isJsonObject(holder)) continue;
      const found = findByName(holder, name);
      if (found.length > 0) return found.map(({ value, path }) => ({ value, path: ["winlog", part, ...path] }));
    }
    return findByName(this.#value, name);
  }
}
