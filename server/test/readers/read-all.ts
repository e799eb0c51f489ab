import { detectReader } from "#engine/readers/detect-reader.ts";
import type { ReadContext, Reader, ReadProblem } from "#engine/readers/reader.ts";
import type { ByteSource } from "#engine/sources.ts";
import type { SampleEvent } from "#events/event.ts";

/** A read that is over: its events and what could not be read. */
export interface Reading {
  readonly events: readonly SampleEvent[];
  readonly problems: readonly ReadProblem[];
}

/** Reads a whole source with one reader. */
export async function readAll(reader: Reader, source: ByteSource, over: Partial<ReadContext> = {}): Promise<Reading> {
  const events: SampleEvent[] = [];
  const problems: ReadProblem[] = [];
  const context: ReadContext = {
    sample: 0,
    windowsProfile: "xml",
    timeZone: "UTC",
    defaults: {},
    signal: new AbortController().signal,
    progress() {},
    problem: (problem) => problems.push(problem),
    ...over,
  };
  for await (const batch of reader.read(source, context)) events.push(...batch);
  return { events, problems };
}

/** A source that hands its bytes over in chunks cut at these places. */
export function cutSource(name: string, bytes: Uint8Array, cuts: readonly number[]): ByteSource {
  const places = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return {
    name,
    size: bytes.length,
    async *chunks() {
      for (let i = 1; i < places.length; i++) yield bytes.slice(places[i - 1], places[i]);
    },
  };
}

/** Text as bytes. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The reader that detection chooses, which must be there. */
export function readerFor(bytes: Uint8Array, name: string): Reader {
  const found = detectReader(bytes.subarray(0, 1 << 16), name);
  if (found.reader === null) throw new Error(found.message);
  return found.reader;
}

/** What tests compare of an event: its text, its place, and all fields. */
export function plain(event: SampleEvent): unknown {
  const fields = event.fields.names().map((name) => [name, event.fields.get(name)]);
  return { raw: event.raw(), origin: event.origin, time: event.time, fields };
}
