import type { Span } from "#base/span.ts";
import type { FieldSource, SampleEvent, ValueSpan } from "#events/event.ts";
import type { Origin } from "#events/origin.ts";
import type { Value } from "#events/value.ts";
import type { WireConnection, WireScope } from "#events/wire.ts";
import type { ByteSource } from "../sources.ts";
import { type Dump, type DumpProblem, radixOf, readDump } from "./dump-bytes.ts";
import { readDumpLine } from "./dump-line.ts";
import { headText } from "./encoding.ts";
import { readLines, type TextLine } from "./lines.ts";
import type { InputDefaults, ReadContext, Reader } from "./reader.ts";

/**
 * Bytes pasted as hexadecimal: xxd, `hexdump -C`, Wireshark's hex dump, `od -tx1`, or nothing but digits. Each dump is one event; a
 * blank line or an offset of 0 begins the next.
 */
export const hexPaste: Reader = {
  id: "hex-paste",
  title: "Hexadecimal dump",
  extensions: [".hex", ".hexdump", ".xxd"],

  detect(head: Uint8Array): number {
    const lines = headText(head)
      .split(/\r?\n|\r/)
      .map(asLine);
    const written = lines.filter(({ text }) => text.trim() !== "").slice(0, 40);
    // The last line of a head may be cut off.
    const whole = written.length > 1 && lines.length > 40 ? written.slice(0, -1) : written;
    if (whole.length === 0) return 0;
    const problems: DumpProblem[] = [];
    const radix = radixOf(whole);
    const { bytes } = readDump(whole, problems);
    const foreign = problems.some(({ message }) => message.startsWith("The line is no"));
    if (foreign || bytes.length < 4) return 0;
    return radix === 0 ? 0.5 : problems.length === 0 ? 0.9 : 0.4;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    let held: TextLine[] = [];
    let ordinal = 0;
    const finish = (): readonly SampleEvent[] => {
      const lines = held;
      held = [];
      if (lines.length === 0) return [];
      const event = dumpEvent(lines, context, ordinal);
      ordinal += event.length;
      return event;
    };
    for await (const lines of readLines(source, context)) {
      const events: SampleEvent[] = [];
      for (const line of lines) {
        if (line.text.trim() === "" || (held.length > 0 && startsAnew(line.text))) events.push(...finish());
        if (line.text.trim() !== "") held.push(line);
      }
      if (events.length > 0) yield events;
    }
    const last = finish();
    if (last.length > 0) yield last;
  },

  spansOf(event: SampleEvent, field: string): readonly ValueSpan[] {
    return event instanceof DumpEvent ? event.spansOf(field) : [];
  },
};

function asLine(text: string, line: number): TextLine {
  return { text, start: 0, end: 0, line };
}

function startsAnew(text: string): boolean {
  const read = readDumpLine(text, undefined);
  return read?.offset != null && /^0{4,}$/.test(read.offset) && read.bytes.length > 0;
}

function dumpEvent(lines: readonly TextLine[], context: ReadContext, ordinal: number): readonly SampleEvent[] {
  const problems: DumpProblem[] = [];
  const dump = readDump(lines, problems);
  for (const { line, message } of problems) {
    context.problem({ line: line.line, start: line.start, end: line.end, message });
  }
  const [first, last] = [lines[0], lines.at(-1)];
  if (dump.bytes.length === 0 || first === undefined || last === undefined) return [];
  const { start, line } = first;
  const origin = { sample: context.sample, ordinal, start, end: last.end, line, column: 0 };
  return [new DumpEvent(dump, lines, origin, context.defaults)];
}

/** A dump as an event: its text, its length, and its bytes as one frame. */
class DumpEvent implements SampleEvent {
  readonly time = null;
  readonly fields: FieldSource;
  readonly wire: WireConnection;
  readonly origin: Origin;
  readonly #dump: Dump;
  readonly #lines: readonly TextLine[];

  constructor(dump: Dump, lines: readonly TextLine[], origin: Origin, defaults: InputDefaults) {
    this.#dump = dump;
    this.#lines = lines;
    this.origin = origin;
    const values = new Map<string, Value>([
      ["_raw", this.raw()],
      ["length", dump.bytes.length],
    ]);
    for (const [name, value] of Object.entries(defaults)) if (value !== undefined) values.set(name, value);
    this.fields = { get: (name) => values.get(name) ?? null, names: () => [...values.keys()] };
    this.wire = frameOf(dump.bytes, origin.ordinal);
  }

  raw(): string {
    return this.#lines.map(({ text }) => text).join("\n");
  }

  /** The places of `bytes[from..to,…]` in the hexadecimal and the text column, a line at a time. */
  spansOf(field: string): readonly ValueSpan[] {
    const ranges = [...(/^bytes\[([\d.,]+)\]$/.exec(field)?.[1] ?? "").matchAll(/(\d+)\.\.(\d+)/g)];
    const starts = new Map<TextLine, number>();
    let offset = 0;
    for (const line of this.#lines) {
      starts.set(line, offset);
      offset += line.text.length + 1;
    }
    return ranges.flatMap((range) =>
      this.#dump.lines.flatMap((shown) => {
        const from = Math.max(Number(range[1]) - shown.at, 0);
        const to = Math.min(Number(range[2]) - shown.at, shown.bytes.length);
        if (from >= to) return [];
        const start = starts.get(shown.line) ?? 0;
        const places: Span[] = [{ start: shown.pairs[from]?.start ?? 0, end: shown.pairs[to - 1]?.end ?? 0 }];
        if (shown.text !== null) places.push({ start: shown.text + from, end: shown.text + to });
        return places.map((place) => ({ span: { start: start + place.start, end: start + place.end }, text: "" }));
      }),
    );
  }
}

/** Bytes of which nothing else is known: one subject whatever the scope. */
function frameOf(bytes: Uint8Array, ordinal: number): WireConnection {
  const scope: WireScope = {
    direction: undefined,
    pdu: undefined,
    offset: 0,
    bytes: () => bytes,
    slices: () => [],
    eventsOf: () => [ordinal],
  };
  return {
    decodes: new Set(),
    protocols: [],
    port: undefined,
    scopes: () => [scope],
    rpc: () => [],
    http: () => [],
    smb: () => [],
  };
}
