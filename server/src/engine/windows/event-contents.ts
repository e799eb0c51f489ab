import type { SystemItem } from "./windows-record.ts";

/** Where System keeps each item: element, and attribute when it is one. */
const ITEMS: ReadonlyMap<string, SystemItem> = new Map([
  ["EventID", "EventID"],
  ["Computer", "Computer"],
  ["Channel", "Channel"],
  ["Provider@Name", "Provider"],
  ["Provider@Guid", "ProviderGuid"],
  ["TimeCreated@SystemTime", "Time"],
  ["EventRecordID", "RecordId"],
  ["Execution@ProcessID", "ProcessId"],
  ["Execution@ThreadID", "ThreadId"],
  ["Security@UserID", "UserId"],
  ["Level", "Level"],
  ["Task", "Task"],
  ["Opcode", "Opcode"],
  ["Keywords", "Keywords"],
  ["Version", "Version"],
  ["Correlation@ActivityID", "ActivityId"],
  ["Correlation@RelatedActivityID", "RelatedActivityId"],
]);

/**
 * What the elements of a Windows event mean, whatever holds them: `T` is a text that is decoded when it is asked for. Told of
 * each element when it ends, inner ones before outer ones.
 */
export class EventContents<T> {
  readonly system = new Map<SystemItem, T>();
  readonly data = new Map<string, T[]>();
  message: T | null = null;
  /** The event has a System part. */
  hasSystem = false;
  readonly #decode: (text: T) => string;

  constructor(decode: (text: T) => string) {
    this.#decode = decode;
  }

  /** `path` are the names from the root, prefixes removed; `text` is null for an element with elements in it. */
  element(path: readonly string[], attributes: ReadonlyMap<string, T>, text: T | null): void {
    const part = path[1];
    if (part === "System") {
      this.hasSystem = true;
      if (path.length === 3) this.#systemElement(path[2] ?? "", attributes, text);
    } else if (part === "EventData") {
      if (path.length !== 3) return;
      const name = attributes.get("Name");
      this.#add(name === undefined ? (path[2] ?? "") : this.#decode(name), text);
    } else if (part === "UserData") {
      if (path.length > 3) this.#add(path.at(-1) ?? "", text);
    } else if (part === "RenderingInfo" && path[2] === "Message") this.message = text;
  }

  #systemElement(name: string, attributes: ReadonlyMap<string, T>, text: T | null): void {
    const item = ITEMS.get(name);
    if (item !== undefined && text !== null) this.system.set(item, text);
    for (const [attribute, value] of attributes) {
      const held = ITEMS.get(`${name}@${attribute}`);
      if (held !== undefined) this.system.set(held, value);
    }
  }

  #add(name: string, text: T | null): void {
    if (text === null) return;
    const list = this.data.get(name);
    if (list === undefined) this.data.set(name, [text]);
    else list.push(text);
  }
}
