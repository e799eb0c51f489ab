import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partSpan } from "#engine/readers/located-fields.ts";
import { windowsXml } from "#engine/readers/windows-xml.ts";
import { bytesSource } from "#engine/sources.ts";
import { toList } from "#events/value.ts";
import { cutSource, plain, readAll, readerFor, utf8 } from "./read-all.ts";

const NAMESPACE = "xmlns='http://schemas.microsoft.com/win/2004/08/events/event'";
const SYSTEM =
  "<System><Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/><EventID>1</EventID><Level>4</Level><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='2026-03-10T09:00:00.123456700Z'/><EventRecordID>77</EventRecordID><Execution ProcessID='2412' ThreadID='3300'/><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>WS07.corp.example</Computer><Security UserID='S-1-5-18'/></System>";
const one = (data: string): string => `<Event ${NAMESPACE}>${SYSTEM}<EventData>${data}</EventData></Event>`;
const FIRST = one(
  "<Data Name='Image'>C:\\Windows\\System32\\cmd.exe</Data><Data Name='CommandLine'>cmd /c &quot;a &amp;&amp; b&quot; &lt;in &#x41;&#66;</Data><Data Name='RuleName'/>",
);
const SECOND = one(
  '\r\n  <Data Name="CommandLine"><![CDATA[echo </Event> &amp; done]]></Data>\r\n  <Data>first</Data><Data>sécond</Data>\r\n',
);
const USER = `<Event ${NAMESPACE}>${SYSTEM}<UserData><Wrapper xmlns='x'><Operation>Start &apos;x&apos;</Operation><Id/></Wrapper></UserData></Event>`;

describe("Windows event XML", () => {
  test("reads events one a line, concatenated, over lines and wrapped", async () => {
    const logs = [
      [`${FIRST}\n${SECOND}\n${USER}\n`, 3],
      [`${FIRST}${SECOND}${USER}`, 3],
      [`<?xml version="1.0"?>\r\n<!-- exported -->\r\n<Events>\r\n${FIRST}\r\n${SECOND}\r\n</Events>\r\n`, 2],
      [
        `\ufeff<e:Events xmlns:e="x">${FIRST.replace("<Event ", "<e:Event ").replace("</Event>", "</e:Event>")}</e:Events>`,
        1,
      ],
    ] as const;
    for (const [log, count] of logs) {
      const bytes = utf8(log);
      expect(readerFor(bytes, "log.xml").id).toBe("windows-xml");
      const { events, problems } = await readAll(windowsXml, bytesSource("log.xml", bytes));
      expect(problems).toEqual([]);
      expect(events).toHaveLength(count);
      for (const { origin, raw } of events.map((event) => ({ origin: event.origin, raw: event.raw() }))) {
        expect(new TextDecoder().decode(bytes.subarray(origin.start, origin.end))).toBe(raw);
        const line = log.replace("\ufeff", "").split("\n")[origin.line] ?? "";
        expect(raw.startsWith(line.slice(origin.column).trimEnd().slice(0, 40))).toBe(true);
      }
    }
  });

  test("decodes the five entities, numeric references and CDATA, and nothing else", async () => {
    const odd = one("<Data Name='a'>&unknown; &#0; &#xD83D; &#x1F98A;</Data>");
    const { events } = await readAll(windowsXml, bytesSource("log.xml", utf8(FIRST + SECOND + USER + odd)));
    const get = (index: number, name: string) => events[index]?.fields.get(name);
    expect(get(0, "CommandLine")).toBe('cmd /c "a && b" <in AB');
    expect(get(0, "RuleName")).toBe("");
    expect(get(1, "CommandLine")).toBe("echo </Event> &amp; done");
    expect(get(1, "Data")).toEqual(["first", "sécond"]);
    expect(get(2, "Operation")).toBe("Start 'x'");
    expect(String(get(3, "a"))).toMatch(/^&unknown; \0 . 🦊$/s);
  });

  test("gives Splunk's names", async () => {
    const { events } = await readAll(windowsXml, bytesSource("log.xml", utf8(FIRST)));
    const fields = events[0]?.fields;
    const names = [
      "EventCode",
      "EventID",
      "signature_id",
      "Channel",
      "LogName",
      "Computer",
      "host",
      "dest",
      "SourceName",
    ];
    expect(names.map((name) => fields?.get(name))).toEqual([
      "1",
      "1",
      "1",
      "Microsoft-Windows-Sysmon/Operational",
      "Microsoft-Windows-Sysmon/Operational",
      "WS07.corp.example",
      "WS07.corp.example",
      "WS07.corp.example",
      "Microsoft-Windows-Sysmon",
    ]);
    expect(fields?.get("_time")).toBe(1773133200.123456);
    expect(fields?.get("source")).toBe("XmlWinEventLog:Microsoft-Windows-Sysmon/Operational");
    expect(fields?.get("EventData_Xml")).toMatch(/^<EventData>.*<\/EventData>$/);
    expect(fields?.get("process_name")).toBe("cmd.exe");
    expect(fields?.get("ProviderName")).toBeNull();
  });

  test("reports what is broken and goes on", async () => {
    const broken = FIRST.replace("</Data>", "</Dta>");
    const open = FIRST.replace("</Event>", "");
    const log = `${broken}\nnoise here\n${open}\n${SECOND}\n<Event><EventData/></Event>\n<Event ${NAMESPACE}>`;
    const { events, problems } = await readAll(windowsXml, bytesSource("log.xml", utf8(log)));
    expect(events.map((event) => event.origin.line)).toEqual([3]);
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      expect.stringMatching(
        /^0: Not well-formed XML: "<\/Dta>" closes nothing: <Data> is open at character \d+ of the event\.$/,
      ),
      '1: Not a Windows event in XML: "noise here".',
      expect.stringMatching(/^2: Not well-formed XML: the element <Event> is not closed/),
      "7: The event has no System element.",
      "8: The event is not closed: no </Event> follows.",
    ]);
  });

  test("bounds depth and refuses declarations", async () => {
    const deep = one("<Data Name='x'>".repeat(80) + "</Data>".repeat(80));
    const declared = `<Event ${NAMESPACE}><!DOCTYPE lolz [<!ENTITY a "b">]>${SYSTEM}</Event>`;
    const { events, problems } = await readAll(windowsXml, bytesSource("log.xml", utf8(deep + declared)));
    expect(events).toEqual([]);
    expect(problems.map((problem) => problem.message)).toEqual([
      expect.stringContaining("nested deeper than 64"),
      expect.stringContaining("declarations are not read"),
    ]);
  });
});

