import type { RpcInterfaces } from "#catalog/rpc-interfaces.ts";
import type { SampleEvent, ValueSpan } from "#events/event.ts";
import type { WindowsProfile } from "#runtime/settings.ts";
import type { ByteSource } from "../sources.ts";

/** Something in a sample that could not be read as an event. Never dropped in silence. */
export interface ReadProblem {
  /** Zero-based line in the sample, where it makes sense. */
  readonly line: number;
  /** Byte range in the sample. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Nothing of the sample could be read. */
  readonly whole?: boolean;
  /** The rest of the sample, from `start`, could not be read. */
  readonly cut?: boolean;
}

/** What Splunk would know of the input. Each is given to events that do not say it themselves. */
export interface InputDefaults {
  readonly sourcetype?: string;
  readonly source?: string;
  readonly host?: string;
  readonly index?: string;
}

/** What a reader may use and must report to. */
export interface ReadContext {
  /** Index of the sample among those of the run; goes into every origin. */
  readonly sample: number;
  readonly windowsProfile: WindowsProfile;
  /** IANA name, for times without a zone. */
  readonly timeZone: string;
  readonly defaults: InputDefaults;
  /** How JSON's null comes out: as the text `null` (the default), or as no field. */
  readonly jsonNull?: "text" | "absent";
  /** Epoch seconds; for times that are written without a year. They are unknown without it. */
  readonly now?: number | undefined;
  /** Names of RPC interfaces and procedures, for captures; without it they stay unknown. */
  readonly rpc?: (() => RpcInterfaces) | undefined;
  readonly signal: AbortSignal;
  /** Called with the number of bytes read so far, once a batch. */
  progress(bytes: number): void;
  problem(problem: ReadProblem): void;
}

/** A log format. One file each. */
export interface Reader {
  readonly id: string;
  readonly title: string;
  readonly extensions: readonly string[];
  /**
   * The sample is not text. Its text rendering has one event a line: line n is the raw text of event n (without line
   * breaks), `origin.line` is the ordinal, `origin.start` and `end` are the byte range in the file.
   */
  readonly binary?: true;
  /** How sure the reader is, 0 to 1, that it can read a sample that begins with these bytes (up to 64 KB). */
  detect(head: Uint8Array, name: string): number;
  /** The events in the sample's order, in batches of up to 256. Checks the signal once a batch. */
  read(source: ByteSource, context: ReadContext): AsyncIterable<readonly SampleEvent[]>;
  /** Where the values of a field stand in the event's text; none when the field is not from the text. */
  spansOf(event: SampleEvent, field: string): readonly ValueSpan[];
}
