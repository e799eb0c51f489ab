import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { Batch } from "#events/batch.ts";
import type { SampleEvent } from "#events/event.ts";
import { Row } from "#events/row.ts";
import type { Settings } from "#runtime/settings.ts";
import { detectReader, HEAD_BYTES } from "./readers/detect-reader.ts";
import type { InputDefaults, ReadContext, Reader, ReadProblem } from "./readers/reader.ts";
import type { ByteSource } from "./sources.ts";

/** A log that a run reads, with what Splunk would know of its input. */
export interface SampleInput {
  readonly source: ByteSource;
  readonly defaults: InputDefaults;
  /** The log's format; found out by its first bytes when not given. */
  readonly reader?: Reader;
}

/** A sample with its reader and a source that still begins with the bytes that were looked at; or why it has no reader. */
export type OpenedSample =
  | { readonly reader: Reader; readonly source: ByteSource }
  | { readonly reader: null; readonly source: ByteSource; readonly message: string };

/** Unpacks gzip: a host's own stream does it. */
export type Gunzip = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Finds out which reader a sample needs, by its first 64 KB; those behind the packing when it is gzip. */
export async function openSample(source: ByteSource, gunzip?: Gunzip): Promise<OpenedSample> {
  const head = await headOf(source);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    if (gunzip !== undefined) return openSample(unpacked(source, gunzip));
    return { reader: null, source, message: "The sample is packed with gzip; unpack it first." };
  }
  const detection = detectReader(head, source.name);
  return detection.reader === null ? { ...detection, source } : { reader: detection.reader, source };
}

/** The source behind a gzip file; how long it is shows at its end. Places of events are those of the unpacked bytes. */
function unpacked(source: ByteSource, gunzip: Gunzip): ByteSource {
  return { name: source.name.replace(/\.gz$/i, ""), size: undefined, chunks: () => gunzip(source.chunks()) };
}

/** The first bytes of a source; the iteration is closed when there are enough. */
async function headOf(source: ByteSource): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  for await (const chunk of source.chunks()) {
    const part = chunk.subarray(0, HEAD_BYTES - length);
    head.set(part, length);
    length += part.length;
    if (length === HEAD_BYTES) break;
  }
  return head.subarray(0, length);
}

/** What reading samples tells while it goes on. */
export interface SampleObserver {
  readonly signal: AbortSignal;
  /** Bytes read of all samples so far, and the events that came of them. */
  progress(bytes: number, events: number): void;
  unread(sample: number, problem: ReadProblem): void;
  readonly gunzip?: Gunzip | undefined;
  /** Epoch seconds; for times that are written without a year. */
  readonly now?: number | undefined;
  /** Names of RPC interfaces, for captures. */
  readonly rpc?: (() => RpcInterfaces) | undefined;
}

/** The events of samples as rows, sample by sample, in file order. */
export async function* sampleRows(
  samples: readonly SampleInput[],
  settings: Settings,
  observer: SampleObserver,
): AsyncGenerator<Batch> {
  let before = 0;
  let events = 0;
  for (const [index, sample] of samples.entries()) {
    let read = 0;
    const context = readContext(index, sample, settings, observer, (bytes) => {
      read = bytes;
      observer.progress(before + bytes, events);
    });
    try {
      for await (const batch of eventsOf(sample, context, observer.gunzip)) {
        observer.signal.throwIfAborted();
        events += batch.length;
        yield batch.map((event) => Row.ofEvent(event));
      }
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      context.problem(cutOff(error, sample.source));
    }
    before += read;
    observer.progress(before, events);
  }
}

async function* eventsOf(
  sample: SampleInput,
  context: ReadContext,
  gunzip: Gunzip | undefined,
): AsyncGenerator<readonly SampleEvent[]> {
  const opened =
    sample.reader === undefined
      ? await openSample(told(sample.source), gunzip && toldGunzip(gunzip))
      : { reader: sample.reader, source: told(sample.source) };
  if (opened.reader === null) {
    context.problem({ line: 0, start: 0, end: 0, message: opened.message, whole: true });
    return;
  }
  yield* opened.reader.read(opened.source, context);
}

/** A source gave no more bytes: the disk, the packing or the archive is at fault, not the events before. */
class SourceFailure extends Error {
  readonly at: number;

  constructor(at: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.at = at;
  }
}

/** A source whose failure says after how many bytes it came. */
function told(source: ByteSource): ByteSource {
  return { ...source, chunks: () => toldChunks(source.chunks()) };
}

/** The same for unpacking: places are those of the unpacked bytes. */
function toldGunzip(gunzip: Gunzip): Gunzip {
  return (chunks) => toldChunks(gunzip(chunks));
}

async function* toldChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let at = 0;
  try {
    for await (const chunk of chunks) {
      at += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw new SourceFailure(at, error);
  }
}

function cutOff({ at, message }: SourceFailure, { name, size }: ByteSource): ReadProblem {
  const place = at === 0 ? "" : ` What stands in the ${at.toLocaleString("en")} bytes before was read.`;
  const end = Math.max(at + 1, size ?? 0);
  return {
    line: 0,
    start: at,
    end,
    message: `${name} cannot be read to its end: ${message.replace(/\.?$/, ".")}${place}`,
    cut: true,
  };
}

function readContext(
  index: number,
  { defaults }: SampleInput,
  settings: Settings,
  observer: SampleObserver,
  progress: (bytes: number) => void,
): ReadContext {
  return {
    sample: index,
    windowsProfile: settings.windowsProfile,
    timeZone: settings.timeZone,
    defaults,
    jsonNull: settings.jsonNullText,
    now: observer.now,
    rpc: observer.rpc,
    signal: observer.signal,
    progress,
    problem: (problem) => observer.unread(index, problem),
  };
}

/** Bytes of all samples, when all sizes are known. */
export function totalSize(samples: readonly SampleInput[]): number | undefined {
  let total = 0;
  for (const { source } of samples) {
    if (source.size === undefined) return undefined;
    total += source.size;
  }
  return total;
}
