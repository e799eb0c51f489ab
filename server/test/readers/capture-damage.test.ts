import { describe, expect, test } from "vitest";
import { openCapture } from "#engine/readers/pcap/capture.ts";
import { captureRecords } from "#engine/readers/pcap/capture-records.ts";
import { captureBytes, captureNames } from "./capture-expectations.ts";

/** Seeds a capture, and places at which it is cut; 200 and 60 were run once over all captures. */
const SEEDS = 3;
const CUTS = 6;

/** Reads bytes that may be anything; what comes out must stay within them. */
function readWithin(bytes: Uint8Array): void {
  const capture = openCapture(bytes);
  for (const { start, end, origins } of captureRecords(capture, undefined)) {
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(bytes.length);
    for (const { frame, offset, length } of [...origins.values()].flat()) {
      expect(offset + length).toBeLessThanOrEqual(capture.packets.frame(frame).captured);
    }
  }
  for (const { end } of capture.packets.problems) expect(end).toBeLessThanOrEqual(bytes.length);
}

describe.skipIf(captureNames.length === 0)("published and made captures", () => {
  test.each(captureNames)("%s, cut and damaged, is read without failing", (name) => {
    const whole = captureBytes(name);
    for (let i = 1; i <= CUTS; i++) readWithin(whole.subarray(0, Math.floor((whole.length * i) / (CUTS + 1))));
    for (let seed = 1; seed <= SEEDS; seed++) {
      const bytes = whole.slice();
      let state = seed;
      for (let i = 0; i < bytes.length / 800; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const at = Math.floor((state / 4294967296) * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (state % 8));
      }
      readWithin(bytes);
    }
  });
});
