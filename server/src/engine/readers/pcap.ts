import { once } from "#base/memo.ts";
import type { SampleEvent } from "#events/event.ts";
import { type CapturedEvent, CaptureWires } from "../signature/capture-wire.ts";
import type { ByteSource } from "../sources.ts";
import { spansOfLocated } from "./located-fields.ts";
import { type Capture, readCapture } from "./pcap/capture.ts";
import { CaptureEvent, type CaptureRecord } from "./pcap/capture-event.ts";
import { captureRecords } from "./pcap/capture-records.ts";
import type { CaptureProblem } from "./pcap/model.ts";
import { ProblemTally } from "./pcap/problem-tally.ts";
import { isCapture } from "./pcap/read-packets.ts";
import { readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";

/** The largest capture that is read, in bytes; of a larger one the beginning is. */
const MAX_BYTES = 1 << 29;
const BATCH = 256;

/** Network captures, pcap and pcapng: events with Zeek's names for connections, RPC calls and what they carry. */
export const pcap: Reader = {
  id: "pcap",
  title: "Network capture (pcap, pcapng)",
  extensions: [".pcap", ".pcapng", ".cap"],
  binary: true,

  detect(head: Uint8Array): number {
    return isCapture(head) ? 1 : 0;
  },

  async *read(source: ByteSource, context: ReadContext): AsyncGenerator<readonly SampleEvent[]> {
    const input = readInput(source.name, context);
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
    for (let at = 0; at < records.length; at += BATCH) {
      context.signal.throwIfAborted();
      yield records.slice(at, at + BATCH).map((record, i) => new CaptureEvent(record, at + i, input, wires));
    }
    const problems = [...capture.packets.problems, ...unreadRpc(capture)];
    report(cut === null ? problems : [...problems, cut], context);
  },

  spansOf: spansOfLocated,
};

function capturedEvent({ connection, kind, start, end }: CaptureRecord, ordinal: number): CapturedEvent {
  return { connection, ordinal, whole: kind === "conn", start, end };
}

/** The bytes of a source, in one piece: streams refer to them by their places. */
async function allBytes(
  source: ByteSource,
  context: ReadContext,
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

/** Problems in the order of their ends, those that end at one place as one. */
function report(problems: readonly CaptureProblem[], context: ReadContext): void {
  const byEnd = new Map<number, CaptureProblem>();
  for (const problem of problems) {
    const known = byEnd.get(problem.end);
    const message = known === undefined ? problem.message : `${known.message} ${problem.message}`;
    byEnd.set(problem.end, { ...problem, start: Math.min(problem.start, known?.start ?? problem.start), message });
  }
  const ordered = [...byEnd.values()].sort((a, b) => a.end - b.end);
  for (const problem of ordered) context.problem({ line: 0, ...problem });
}
