import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { SampleTexts } from "#hosts/run/sample-text.ts";
import { buildEvtx, text } from "../support/evtx-builder.ts";

import { run, sampleFolder } from "./sample-folder.ts";

const { at, write } = sampleFolder();

describe("the text rendering of samples", () => {
  const page = (name: string, firstLine: number, lines: number) =>
    ({ path: at(name), firstLine, lines, windowsProfile: "xml", timeZone: "UTC" }) as const;
  const { signal } = new AbortController();

  test("events of a binary sample, one a line, by page", async () => {
    const values = (chunk: number) => Array.from({ length: 100 }, (_, i) => [text(`${chunk}-${i}`)]);
    await write(
      "x.evtx",
      buildEvtx(
        ["N"],
        Array.from({ length: 12 }, (_, chunk) => values(chunk)),
      ),
    );
    const texts = new SampleTexts();
    const first = await texts.page(page("x.evtx", 0, 2), signal);
    expect(first.lines).toHaveLength(2);
    expect(first.total).toBeUndefined();
    const later = await texts.page(page("x.evtx", 1098, 500), signal);
    expect(later.total).toBe(1200);
    expect(later.lines).toHaveLength(102);
    expect(later.lines[0]).toContain("<Data Name='N'>10-98</Data>");
    expect(later.lines.at(-1)).toContain("<Data Name='N'>11-99</Data>");
    expect((await texts.page(page("x.evtx", 5000, 10), signal)).lines).toEqual([]);
    expect((await texts.page(page("x.evtx", 300, 1), signal)).lines[0]).toContain("3-0<");
    await texts.dispose();
    const outcome = await run([{ path: at("x.evtx") }], 'N="10-98"');
    expect(outcome.logs).toMatchObject([{ rendered: true, matchedEvents: 1 }]);
    const [event, clause] = outcome.logs[0]?.marks ?? [];
    expect(event).toMatchObject({ line: 1098, column: 0 });
    expect(later.lines[0]?.slice(clause?.column, clause?.endColumn)).toBe("10-98");
  });

  test("lines of packed text", async () => {
    const lines = Array.from({ length: 3000 }, (_, n) => `{"n":${n},"t":"ä"}`);
    await write("x.jsonl.gz", gzipSync(lines.join("\r\n")));
    const texts = new SampleTexts();
    expect(await texts.page(page("x.jsonl.gz", 2990, 20), signal)).toEqual({
      lines: lines.slice(2990),
      firstLine: 2990,
      total: 3000,
      unread: [],
    });
    expect((await texts.page(page("x.jsonl.gz", 511, 2), signal)).lines).toEqual(lines.slice(511, 513));
    await texts.dispose();
    const outcome = await run([{ path: at("x.jsonl.gz") }], "n=7");
    expect(outcome.logs.map(({ rendered }) => rendered)).toEqual([true]);
  });

  test("says why there is none", async () => {
    await write("folder/a.jsonl", '{"n":1}');
    await write("folder/b.jsonl", '{"n":1}');
    const texts = new SampleTexts();
    await expect(texts.page(page("folder", 0, 1), signal)).rejects.toThrow(/is not one log but 2/);
    await expect(texts.page(page("nothing", 0, 1), signal)).rejects.toThrow(/there is no such file/);
    await texts.dispose();
  });
});