describe("properties of Windows event XML", () => {
  test("any split of the bytes gives the same events and problems", async () => {
    const bytes = Uint8Array.from([
      ...utf8(`<Events>\r\n${FIRST}\r\n${SECOND}`),
      0xe2,
      0x82,
      ...utf8(`\n${USER}</Events>`),
    ]);
    const whole = await readAll(windowsXml, bytesSource("log.xml", bytes));
    expect(whole.events).toHaveLength(3);
    expect(whole.problems).toHaveLength(1);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 10 }), async (cuts) => {
        const split = await readAll(windowsXml, cutSource("log.xml", bytes, cuts));
        expect(split.events.map(plain)).toEqual(whole.events.map(plain));
        expect(split.problems).toEqual(whole.problems);
      }),
    );
  });

  test("the span of each value holds the value, part by part", async () => {
    const encode = (text: string): string => text.replace(/[<&>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.nat(), async (text, at) => {
        const log = one(`<Data Name='v'>${encode(text)}</Data>`);
        const { events } = await readAll(windowsXml, bytesSource("log.xml", utf8(log)));
        const event = events[0];
        if (event === undefined) throw new Error("no event");
        expect(event.fields.get("v")).toBe(text);
        for (const name of event.fields.names()) {
          for (const value of windowsXml.spansOf(event, name)) {
            if (name !== "_time") expect(toList(event.fields.get(name))).toContain(value.text);
          }
        }
        const [value] = windowsXml.spansOf(event, "v");
        if (value === undefined) throw new Error("no span");
        const cut = at % (text.length + 1);
        const head = partSpan(value, { start: 0, end: cut });
        expect(event.raw().slice(head.start, head.end)).toBe(encode(text.slice(0, cut)));
      }),
    );
  });
});
