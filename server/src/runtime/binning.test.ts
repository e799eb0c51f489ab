import { expect, test } from "vitest";
import { timeZone } from "#events/time-zone.ts";
import { automaticSize, binned, logBins, numberBins, timeBins } from "./binning.ts";

test("numbers get the label of their range", () => {
  expect(numberBins(10)(23)).toBe("20-30");
  expect(numberBins(10)(-1)).toBe("-10-0");
  expect(numberBins(0.1)(0.35)).toBe("0.3-0.4");
});

test("ranges that grow by a base", () => {
  expect(logBins(1, 10)(1000)).toBe("1000-10000");
  expect(logBins(1, 10)(999)).toBe("100-1000");
  expect(logBins(2, 5)(3)).toBe("2-10");
});

test("time in a zone, counted from another moment", () => {
  const zone = timeZone("Europe/Berlin");
  // 2023-11-14 00:30 in Berlin is 23:30 of the day before in UTC.
  expect(timeBins({ count: 1, unit: "d" }, zone)(1_699_918_200)).toBe(1_699_916_400);
  expect(timeBins({ count: 1, unit: "h" }, zone, 1800)(3700)).toBe(1800);
});

test("the fewest ranges that are not too many", () => {
  expect(automaticSize(0, 99, 10, [1])).toBe(10);
  expect(automaticSize(0, 100, 10, [1])).toBe(100);
  expect(automaticSize(0, 100, 10, [1, 2, 5])).toBe(20);
  expect(automaticSize(5, 5, 100, [1])).toBeGreaterThan(0);
});

test("what is no number stays, several values are taken one by one", () => {
  expect(binned("x", numberBins(10))).toBe("x");
  expect(binned(null, numberBins(10))).toBeNull();
  expect(binned(["3", "x", "12"], numberBins(10))).toEqual(["0-10", "x", "10-20"]);
});
