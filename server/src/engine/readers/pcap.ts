import type { SampleEvent } from "#events/event.ts";
import type { ByteSource } from "../sources.ts";
import { spansOfLocated } from "./located-fields.ts";
import { CaptureEvent } from "./pcap/capture-event.ts";
import { decodeCapture } from "./pcap/decode-capture.ts";
import type { CaptureProblem } from "./pcap/model.ts";
import { isCapture } from "./pcap/read-packets.ts";
import { readInput } from "./read-input.ts";
import type { ReadContext, Reader } from "./reader.ts";

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
    const { records, wires, problems } = yield* decodeCapture(source, context);
    for (let at = 0; at < records.length; at += BATCH) {
      context.signal.throwIfAborted();
      yield records.slice(at, at + BATCH).map((record, i) => new CaptureEvent(record, at + i, input, wires));
    }
    report(problems, context);
  },

  spansOf: spansOfLocated,
};

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
