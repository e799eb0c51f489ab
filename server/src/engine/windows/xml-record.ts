import type { Span } from "#base/span.ts";
import type { ValueSpan } from "#events/event.ts";
import { fromList, type Value } from "#events/value.ts";
import { scanXml } from "../readers/xml-scan.ts";
import { decodeXml, type XmlText, xmlValueSpan } from "../readers/xml-text.ts";
import type { SystemItem, WindowsRecord } from "./windows-record.ts";

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

type Part = "System" | "EventData" | "UserData" | "RenderingInfo";

interface Contents {
  readonly system: Map<SystemItem, XmlText>;
  readonly data: Map<string, XmlText[]>;
  readonly parts: Map<Part, Span>;
  message: XmlText | null;
  fault: string | null;
}

/** A Windows event as XML: `<Event><System>…</System><EventData>…</EventData></Event>`. */
export class XmlRecord implements WindowsRecord {
  readonly #raw: string;
  readonly #contents: Contents;

  constructor(raw: string) {
    this.#raw = raw;
    this.#contents = readContents(raw);
  }

  /** Why the text is no event, null when it is one. */
  fault(): string | null {
    const { fault, parts } = this.#contents;
    if (fault !== null) return `Not well-formed XML: ${fault}.`;
    return parts.has("System") ? null : "The event has no System element.";
  }

  system(item: SystemItem): string | null {
    const text = this.#contents.system.get(item);
    return text === undefined ? null : decodeXml(this.#raw, text);
  }

  systemSpan(item: SystemItem): ValueSpan | null {
    return this.#spanOf(this.#contents.system.get(item));
  }

  data(name: string): Value {
    const texts = this.#contents.data.get(name);
    if (texts === undefined) return null;
    const only = texts[0];
    if (texts.length === 1 && only !== undefined) return decodeXml(this.#raw, only);
    return fromList(texts.map((text) => decodeXml(this.#raw, text)));
  }

  dataSpans(name: string): readonly ValueSpan[] {
    return (this.#contents.data.get(name) ?? []).map((text) => xmlValueSpan(this.#raw, text));
  }

  dataNames(): readonly string[] {
    return [...this.#contents.data.keys()];
  }

  message(): string | null {
    const { message } = this.#contents;
    return message === null ? null : decodeXml(this.#raw, message);
  }

  messageSpan(): ValueSpan | null {
    return this.#spanOf(this.#contents.message ?? undefined);
  }

  part(name: Part): ValueSpan | null {
    const span = this.#contents.parts.get(name);
    return span === undefined ? null : { span, text: this.#raw.slice(span.start, span.end) };
  }

  #spanOf(text: XmlText | undefined): ValueSpan | null {
    return text === undefined ? null : xmlValueSpan(this.#raw, text);
  }
}

function readContents(raw: string): Contents {
  const contents: Contents = { system: new Map(), data: new Map(), parts: new Map(), message: null, fault: null };
  const problem = scanXml(raw, {
    element(path, attributes, whole, text) {
      const part = path[1] ?? "";
      if (path.length === 2 && isPart(part)) contents.parts.set(part, whole);
      if (part === "System" && path.length === 3) systemElement(path[2] ?? "", attributes, text, contents);
      else if (part === "EventData" && path.length === 3) {
        const name = attributes.get("Name");
        add(contents.data, name === undefined ? (path[2] ?? "") : decodeXml(raw, name), text);
      } else if (part === "UserData" && path.length > 3) add(contents.data, path.at(-1) ?? "", text);
      else if (part === "RenderingInfo" && path[2] === "Message") contents.message = text;
    },
  });
  if (problem !== null) contents.fault = `${problem.message} at character ${problem.offset + 1} of the event`;
  return contents;
}

function systemElement(
  name: string,
  attributes: ReadonlyMap<string, XmlText>,
  text: XmlText | null,
  into: Contents,
): void {
  const item = ITEMS.get(name);
  if (item !== undefined && text !== null) into.system.set(item, text);
  for (const [attribute, value] of attributes) {
    const held = ITEMS.get(`${name}@${attribute}`);
    if (held !== undefined) into.system.set(held, value);
  }
}

function add(into: Map<string, XmlText[]>, name: string, text: XmlText | null): void {
  if (text === null) return;
  const list = into.get(name);
  if (list === undefined) into.set(name, [text]);
  else list.push(text);
}

function isPart(name: string): name is Part {
  return name === "System" || name === "EventData" || name === "UserData" || name === "RenderingInfo";
}
