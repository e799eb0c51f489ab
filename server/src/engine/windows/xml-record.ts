import type { Span } from "#base/span.ts";
import type { ValueSpan } from "#events/event.ts";
import { fromList, type Value } from "#events/value.ts";
import { scanXml } from "../readers/xml-scan.ts";
import { decodeXml, type XmlText, xmlValueSpan } from "../readers/xml-text.ts";
import { EventContents } from "./event-contents.ts";
import type { SystemItem, WindowsRecord } from "./windows-record.ts";

type Part = "System" | "EventData" | "UserData" | "RenderingInfo";

interface Contents {
  readonly event: EventContents<XmlText>;
  readonly parts: Map<Part, Span>;
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
    const text = this.#contents.event.system.get(item);
    return text === undefined ? null : decodeXml(this.#raw, text);
  }

  systemSpan(item: SystemItem): ValueSpan | null {
    return this.#spanOf(this.#contents.event.system.get(item));
  }

  data(name: string): Value {
    const texts = this.#contents.event.data.get(name);
    if (texts === undefined) return null;
    const only = texts[0];
    if (texts.length === 1 && only !== undefined) return decodeXml(this.#raw, only);
    return fromList(texts.map((text) => decodeXml(this.#raw, text)));
  }

  dataSpans(name: string): readonly ValueSpan[] {
    return (this.#contents.event.data.get(name) ?? []).map((text) => xmlValueSpan(this.#raw, text));
  }

  dataNames(): readonly string[] {
    return [...this.#contents.event.data.keys()];
  }

  message(): string | null {
    const { message } = this.#contents.event;
    return message === null ? null : decodeXml(this.#raw, message);
  }

  messageSpan(): ValueSpan | null {
    return this.#spanOf(this.#contents.event.message ?? undefined);
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
  const event = new EventContents<XmlText>((text) => decodeXml(raw, text));
  const contents: Contents = { event, parts: new Map(), fault: null };
  const problem = scanXml(raw, {
    element(path, attributes, whole, text) {
      const part = path[1] ?? "";
      if (path.length === 2 && isPart(part)) contents.parts.set(part, whole);
      event.element(path, attributes, text);
    },
  });
  if (problem !== null) contents.fault = `${problem.message} at character ${problem.offset + 1} of the event`;
  return contents;
}

function isPart(name: string): name is Part {
  return name === "System" || name === "EventData" || name === "UserData" || name === "RenderingInfo";
}
