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
