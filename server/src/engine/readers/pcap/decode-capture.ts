import { once } from "#base/memo.ts";
import { type CapturedEvent, CaptureWires } from "../../signature/capture-wire.ts";
import type { ByteSource } from "../../sources.ts";
import type { ReadContext } from "../reader.ts";
import { type Capture, readCapture } from "./capture.ts";
import type { CaptureRecord } from "./capture-event.ts";
import { captureRecords } from "./capture-records.ts";
import type { CaptureProblem } from "./model.ts";
import { ProblemTally } from "./problem-tally.ts";

/** The largest capture that is read, in bytes; of a larger one the beginning is. */
const MAX_BYTES = 1 << 29;

/** A capture with the events made of it, in order: an event's place in the list is its ordinal. */
export interface DecodedCapture {
  readonly capture: Capture;
  readonly records: readonly CaptureRecord[];
  /** The connections as signatures look at them. */
  readonly wires: () => CaptureWires;
  readonly problems: readonly CaptureProblem[];
}

/** Reads a capture to its end and decodes it. Yields nothing now and then, so that the caller can stop. */
export async function* decodeCapture(
  source: ByteSource,
  context: Pick<ReadContext, "signal" | "progress" | "rpc">,
): AsyncGenerator<readonly never[], DecodedCapture> {
  const { bytes, cut } = await allBytes(source, context);
  const reading = readCapture(bytes);
  let step = reading.next();
  for (; step.done !== true; step = reading.next()) {
    context.signal.throwIfAborted();
    yield [];
  }
  const capture = step.value;
  const records = captureRecords(capture, context.rpc?.());
  const wires = once(() => new CaptureWires(capture, records.map(capturedEvent)));
  const problems = [...capture.packets.problems, ...unreadRpc(capture)];
  return { capture, records, wires, problems: cut === null ? problems : [...problems, cut] };
}

function capturedEvent({ connection, kind, start, end }: CaptureRecord, ordinal: number): CapturedEvent {
  return { connection, ordinal, whole: kind === "conn", start, end };
}

/** The bytes of a source, in one piece: streams refer to them by their places. */
async function allBytes(
  source: ByteSource,
  context: Pick<ReadContext, "signal" | "progress">,
): Promise<{ readonly bytes: Uint8Array; readonly cut: CaptureProblem | null }> {
  let bytes = new Uint8Array(Math.min(source.size ?? 1 << 20, MAX_BYTES));
  let length = 0;
  for await (const chunk of source.chunks()) {
    context.signal.throwIfAborted();
    const part = chunk.subarray(0, MAX_BYTES - length);
    if (length + part.length > bytes.length) {
      const larger = new Uint8Array(Math.min(Math.max(bytes.length * 2, length + part.length), MAX_BYTES));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(part, length);
    length += part.length;
    context.progress(length);
    if (part.length < chunk.length) {
      const message = `The capture is larger than ${MAX_BYTES / 1048576} MiB; what lies behind is not read.`;
      return { bytes, cut: { start: length, end: source.size ?? length + 1, message } };
    }
  }
  return { bytes: bytes.subarray(0, length), cut: null };
}

/** Bytes of RPC connections that are no PDUs, told at the connection's first frame. */
function unreadRpc({ sessions, packets }: Capture): CaptureProblem[] {
  const tally = new ProblemTally();
  for (const { skipped, connection } of sessions) {
    if (skipped === 0) continue;
    const { start, captured } = packets.frame(connection.firstFrame);
    const message = `${skipped} bytes of the RPC connection ${connection.id} are no PDUs and are not read.`;
    tally.add(message, start, start + captured);
  }
  return tally.problems();
}
