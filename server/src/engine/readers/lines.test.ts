import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesSource } from "../sources.ts";
import { readLines, type TextLine } from "./lines.ts";
import type { ReadContext } from "./reader.ts";

async function linesOf(bytes: Uint8Array, chunk: number): Promise<readonly TextLine[]> {
  const context = {
    sample: 0,
    windowsProfile: "xml",
    timeZone: "UTC",
    defaults: {},
    signal: new AbortController().signal,
    progress() {},
    problem: ({ message }) => expect.fail(message),
  } satisfies ReadContext;
  const lines: TextLine[] = [];
  for await (const batch of readLines(bytesSource("log", bytes, chunk), context, "parts")) lines.push(...batch);
  return lines;
}

test("lines that are decoded together are those that are decoded one by one, and their bytes are theirs", async () => {
  const piece = fc.constantFrom("a", "{}", "\n", "\r", "\r\n", "é", "😀", "\uFEFF", "x".repeat(9000), "ÿ".repeat(9000));
  const bytes = fc.array(piece, { maxLength: 40 }).map((pieces) => new TextEncoder().encode(pieces.join("")));
  const broken = fc.tuple(bytes, fc.nat()).map(([good, at]) => {
    const bad = good.slice();
    if (bad.length > 0) bad[at % bad.length] = 0xff;
    return bad;
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, broken), async (given) => {
      const lines = await linesOf(given, 1 << 18);
      expect(lines).toEqual(await linesOf(given, 1));
      for (const { text, start, end } of lines) {
        expect(text).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(given.subarray(start, end)));
      }
    }),
    { numRuns: 60 },
  );
});

test("a file without any line feed is read a line at a time, however large", async () => {
  const line = `${"x".repeat(99)}\r`;
  const file = new TextEncoder().encode(line.repeat(180_000));
  const lines = await linesOf(file, 1 << 16);
  expect(lines).toHaveLength(180_001);
  expect(lines.at(-2)).toEqual({ text: "x".repeat(99), start: 17_999_900, end: 17_999_999, line: 179_999 });
  const empty = await linesOf(new Uint8Array(1_000_000).fill(13), 1 << 16);
  expect(empty).toHaveLength(1_000_001);
});
