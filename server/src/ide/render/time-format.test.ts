import { describe, expect, it } from "vitest";
import { strftime } from "#events/strftime.ts";
import { UTC } from "#events/time-zone.ts";
import { CODE_WORDS, renderTimeFormat } from "./time-format.ts";

describe("time format in words", () => {
  it("names each code once, with an example", () => {
    expect(renderTimeFormat("%Y-%m-%dT%H:%M:%S.%3N%:z %Y")).toBe(
      [
        "**Time format**, such as `2026-03-07T14:05:09.123+00:00 2026`",
        "",
        "- `%Y` year",
        "- `%m` month, two digits",
        "- `%d` day of the month, two digits",
        "- `%H` hour, 00 to 23",
        "- `%M` minute",
        "- `%S` second",
        "- `%3N` parts of the second, 3 digits",
        "- `%:z` offset of the time zone, +hh:mm",
      ].join("\n"),
    );
  });

  it("says of a code that is none that it stays", () => {
    expect(renderTimeFormat("%i")).toContain("- `%i` ⚠ no code: it stays as it is");
    expect(renderTimeFormat("%5S")).toContain("⚠");
  });

  it("says nothing of a text without codes", () => {
    expect(renderTimeFormat("at 10 %")).toBeUndefined();
  });

  it("has words for just the codes that strftime replaces", () => {
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%+"];
    const replaced = letters.filter((code) => strftime(1772892309.123, `%${code}`, UTC) !== `%${code}`);
    expect(Object.keys(CODE_WORDS).sort()).toEqual(replaced.sort());
  });
});
