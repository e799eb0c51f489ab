import fc from "fast-check";
import { expect, test } from "vitest";
import { parseEventTime } from "./event-time.ts";

test("ISO 8601, with and without fraction and zone", () => {
  expect(parseEventTime("2026-03-01T00:00:01Z", "UTC")).toBe(1_772_323_201);
  expect(parseEventTime("2026-03-01 00:00:01.5", "UTC")).toBe(1_772_323_201.5);
  expect(parseEventTime("2026-03-01T00:00:01.123456789Z", "UTC")).toBe(1_772_323_201.123456);
  expect(parseEventTime("2026-03-01T01:00:01", "Europe/Berlin")).toBe(1_772_323_201);
  expect(parseEventTime("2026-03-01T01:00:01+01:00", "UTC")).toBe(1_772_323_201);
  expect(parseEventTime("1969-12-31T23:59:59.5Z", "UTC")).toBe(-0.5);
});

test("what is no time has none", () => {
  for (const text of [
    "2026-13-01T00:00:01Z",
    "2026-03-01T25:00:01Z",
    "2026-03-01T00:00:01.Z",
    "2026-03-0xT00:00:01Z",
    "",
  ])
    expect(parseEventTime(text, "UTC")).toBeNull();
});

test("a fraction gives the number nearest to what is written", () => {
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
  const micros = fc.integer({ min: 0, max: 999_999 });
  fc.assert(
    fc.property(seconds, micros, (whole, part) => {
      const fraction = String(part).padStart(6, "0");
      const written = `${new Date(whole * 1000).toISOString().slice(0, 19)}.${fraction}`;
      const expected = Number(`${whole}.${fraction}`);
      expect(parseEventTime(`${written}Z`, "UTC")).toBe(expected);
      expect(parseEventTime(`${written}+00:00`, "UTC")).toBe(expected);
    }),
  );
});

test.each([
  "Mar 1, 2024 @ 10:15:02.000",
  "Mar 1, 2024 10:15:02 AM",
  "March 1, 2024 10:15:02",
  "Mar 01 2024 10:15:02",
  "Fri Mar 01 10:15:02 2024",
  "Fri, 01 Mar 2024 10:15:02 GMT",
  "01/Mar/2024:11:15:02 +0100",
  "1.3.2024 10:15:02",
  "2024/03/01 10:15:02",
  "3/1/2024, 10:15:02.000 AM",
  "2024-03-01 10:15:02.000 +00:00",
])("%s is a time", (text) => {
  expect(parseEventTime(text, "UTC")).toBe(1_709_288_102);
});

test("noon and midnight of a half day", () => {
  expect(parseEventTime("Mar 1, 2024 12:00:00 AM", "UTC")).toBe(1_709_251_200);
  expect(parseEventTime("3/1/2024 12:00 PM", "UTC")).toBe(1_709_294_400);
  expect(parseEventTime("3/1/2024 13:00 PM", "UTC")).toBeNull();
  expect(parseEventTime("31.2.2024 10:15:02 AMX", "UTC")).toBeNull();
});
