import fc from "fast-check";
import { expect, test } from "vitest";
import { windowsText } from "#engine/readers/windows-text.ts";
import { bytesSource } from "#engine/sources.ts";
import { cutSource, plain, readAll, readerFor, utf8 } from "./read-all.ts";

const LOGON = [
  "03/10/2026 09:14:07 AM",
  "LogName=Security",
  "EventCode=4624",
  "EventType=0",
  "ComputerName=DC01.corp.example",
  "SourceName=Microsoft Windows security auditing.",
  "Type=Information",
  "RecordNumber=88",
  "Keywords=Audit Success",
  "TaskCategory=Logon",
  "OpCode=Info",
  "Message=An account was successfully logged on.",
  "",
  "Subject:",
  "\tSecurity ID:\t\tS-1-5-18",
  "\tAccount Name:\t\tDC01$",
  "",
  "New Logon:",
  "\tAccount Name:\t\tkim é",
  "\tLogon GUID:\t\t{00000000-0000-0000-0000-000000000000}",
  "",
  "This event is generated when a logon session is created. It says: nothing more.",
].join("\r\n");
const SCRIPT =
  "3/10/2026 9:15:00 PM\r\nLogName=Microsoft-Windows-PowerShell/Operational\r\nEventCode=4104\r\nMessage=Creating Scriptblock text (1 of 1):\r\nLogName=x\r\nget-date\r\n";
const XML =
  "<Event><System><EventID>1</EventID><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>WS1</Computer></System><EventData><Data Name='Image'>a.exe</Data></EventData></Event>";

test("reads text events, alone or mixed with XML", async () => {
  const bytes = utf8(`${XML}\r\n${LOGON}\r\n\r\n${XML}\r\n${XML}${XML}\r\n${SCRIPT}`);
  expect(readerFor(bytes, "a.raw").id).toBe("windows-text");
  const { events, problems } = await readAll(windowsText, bytesSource("a.raw", bytes), { windowsProfile: "union" });
  expect(problems).toEqual([]);
  expect(events.map(({ fields }) => fields.get("EventCode"))).toEqual(["1", "4624", "1", "1", "1", "4104"]);
  for (const { origin, raw } of events.map((event) => ({ origin: event.origin, raw: event.raw() }))) {
    expect(new TextDecoder().decode(bytes.subarray(origin.start, origin.end))).toBe(raw);
  }
  const fields = events[1]?.fields;
  expect(fields?.get("Account_Name")).toEqual(["DC01$", "kim é"]);
  expect(fields?.get("Logon_GUID")).toBe("{00000000-0000-0000-0000-000000000000}");
  expect(fields?.get("host")).toBe("DC01.corp.example");
  expect(fields?.get("sourcetype")).toBe("WinEventLog");
  expect(fields?.alternatives?.("sourcetype")).toContain("XmlWinEventLog");
  expect(fields?.get("_time")).toBe(1773134047);
  expect(fields?.get("TargetUserName")).toBeNull();
  expect(events[5]?.fields.get("Message")).toBe("Creating Scriptblock text (1 of 1):\r\nLogName=x\r\nget-date");
});

test("values stand where they say", async () => {
  const { events } = await readAll(windowsText, bytesSource("a.log", utf8(LOGON)));
  const event = events[0];
  if (event === undefined) throw new Error("no event");
  const places = windowsText.spansOf(event, "Account_Name");
  expect(places.map(({ span }) => event.raw().slice(span.start, span.end))).toEqual(["DC01$", "kim é"]);
});

test("reports what is no event", async () => {
  const { events, problems } = await readAll(
    windowsText,
    bytesSource("a.log", utf8(`noise\n${XML} more\n<Event><broken\n`)),
  );
  expect(events).toHaveLength(1);
  expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '0: Not a Windows event: "noise".',
    '1: Not a Windows event: "more".',
    expect.stringMatching(/^2: Not well-formed XML/),
  ]);
});

test("any split of the bytes gives the same events and problems", async () => {
  const bytes = utf8(`noise\r\n${LOGON}\r\n${XML}\r\n${XML} tail\r\n${SCRIPT}`);
  const whole = await readAll(windowsText, bytesSource("a.log", bytes));
  expect(whole.events).toHaveLength(4);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 10 }), async (cuts) => {
      const split = await readAll(windowsText, cutSource("a.log", bytes, cuts));
      expect(split.events.map(plain)).toEqual(whole.events.map(plain));
      expect(split.problems).toEqual(whole.problems);
    }),
  );
});
