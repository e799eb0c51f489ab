import { describe, expect, test } from "vitest";
import { cef } from "#engine/readers/cef.ts";
import { partSpan } from "#engine/readers/located-fields.ts";
import { syslog } from "#engine/readers/syslog.ts";
import { bytesSource } from "#engine/sources.ts";
import { readAll, readerFor, utf8 } from "./read-all.ts";

const NOW = Date.UTC(2026, 0, 3) / 1000;
const NEW = [
  `<165>1 2026-01-02T03:04:05.678Z web01.example evntslog 811 ID47 [exampleSDID@32473 iut="3" eventSource="App \\"x\\] \\\\" eventID="1011"][other x="y"] \ufeffAn entry user=ann`,
  '<34>1 - - - - - - {"user":{"name":"bob"},"severity":"inner","n":1.50}',
  `<34>1 2026-01-02T03:04:05+01:00 web01 su - - -`,
].join("\n");
const OLD = [
  "<34>Dec 31 22:14:15 mymachine su[77]: 'su root' failed for lonvick on /dev/pts/8 tty=pts8",
  "<13>Jan  2 00:00:01 gate kernel: IN=eth0 SRC=10.0.0.1",
  "<999>Jan  2 00:00:01 gate CRON[4]: (root) CMD (run)",
].join("\r\n");
const FILE =
  "Jan  2 00:00:01 gate sshd[4]: Accepted publickey for ann\nJan  2 00:00:02 gate last message repeated 2 times\n";

async function fieldsOf(reader: typeof syslog, log: string) {
  const bytes = utf8(log);
  expect(readerFor(bytes, "messages").id).toBe(reader.id);
  const { events, problems } = await readAll(reader, bytesSource("messages", bytes), { now: NOW });
  expect(problems).toEqual([]);
  for (const event of events) {
    for (const name of event.fields.names()) {
      for (const value of reader.spansOf(event, name)) {
        expect(partSpan(value, { start: 0, end: value.text.length })).toEqual(value.span);
      }
    }
  }
  return events;
}

const pick = (fields: { get(name: string): unknown }, ...names: readonly string[]) =>
  names.map((name) => fields.get(name));

describe("syslog", () => {
  test("RFC 5424: header, structured data with its escapes, key=value and JSON in the message", async () => {
    const [first, second, third] = await fieldsOf(syslog, NEW);
    const names = [
      "priority",
      "facility",
      "severity",
      "host",
      "process",
      "pid",
      "msgid",
      "iut",
      "eventSource",
      "x",
      "user",
    ];
    expect(pick(first?.fields ?? new Map(), ...names)).toEqual([
      "165",
      "local4",
      "notice",
      "web01.example",
      "evntslog",
      "811",
      "ID47",
      "3",
      'App "x] \\',
      "y",
      "ann",
    ]);
    expect(first?.time).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 678) / 1000);
    const [escaped] = first === undefined ? [] : syslog.spansOf(first, "eventSource");
    if (first === undefined || escaped === undefined) throw new Error("no span");
    const part = partSpan(escaped, { start: 4, end: 7 });
    expect(first.raw().slice(part.start, part.end)).toBe(`${'\\"x\\"'.slice(0, 3)}\\]`);
    expect(pick(second?.fields ?? new Map(), "user.name", "n", "severity", "host", "facility")).toEqual([
      "bob",
      "1.50",
      "crit",
      null,
      "auth",
    ]);
    const [user] = second === undefined ? [] : syslog.spansOf(second, "user.name");
    expect(second?.raw().slice(user?.span.start, user?.span.end)).toBe("bob");
    expect(third?.time).toBe(Date.UTC(2026, 0, 2, 2, 4, 5) / 1000);
  });

  test("RFC 3164: the year is the last that fits, a wrong priority is none", async () => {
    const [first, second, third] = await fieldsOf(syslog, OLD);
    expect(
      pick(first?.fields ?? new Map(), "host", "process", "pid", "facility", "severity", "tty", "sourcetype"),
    ).toEqual(["mymachine", "su", "77", "auth", "crit", "pts8", "syslog"]);
    expect(first?.time).toBe(Date.UTC(2025, 11, 31, 22, 14, 15) / 1000);
    expect(pick(second?.fields ?? new Map(), "process", "SRC", "IN")).toEqual(["kernel", "10.0.0.1", "eth0"]);
    expect(second?.time).toBe(Date.UTC(2026, 0, 2, 0, 0, 1) / 1000);
    expect(pick(third?.fields ?? new Map(), "facility", "process", "host")).toEqual([null, "CRON", "gate"]);
  });

  test("files of daemons; without now a time without a year is unknown", async () => {
    const [first, second] = await fieldsOf(syslog, FILE);
    expect(pick(first?.fields ?? new Map(), "host", "process", "pid")).toEqual(["gate", "sshd", "4"]);
    expect(pick(second?.fields ?? new Map(), "host", "process")).toEqual(["gate", null]);
    const { events } = await readAll(syslog, bytesSource("messages", utf8(FILE)));
    expect(events[0]?.time).toBeNull();
  });

  test("a day without its second place is read too", async () => {
    const [event] = await fieldsOf(syslog, "<13>Jan 2 00:00:01 gate kernel: up\n<13>Jan  2 00:00:02 gate kernel: up\n");
    expect([event?.time, event?.fields.get("host")]).toEqual([Date.UTC(2026, 0, 2, 0, 0, 1) / 1000, "gate"]);
  });

  test("other text is not taken for syslog", () => {
    for (const log of [
      "a=1 b=2\nc=1 d=2",
      "2026-01-02T03:04:05Z INFO start a=1 b=2\n",
      '{"a":1}\n',
      "a,b\n1,2\n",
      "Jan is a month\n",
    ]) {
      expect(syslog.detect(utf8(log), "x.log")).toBe(0);
    }
  });
});

