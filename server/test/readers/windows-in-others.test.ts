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

test("LEEF with a tab, a named and a hexadecimal separator", async () => {
  const names = ["leef_vendor", "leef_event_id", "src", "usrName", "msg", "sourcetype"];
  const one = await fieldsOf(
    "LEEF:1.0|V|P|1|id|src=1.2.3.4\tusrName=kim lee\tmsg=a=b\tdevTime=Mar 01 2024 10:15:02\n",
    names,
  );
  expect(one.time).toBe(1_709_288_102);
  expect(one.values).toEqual(["V", "id", "1.2.3.4", "kim lee", "a=b", "leef"]);
  for (const separator of [
    "^|src=1.2.3.4^usrName=kim lee",
    "x5E|src=1.2.3.4^usrName=kim lee",
    "src=1.2.3.4\tusrName=kim lee",
  ]) {
    const two = await fieldsOf(`LEEF:2.0|V|P|1|id|${separator}\n`, names);
    expect(two.values.slice(0, 4)).toEqual(["V", "id", "1.2.3.4", "kim lee"]);
  }
});
