import { describe, expect, it } from "vitest";
import type { SampleEvent } from "#events/event.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { detectReader } from "./detect-reader.ts";
import { hexPaste } from "./hex-paste.ts";
import type { ReadProblem } from "./reader.ts";

const BYTES = "05000b031000000048000000020000004301000000000000c000000000000046";
const TEXT = ".......".padEnd(16, ".");
const pairs = (from: number, to: number) => (BYTES.slice(2 * from, 2 * to).match(/../g) ?? []).join(" ");
const DUMPS: Readonly<Record<string, string>> = {
  xxd: `00000000: 0500 0b03 1000 0000 4800 0000 0200 0000  ........H.......\n00000010: 4301 0000 0000 0000 c000 0000 0000 0046  C..............F\n`,
  hexdump: `00000000  ${pairs(0, 8)}  ${pairs(8, 16)}  |${TEXT}|\n00000010  ${pairs(16, 24)}  ${pairs(24, 32)}  |C..............F|\n00000020\n`,
  wireshark: `0000   ${pairs(0, 16)}   ........H.......\n0010   ${pairs(16, 32)}   C..............F\n`,
  od: `0000000 ${pairs(0, 16)}\n0000020 ${pairs(16, 32)}\n0000040\n`,
  "od -Ax": `000000 ${pairs(0, 16)}\n000010 ${pairs(16, 32)}\n000020\n`,
  plain: `${BYTES.slice(0, 32)}\n${BYTES.slice(32)}\n`,
  spaced: pairs(0, 32),
  escaped: (BYTES.match(/../g) ?? []).map((pair) => `\\x${pair}`).join(""),
};

async function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  const problems: ReadProblem[] = [];
  const events: SampleEvent[] = [];
  const source = {
    name: "paste",
    size: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
  const context = {
    sample: 0,
    windowsProfile: DEFAULT_SETTINGS.windowsProfile,
    timeZone: "UTC",
    defaults: {},
    signal: new AbortController().signal,
    progress() {},
    problem: (problem: ReadProblem) => problems.push(problem),
  };
  for await (const batch of hexPaste.read(source, context)) events.push(...batch);
  return { events, problems };
}

const bytesOf = (event: SampleEvent | undefined) =>
  [...(event?.wire?.scopes("frame") ?? [])].map((scope) => Buffer.from(scope.bytes()).toString("hex")).join();

describe("hexadecimal dumps", () => {
  it.each(Object.entries(DUMPS))("of %s are known and read", async (_name, text) => {
    expect(detectReader(new TextEncoder().encode(text), "sample.txt")).toEqual({ reader: hexPaste });
    const { events, problems } = await read(text);
    expect(problems).toEqual([]);
    expect(events.map(bytesOf)).toEqual([BYTES]);
  });

  it("show where bytes stand in both columns", async () => {
    const { events } = await read(DUMPS.xxd ?? "");
    const [event] = events;
    if (event === undefined) throw new Error("no event");
    const spans = hexPaste.spansOf(event, "bytes[15..18]");
    expect(spans.map(({ span }) => event.raw().slice(span.start, span.end))).toEqual(["00", ".", "4301", "C."]);
  });

  it("begin anew at a blank line or the offset 0, and repeat lines at *", async () => {
    const zeros = "00 ".repeat(16).trim();
    const text = `00000000  ${zeros}  |................|\n*\n00000040  ff\n00000041\n\n00000000  01 02\n00000000  03 04\n`;
    const { events, problems } = await read(text);
    expect(problems).toEqual([]);
    expect(events.map(bytesOf)).toEqual([`${"00".repeat(64)}ff`, "0102", "0304"]);
  });

  it("are not looked for in checksums without end", () => {
    const sums = `${"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".repeat(2)}  empty\n`;
    expect(hexPaste.detect(new TextEncoder().encode(sums.repeat(3)), "SHA512SUMS")).toBe(0);
    expect(detectReader(new TextEncoder().encode(sums.repeat(3)), "SHA512SUMS").reader).toBeNull();
  });

  it("follow repeated lines up to 16 MiB in all", async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `${(i * 0xffffff).toString(16).padStart(8, "0")}  ff\n*\n`);
    const { events, problems } = await read(lines.join(""));
    expect(events[0]?.fields.get("length")).toBe(0xffffff + 199);
    expect(problems).toHaveLength(198);
    expect(problems[0]?.message).toMatch(/^The offset is 01fffffe, and 16777216 bytes stand before it/);
  });

  it("say which lines are none", async () => {
    const { events, problems } = await read("00000000  01 02 03 04\nwhat is this\n");
    expect(events.map(bytesOf)).toEqual(["01020304"]);
    expect(problems).toMatchObject([{ line: 1 }]);
  });

  it.each(["hello world\n", "2024-01-02 host sshd\n", "a,b\n1,2\n", "12\n34\n", '{"a": 1}\n'])(
    "are not seen in %s",
    (text) => {
      expect(hexPaste.detect(new TextEncoder().encode(text), "a.txt")).toBe(0);
    },
  );
});