const CEF_LOG = [
  "CEF:0|Security|threat\\|manager|1.0|100|worm \\\\ stopped|10|src=10.0.0.1 dst=2.1.2.2 msg=a\\=b c\\nd  spt=1232 cs1Label=Rule Name cs1=the rule rt=1767323045000 empty=",
  "<134>Jan  2 03:04:05 fw01 CEF: 0|V|P|2|login|User login|5|suser=ann act=allowed",
  "Jan  2 03:04:05 fw01 CEF:1|V|P|2|x|No extension|Low",
].join("\n");

describe("CEF", () => {
  test("header and extension with their escapes, labels, and a syslog header before it", async () => {
    const [first, second, third] = await fieldsOf(cef, CEF_LOG);
    const names = [
      "cef_vendor",
      "cef_product",
      "deviceVersion",
      "cef_signature",
      "name",
      "cef_severity",
      "src",
      "msg",
      "spt",
      "cs1",
      "Rule_Name",
      "empty",
    ];
    expect(pick(first?.fields ?? new Map(), ...names)).toEqual([
      "Security",
      "threat|manager",
      "1.0",
      "100",
      "worm \\ stopped",
      "10",
      "10.0.0.1",
      "a=b c\nd",
      "1232",
      "the rule",
      "the rule",
      null,
    ]);
    expect(first?.time).toBe(1767323045);
    const [message] = first === undefined ? [] : cef.spansOf(first, "msg");
    if (first === undefined || message === undefined) throw new Error("no span");
    const part = partSpan(message, { start: 1, end: 6 });
    expect(first.raw().slice(part.start, part.end)).toBe("\\=b c\\n");
    expect(pick(second?.fields ?? new Map(), "host", "facility", "severity", "suser", "act", "cef_cefVersion")).toEqual(
      ["fw01", "local0", "5", "ann", "allowed", "0"],
    );
    expect(second?.time).toBe(Date.UTC(2026, 0, 2, 3, 4, 5) / 1000);
    expect(pick(third?.fields ?? new Map(), "name", "cef_severity", "host")).toEqual(["No extension", "Low", "fw01"]);
  });

  test("a line that is not CEF is reported", async () => {
    const { events, problems } = await readAll(cef, bytesSource("x", utf8(`${CEF_LOG}\nCEF:0|too|short\n`)));
    expect(events).toHaveLength(3);
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      expect.stringContaining("3: The line is not CEF"),
    ]);
  });
});
