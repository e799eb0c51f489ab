import type { CaptureRecord } from "./capture-event.ts";
import type { Connection, Packets } from "./model.ts";

/** Where an event of a capture is, before its fields are made. */
export interface RecordPlace {
  readonly kind: string;
  readonly frame: number;
  readonly connection: Connection;
  /** Byte range in the file. */
  readonly start: number;
  readonly end: number;
}

/** An event whose fields are made each time they are asked for: a capture may hold millions, of which few are looked at. */
export class DeferredRecord implements CaptureRecord {
  readonly kind: string;
  readonly frame: number;
  readonly connection: Connection;
  readonly start: number;
  readonly end: number;
  readonly #packets: Packets;
  readonly #make: () => CaptureRecord;

  constructor(place: RecordPlace, packets: Packets, make: () => CaptureRecord) {
    this.kind = place.kind;
    this.frame = place.frame;
    this.connection = place.connection;
    this.start = place.start;
    this.end = place.end;
    this.#packets = packets;
    this.#make = make;
  }

  get ts(): string {
    return this.#packets.frame(this.frame).ts;
  }

  get fields(): CaptureRecord["fields"] {
    return this.#make().fields;
  }

  get origins(): CaptureRecord["origins"] {
    return this.#make().origins;
  }
}
