import { describe, expect, it } from "vitest";
import { compileCidr, formatIp, parseIp } from "./cidr.ts";
import { parseRelativeTime, resolveRelativeTime } from "./relative-time.ts";
import { strftime } from "./strftime.ts";
import { strptime } from "./strptime.ts";
import { parseTimeSpan, spanEnd, spanStart } from "./time-span.ts";
import { fromLocal, isTimeZone, timeZone, UTC } from "./time-zone.ts";

const NOW = 1_700_000_000; // 2023-11-14 22:13:20 UTC, a Tuesday

function relative(text: string, zone = "UTC", from = NOW): number | null {
  const parsed = parseRelativeTime(text);
  return parsed === null ? null : resolveRelativeTime(parsed, from, timeZone(zone));
}

describe("relative time", () => {
  it.each([
    ["now", NOW],
    ["-1h", NOW - 3600],
    ["-h", NOW - 3600],
    ["+30s", NOW + 30],
    ["7d", NOW + 7 * 86_400],
    ["@d", 1_699_920_000],
    ["-1d@d+3h", 1_699_844_400],
    ["@w", 1_699_747_200],
    ["@w0", 1_699_747_200],
    ["@w7", 1_699_747_200],
    ["@w6", 1_699_660_800],
    ["@mon", 1_698_796_800],
    ["@q", 1_696_118_400],
    ["@y", 1_672_531_200],
    ["-1mon@mon", 1_696_118_400],
    ["@d+3h", 1_699_930_800],
    ["-2weeks", NOW - 14 * 86_400],
  ])("%s", (text, epoch) => {
    expect(relative(text)).toBe(epoch);
  });

  it.each(["", "x", "-1", "@", "-1d@", "1d2h", "@d3", "-1fortnight", "10.5d"])("refuses %j", (text) => {
    expect(relative(text)).toBeNull();
  });

  it("clamps months to their last day", () => {
    const march31 = fromLocal({ year: 2023, month: 3, day: 31, hour: 5, minute: 0, second: 0 }, UTC);
    expect(strftime(relative("-1mon", "UTC", march31) ?? 0, "%F %T", UTC)).toBe("2023-02-28 05:00:00");
  });

  it("keeps the wall clock over a change of summer time", () => {
    const zone = timeZone("Europe/Berlin");
    const noon = fromLocal({ year: 2024, month: 3, day: 31, hour: 12, minute: 0, second: 0 }, zone);
    const before = relative("-1d", "Europe/Berlin", noon) ?? 0;
    expect(strftime(before, "%F %T %z %Z", zone)).toBe("2024-03-30 12:00:00 +0100 CET");
    expect(noon - before).toBe(23 * 3600);
    expect(strftime(relative("@d", "Europe/Berlin", noon) ?? 0, "%F %T %:z", zone)).toBe("2024-03-31 00:00:00 +01:00");
  });

  it("moves a time that the clocks skip to after the change", () => {
    const zone = timeZone("Europe/Berlin");
    const skipped = fromLocal({ year: 2024, month: 3, day: 31, hour: 2, minute: 30, second: 0 }, zone);
    expect(strftime(skipped, "%T", zone)).toBe("03:30:00");
  });
});

describe("time zones", () => {
  it("knows names and fixed offsets", () => {
    expect(timeZone("+05:30").offsetAt(0)).toBe(19_800);
    expect(timeZone("America/New_York").offsetAt(NOW)).toBe(-18_000);
    expect(isTimeZone("Mars/Olympus")).toBe(false);
  });
});

describe("strftime", () => {
  it.each([
    [0, "%Y-%m-%dT%H:%M:%S.%Q", "1970-01-01T00:00:00.000"],
    [1_521_467_703.049, "%Y-%m-%dT%H:%M:%S.%Q", "2018-03-19T13:55:03.049"],
    [1_660_485_615, "%a %A %d %b %B %j %p %I", "Sun Sunday 14 Aug August 226 PM 02"],
    [1_660_485_615, "%U %V %G %g %u %w %C %y", "33 32 2022 22 7 0 20 22"],
    [1_660_485_615.25, "%N %3N %6N %f %3Q %9Q", "250000000 250 250000 250000 250 250000000"],
    [1_660_485_615, "%F %T %R %D %x %X", "2022-08-14 14:00:15 14:00 08/14/22 08/14/2022 14:00:15"],
    [
      1_660_485_615,
      "%c|%+|%s|%%|%e|%k|%l",
      "Sun Aug 14 14:00:15 2022|Sun Aug 14 14:00:15 UTC 2022|1660485615|%|14|14| 2",
    ],
    [1_660_485_615, "%z %:z %::z %:::z %Ez %Z", "+0000 +00:00 +00:00:00 +00 +0 UTC"],
    [-0.5, "%F %T.%3N", "1969-12-31 23:59:59.500"],
    [0, "%J 100%", "%J 100%"],
  ])("%d by %s", (epoch, format, text) => {
    expect(strftime(epoch, format, UTC)).toBe(text);
  });
});

