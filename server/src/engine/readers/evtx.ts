import type { SampleEvent } from "#events/event.ts";
import type { ByteSource } from "../sources.ts";
import { WindowsFields } from "../windows/windows-fields.ts";
import { type ChunkContents, hasRecordSignature, readContents } from "./evtx/chunk.ts";
import { evtxCertainty, type FileState, type FoundChunk, readChunks } from "./evtx/chunk-stream.ts";
import { BinaryXmlFault } from "./evtx/cursor.ts";
import { EvtxEvent } from "./evtx/evtx-event.ts";
import { EvtxRecord } from "./evtx/evtx-record.ts";
import { parseInstances } from "./evtx/instance-parser.ts";
import { Templates } from "./evtx/templates.ts";
import { spansOfLocated } from "./located-fields.ts";
import { type ReadInput, readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";

const BATCH = 256;
const RECORD_HEADER = 24;

/**
 * Windows event logs as Windows keeps them. Each event's text is its XML on one line. A file that was not closed, has holes
 * or ends early is read as far as its chunks and records can be found; whatever cannot be read is told with its bytes.
 */
export const evtx: Reader = {
  id: "evtx",
  title: "Windows event log (EVTX)",
  extensions: [".evtx"],
  binary: true,

  detect(head: Uint8Array): number {
    return evtxCertainty(head);
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const log = new EventLog(readInput(source.name, context), context);
    for await (const chunk of readChunks(source, context, log.state, log.tell)) {
      context.signal.throwIfAborted();
      const events = log.eventsOf(chunk);
      for (let at = 0; at < events.length; at += BATCH) yield events.slice(at, at + BATCH);
    }
  },

  spansOf: spansOfLocated,
};

/** Turns the chunks of one file into events. */
class EventLog {
  readonly state: FileState = { dirty: false };
  readonly #input: ReadInput;
  readonly #context: ReadContext;
  #ordinal = 0;
  #leftOver = false;

  constructor(input: ReadInput, context: ReadContext) {
    this.#input = input;
    this.#context = context;
  }

  /** Reports bytes of the file; the line is that of the event that comes next. */
  readonly tell = (start: number, end: number, message: string): void => {
    this.#context.problem({ line: this.#ordinal, start, end, message });
  };

  eventsOf({ bytes, offset, intact }: FoundChunk): readonly SampleEvent[] {
    const contents = readContents(bytes, intact);
    this.#tellState(contents, bytes, offset);
    const templates = new Templates(bytes);
    const events: SampleEvent[] = [];
    for (const { kind, start, end } of contents.parts) {
      if (kind === "gap") {
        this.tell(
          offset + start,
          offset + end,
          `${end - start} bytes at byte ${offset + start} hold no event that can be read.`,
        );
        continue;
      }
      const record = this.#recordAt(templates, bytes, start, end);
      if (record instanceof BinaryXmlFault) {
        this.tell(offset + start, offset + end, `The event at byte ${offset + start} is damaged: ${record.message}.`);
        continue;
      }
      const { sample } = this.#input;
      const ordinal = this.#ordinal++;
      const fields = new WindowsFields(record, () => record.raw(), this.#input);
      const origin = { sample, ordinal, start: offset + start, end: offset + end, line: ordinal, column: 0 };
      events.push(new EvtxEvent(record, fields, origin));
    }
    return events;
  }

  #recordAt(templates: Templates, bytes: Uint8Array, start: number, end: number): EvtxRecord | BinaryXmlFault {
    try {
      const record = new EvtxRecord(bytes, parseInstances(templates, bytes, start + RECORD_HEADER, end - 4));
      return record.isEvent() ? record : new BinaryXmlFault("it has no System element");
    } catch (error) {
      if (error instanceof BinaryXmlFault) return error;
      throw error;
    }
  }

  #tellState({ end, state }: ChunkContents, bytes: Uint8Array, offset: number): void {
    if (state === "altered") {
      const message = `The checksum of the events in the chunk at byte ${offset} is wrong: values may be altered.`;
      this.tell(offset, offset + end, message);
    } else if (state !== "sound") {
      const taken =
        state === "header" ? "its events are read all the same" : "events are taken as long as their numbers rise";
      this.tell(offset, offset + 512, `The header of the chunk at byte ${offset} is damaged; ${taken}.`);
    }
    if (this.state.dirty && !this.#leftOver && hasRecordSignature(bytes, end)) {
      this.#leftOver = true;
      const message =
        "The log was not closed: behind the end of a chunk lie events that are older or were not finished. They are not read.";
      this.tell(offset + end, offset + bytes.length, message);
    }
  }
}
