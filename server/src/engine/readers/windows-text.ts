import type { SampleEvent } from "#events/event.ts";
import type { ByteSource } from "../sources.ts";
import { ClassicFields } from "../windows/classic-fields.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { XmlRecord } from "../windows/xml-record.ts";
import { headText } from "./encoding.ts";
import type { FoundText } from "./found-text.ts";
import { MAX_LINE_BYTES } from "./lines.ts";
import { LocatedEvent, type TimedFields } from "./located-event.ts";
import { spansOfLocated } from "./located-fields.ts";
import { type ReadInput, readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";
import { readWindow, type TextWindow } from "./text-window.ts";

const BATCH = 256;
/** An event begins with its time on a line of its own before `LogName=`; between such events there may be XML ones. */
const START =
  /^(?:\d{1,2}\/\d{1,2}\/\d{4}[ \t]+\d{1,2}:\d\d:\d\d(?:\.\d+)?(?:[ \t]*[AP]M)?[ \t]*\r?\n(?=LogName=)|[ \t]*(?=<(?:[\w.-]+:)?Event[\s>]))/gm;

/** Windows events as Splunk's forwarder writes them when it renders text, alone or mixed with XML. */
export const windowsText: Reader = {
  id: "windows-text",
  title: "Windows event text",
  extensions: [".log", ".txt", ".raw"],

  detect(head: Uint8Array): number {
    const text = headText(head);
    const starts = [...text.matchAll(START)].filter(({ 0: whole }) => whole.includes("\n"));
    const [first] = starts;
    if (first === undefined) return 0;
    return first.index === 0 || /^\s*<Event[\s>]/.test(text) ? 0.98 : 0.5;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
    const split = (window: TextWindow, last: boolean) => splitEvents(window, last, context);
    let ordinal = 0;
    let events: SampleEvent[] = [];
    for await (const { text, start, end, line, column } of readWindow(source, context, split)) {
      const fields = fieldsOf(text, input);
      if (typeof fields === "string") {
        context.problem({ line, start, end, message: fields });
        continue;
      }
      events.push(
        new LocatedEvent(text, fields, { sample: input.sample, ordinal: ordinal++, start, end, line, column }),
      );
      if (events.length < BATCH) continue;
      yield events;
      events = [];
    }
    if (events.length > 0) yield events;
  },

  spansOf: spansOfLocated,
};

/** The fields of an event, or why it is none. */
function fieldsOf(text: string, input: ReadInput): TimedFields | string {
  if (!text.startsWith("<")) return new ClassicFields(text, input);
  const record = new XmlRecord(text);
  return record.fault() ?? new WindowsFields(record, () => text, input);
}

/** An event is complete when the next one begins, or with the sample's end. */
function* splitEvents(window: TextWindow, last: boolean, context: ReadContext): Generator<FoundText> {
  const starts = [...window.text.matchAll(START)].map(({ index }) => index);
  const [first] = starts;
  if (first === undefined && !last && window.text.length <= MAX_LINE_BYTES) return;
  report(window, 0, first ?? window.text.length, context);
  for (const [i, start] of starts.entries()) {
    const next = starts[i + 1];
    if (next === undefined && !last && window.text.length - start <= MAX_LINE_BYTES) {
      window.drop(start);
      return;
    }
    yield* cutEvents(window, start, next ?? window.text.length, context);
  }
  window.drop(window.text.length);
}

/** A stretch from one start to the next: one event of text, or XML events with nothing but blanks between. */
function* cutEvents(window: TextWindow, from: number, to: number, context: ReadContext): Generator<FoundText> {
  let start = from + (/^[ \t]*/.exec(window.text.slice(from, from + 256))?.[0].length ?? 0);
  while (start < to) {
    const isXml = window.text[start] === "<";
    const close = isXml ? /<\/(?:[\w.-]+:)?Event\s*>/.exec(window.text.slice(start, to)) : null;
    const end = close === null ? to : start + close.index + close[0].length;
    const text = window.text.slice(start, end).trimEnd();
    const place = window.locate(start);
    const after = window.locate(start + text.length);
    if (isXml && !/^<(?:[\w.-]+:)?Event[\s>]/.test(text))
      report(window, start + text.length, end, context, text, place);
    else yield { text, start: place.byte, end: after.byte, line: place.line, column: place.column };
    start = end + (/^\s*/.exec(window.text.slice(end, to))?.[0].length ?? 0);
    if (isXml && start < to && window.text[start] !== "<") {
      report(window, start, to, context);
      return;
    }
  }
}

/** Says that a stretch is no event; blank ones are passed over. */
function report(
  window: TextWindow,
  from: number,
  to: number,
  context: ReadContext,
  text = window.text.slice(from, to),
  place = window.locate(from),
): void {
  if (text.trim() === "") return;
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line;
  const end = window.locate(to).byte;
  context.problem({ line: place.line, start: place.byte, end, message: `Not a Windows event: "${shown}".` });
}
