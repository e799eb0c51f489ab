import type { ByteStream, Direction } from "./model.ts";
import { bodyReach, readAuth, readBody, trailerStart } from "./pdu-body.ts";
import type { PduHeader } from "./pdu-header.ts";
import type { ContextResult, OfferedContext, Pdu, PduAuth, PduBody, PduType } from "./rpc-model.ts";

/** A PDU in a stream. A class, since captures hold very many. */
export class StreamPdu implements Pdu {
  readonly type: PduType;
  readonly minor: number;
  readonly flags: number;
  readonly little: boolean;
  readonly call: number;
  readonly length: number;
  readonly authLength: number;
  readonly auth: PduAuth | null;
  readonly direction: Direction;
  readonly stream: ByteStream;
  readonly start: number;
  readonly end: number;
  readonly frame: number;
  readonly #body: PduBody;

  /** Reads the PDU whose header stands at `start`; only the bytes before `end` were captured. */
  constructor(header: PduHeader, stream: ByteStream, start: number, end: number, direction: Direction) {
    this.type = header.type;
    this.minor = header.minor;
    this.flags = header.flags;
    this.little = header.little;
    this.call = header.call;
    this.length = header.length;
    this.authLength = header.authLength;
    const bytes = stream.view(start, Math.min(end, start + bodyReach(header))) ?? new Uint8Array(0);
    const at = end - start < header.length ? null : trailerStart(header);
    const trailer = at === null ? null : stream.view(start + at, start + at + 8);
    this.auth = at === null || trailer === null ? null : readAuth(trailer, at, header);
    this.#body = readBody(bytes, header, this.auth);
    this.direction = direction;
    this.stream = stream;
    this.start = start;
    this.end = end;
    this.frame = stream.arrival(end);
  }

  get cut(): boolean {
    return this.end - this.start < this.length;
  }

  get contexts(): readonly OfferedContext[] | undefined {
    return this.#body.contexts;
  }

  get results(): readonly ContextResult[] | undefined {
    return this.#body.results;
  }

  get secondaryAddress(): string | undefined {
    return this.#body.secondaryAddress;
  }

  get secondaryAddressAt(): number | undefined {
    return this.#body.secondaryAddressAt;
  }

  get context(): number | undefined {
    return this.#body.context;
  }

  get opnum(): number | undefined {
    return this.#body.opnum;
  }

  get object(): string | undefined {
    return this.#body.object;
  }

  get status(): number | undefined {
    return this.#body.status;
  }

  get stub(): PduBody["stub"] {
    return this.#body.stub;
  }
}