describe("strptime", () => {
  it.each([
    ["2022-12-15 09:45:22", "%Y-%m-%d %H:%M:%S", 1_671_097_522],
    ["15/Dec/2022:09:45:22", "%d/%b/%Y:%H:%M:%S", 1_671_097_522],
    ["2022-12-15T09:45:22.250Z", "%Y-%m-%dT%H:%M:%S.%QZ", 1_671_097_522.25],
    ["2022-12-15T10:45:22+01:00", "%Y-%m-%dT%H:%M:%S%:z", 1_671_097_522],
    ["2022-12-15 and more", "%Y-%m-%d", 1_671_062_400],
    ["Thursday December 15 2022 9:45 AM", "%A %B %d %Y %I:%M %p", 1_671_097_500],
    ["12:30", "%H:%M", 1_699_965_000],
    ["1671097522", "%s", 1_671_097_522],
    ["22-349", "%y-%j", 1_671_062_400],
    ["Dec 15 09:45:22", "%b %d %H:%M:%S", 1_702_633_522],
    ["09:45:22 EST 12/15/22", "%T %Z %D", 1_671_115_522],
  ])("%s by %s", (text, format, epoch) => {
    expect(strptime(text, format, UTC, NOW)).toBe(epoch);
  });

  it.each([
    ["hello", "%Y-%m-%d"],
    ["2022-12", "%Y-%m"],
    ["2023-02-30", "%Y-%m-%d"],
    ["2022-13-01", "%Y-%m-%d"],
    ["2022-12-15", "%Y-%m-%d %H"],
  ])("gives nothing for %s by %s", (text, format) => {
    expect(strptime(text, format, UTC, NOW)).toBeNull();
  });
});

describe("spans", () => {
  it.each([
    ["1h", 3725, 3600],
    ["10m", 3725, 3600],
    ["30s", 3725, 3720],
    ["1d", NOW, 1_699_920_000],
    ["1w", NOW, 1_699_747_200],
    ["1mon", NOW, 1_698_796_800],
    ["3mon", NOW, 1_696_118_400],
    ["1q", NOW, 1_696_118_400],
    ["1y", NOW, 1_672_531_200],
    ["100ms", 1.25, 1.2],
  ])("%s", (text, epoch, start) => {
    const span = parseTimeSpan(text);
    expect(span === null ? null : spanStart(epoch, span, UTC)).toBe(start);
  });

  it("ends where the next begins", () => {
    expect(spanEnd(1_698_796_800, { count: 1, unit: "mon" }, UTC)).toBe(1_701_388_800);
    expect(parseTimeSpan("10")).toBeNull();
    expect(parseTimeSpan("0m")).toBeNull();
  });
});

describe("addresses", () => {
  it.each([
    ["10.10.10.0/24", "10.10.10.12", true],
    ["10.10.10.0/24", "50.10.10.17", false],
    ["123.132.32.0/25", "123.132.32.200", false],
    ["0.0.0.0/0", "8.8.8.8", true],
    ["10.0.0.1", "10.0.0.1", true],
    ["2001:0db8:ffff:ffff:ffff:ffff:ffff:ff00/120", "2001:0db8:ffff:ffff:ffff:ffff:ffff:ff99", true],
    ["2001:0db8:ffff:ffff:ffff:ffff:ffff:ff00/120", "2001:db8::1", false],
    ["2001:db8::/32", "2001:db8::1", true],
    ["::ffff:0:0/96", "::ffff:10.0.0.1", true],
    ["10.0.0.0/8", "10.0.0", false],
    ["10.0.0.0/8", "", false],
  ])("%s holds %s: %s", (block, ip, inside) => {
    expect(compileCidr(block)?.(ip)).toBe(inside);
  });

  it("refuses what is no block", () => {
    for (const text of ["a/b", "10.0.0.0/33", "10.0.0/8", "/24", "2001:db8::/129", "256.0.0.0/8"]) {
      expect(compileCidr(text)).toBeNull();
    }
  });

  it("prints", () => {
    expect(formatIp(parseIp("2001:db8:0:0:1:0:0:1") ?? [])).toBe("2001:db8::1:0:0:1");
    expect(formatIp(parseIp("::") ?? [])).toBe("::");
    expect(formatIp(parseIp("10.0.0.1") ?? [])).toBe("10.0.0.1");
  });
});
