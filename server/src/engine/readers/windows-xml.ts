import type { SampleEvent } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import type { ByteSource } from "../sources.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { XmlRecord } from "../windows/xml-record.ts";
import { headText } from "./encoding.ts";
import type { FoundText } from "./found-text.ts";
import { MAX_LINE_BYTES } from "./lines.ts";
import { LocatedEvent } from "./located-event.ts";
import { spansOfLocated } from "./located-fields.ts";
import { readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";
import { readWindow, type TextWindow } from "./text-window.ts";

const BATCH = 256;
const EVENT_START = /<(?:[\w.-]+:)?Event(?=[\s>/])/g;
const EVENT_END = /<\/(?:[\w.-]+:)?Event\s*>/g;
/** What may stand between events besides blanks and comments: the XML declaration, a wrapper's tags. */
const BETWEEN = /<\?[^>]*\?>|<\/?(?:[\w.-]+:)?Events(?=[\s>])[^>]*>/y;
const BLANKS = /\s*/y;
const CDATA = "<![CDATA[";

/** Windows events as XML: one a line or over several, one behind the other, or inside `<Events>`. */
export const windowsXml: Reader = {
  id: "windows-xml",
  title: "Windows event XML",
  extensions: [".xml", ".raw", ".log"],

  detect(head: Uint8Array): number {
    const text = headText(head);
    const start = text.search(EVENT_START);
    if (start < 0) return 0;
    const known = text.includes("schemas.microsoft.com/win/2004/08/events") || /<System[\s>]/.test(text);
    if (!known) return 0;
    // With text events between them, the reader of those reads both.
    return isBetween(text.slice(0, start)) ? 0.95 : 0.4;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
    const splitter = new EventSplitter(context);
    let ordinal = 0;
    let events: SampleEvent[] = [];
    for await (const found of readWindow(source, context, (window, last) => splitter.step(window, last))) {
      const record = new XmlRecord(found.text);
      const fault = record.fault();
      if (fault !== null) {
        context.problem({ line: found.line, start: found.start, end: found.end, message: fault });
        continue;
      }
      const fields = new WindowsFields(record, () => found.text, input);
      events.push(new LocatedEvent(found.text, fields, originOf(found, input.sample, ordinal++)));
      if (events.length < BATCH) continue;
      yield events;
      events = [];
    }
    if (events.length > 0) yield events;
  },

  spansOf: spansOfLocated,
};

function originOf(found: FoundText, sample: number, ordinal: number): Origin {
  const { start, end, line, column } = found;
  return { sample, ordinal, start, end, line, column };
}

/** Cuts the text into `<Event>…</Event>`; what stands between and is no part of XML around events is reported. */
class EventSplitter {
  readonly #context: ReadContext;
  /** The window begins with an event whose end was looked for up to here. */
  #open = -1;
  /** The end of the CDATA that begins there was looked for up to here; -1 outside of CDATA. */
  #data = -1;
  /** No event begins in the window before this offset. */
  #searched = 0;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  *step(window: TextWindow, last: boolean): Generator<FoundText> {
    let from = 0;
    for (;;) {
      const start = this.#open >= 0 ? 0 : nextStart(window.text, Math.max(from, this.#searched));
      if (start < 0) {
        this.#searched = Math.max(from, window.text.length - 64);
        from = this.#skip(window, from, last ? window.text.length : safeEnd(window.text, from));
        break;
      }
      if (start > from) this.#skip(window, from, start);
      const end = this.#endOf(window.text, start);
      if (end < 0) {
        from = start;
        if (last || window.text.length - start > MAX_LINE_BYTES) from = this.#giveUp(window, start);
        break;
      }
      // The next event begins before an end was seen: this one was never closed.
      const cut = innerStart(window.text, start, end) ?? end;
      const text = window.text.slice(start, cut).trimEnd();
      const { byte, line, column } = window.locate(start);
      yield { text, start: byte, end: window.locate(start + text.length).byte, line, column };
      from = cut;
    }
    window.drop(from);
    this.#searched = Math.max(0, this.#searched - from);
  }

  /** Where the event that begins at `start` ends; -1 when its end has not come yet. CDATA may hold anything. */
  #endOf(text: string, start: number): number {
    let at = Math.max(start, this.#open);
    for (;;) {
      EVENT_END.lastIndex = at;
      const close = EVENT_END.exec(text);
      const data = indexWithin(text, CDATA, at, close?.index ?? text.length);
      if (data >= 0) {
        at = text.indexOf("]]>", Math.max(data, this.#data));
        this.#data = at < 0 ? text.length - 2 - start : -1;
        if (at >= 0) continue;
        this.#open = data - start;
        return -1;
      }
      if (close === null) {
        // A closing tag may be cut in two.
        this.#open = Math.max(at, text.length - 64) - start;
        return -1;
      }
      this.#open = -1;
      return close.index + close[0].length;
    }
  }

  /** Passes over text between events and reports what does not belong there. */
  #skip(window: TextWindow, from: number, to: number): number {
    const between = window.text.slice(from, to);
    if (!isBetween(between)) {
      const lead = between.length - between.trimStart().length;
      const place = window.locate(from + lead);
      const end = window.locate(from + between.trimEnd().length);
      const message = `Not a Windows event in XML: "${excerpt(between)}".`;
      this.#context.problem({ line: place.line, start: place.byte, end: end.byte, message });
    }
    return to;
  }

  #giveUp(window: TextWindow, start: number): number {
    const place = window.locate(start);
    const end = window.locate(window.text.length);
    const message = "The event is not closed: no </Event> follows.";
    this.#context.problem({ line: place.line, start: place.byte, end: end.byte, message });
    this.#open = -1;
    this.#data = -1;
    return window.text.length;
  }
}

/** The place of a word between two places; what stands behind is not searched through. */
function indexWithin(text: string, word: string, from: number, to: number): number {
  const found = text.slice(from, to).indexOf(word);
  return found < 0 ? -1 : from + found;
}

function nextStart(text: string, from: number): number {
  EVENT_START.lastIndex = from;
  return EVENT_START.exec(text)?.index ?? -1;
}

/** Where another event begins inside an event's text, CDATA left aside. */
function innerStart(text: string, start: number, end: number): number | undefined {
  let data = start;
  let next = nextStart(text, start + 1);
  while (next >= 0 && next < end) {
    data = text.indexOf(CDATA, data);
    if (data < 0 || data > next) return next;
    data = text.indexOf("]]>", data);
    if (data < 0) return undefined;
    if (data > next) next = nextStart(text, data);
  }
  return undefined;
}

function isBetween(text: string): boolean {
  for (let at = 0; ; ) {
    BLANKS.lastIndex = at;
    BLANKS.test(text);
    at = BLANKS.lastIndex;
    if (at === text.length) return true;
    BETWEEN.lastIndex = at;
    if (text.startsWith("<!--", at)) at = text.indexOf("-->", at) + 3;
    else if (BETWEEN.test(text)) at = BETWEEN.lastIndex;
    else return false;
    // A comment that is not closed.
    if (at < BLANKS.lastIndex) return false;
  }
}

/** How far text without an event can be passed over: not into a tag or a line that goes on in the next piece. */
function safeEnd(text: string, from: number): number {
  if (text.length - from > MAX_LINE_BYTES) return text.length - 64;
  const tag = text.lastIndexOf("<");
  const end = Math.max(from, text.lastIndexOf("\n") + 1);
  return tag > text.lastIndexOf(">") ? Math.max(from, Math.min(end, tag)) : end;
}

function excerpt(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
