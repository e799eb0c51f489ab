import { expect, test } from "vitest";
import { bytesSource } from "#engine/sources.ts";
import { readAll, readerFor, utf8 } from "./read-all.ts";

const TIME = 1_709_288_102.123456;

async function fieldsOf(text: string, names: readonly string[], name = "sample.log") {
  const bytes = utf8(text);
  const reader = readerFor(bytes, name);
  const { events } = await readAll(reader, bytesSource(name, bytes), { windowsProfile: "union" });
  const [event] = events;
  if (event === undefined) throw new Error("no event");
  return { time: event.time, values: names.map((field) => event.fields.get(field)), reader, event };
}

test("Sysmon for Linux behind a syslog header has its own time, source and sourcetype", async () => {
  const line =
    'Mar  1 11:15:03 lx01 sysmon: <Event><System><Provider Name="Linux-Sysmon"/><EventID>1</EventID><TimeCreated SystemTime="2024-03-01T10:15:02.123456000Z"/><Channel>Linux-Sysmon/Operational</Channel><Computer>lx01</Computer></System><EventData><Data Name="Image">/usr/bin/curl</Data><Data Name="CommandLine">curl x</Data></EventData></Event>\n';
  const { time, values } = await fieldsOf(line, [
    "source",
    "sourcetype",
    "EventCode",
    "process_name",
    "vendor_product",
  ]);
  expect(time).toBe(TIME);
  expect(values).toEqual(["Syslog:Linux-Sysmon/Operational", "sysmon:linux", "1", "curl", null]);
});

test("a hit of Chainsaw's is the event that it found", async () => {
  const hit = {
    name: "a rule",
    group: "Sigma",
    document: {
      kind: "evtx",
      path: "a.evtx",
      data: {
        Event: {
          System: {
            EventID: 1,
            Channel: "Microsoft-Windows-Sysmon/Operational",
            Computer: "ws1",
            TimeCreated_attributes: { SystemTime: "2024-03-01T10:15:02.123456Z" },
          },
          EventData: { Image: "C:\\a\\b.exe" },
        },
      },
    },
  };
  const text = JSON.stringify([hit]);
  const { time, values, reader, event } = await fieldsOf(text, ["EventCode", "process_name", "host", "name"], "a.json");
  expect(time).toBe(TIME);
  expect(values).toEqual(["1", "b.exe", "ws1", "a rule"]);
  const [place] = reader.spansOf(event, "Image");
  expect(event.raw().slice(place?.span.start, place?.span.end)).toBe("C:\\\\a\\\\b.exe");
});
