import { describe, expect, it } from "vitest";
import { scanStage } from "./stage-scan.ts";

describe("scanStage", () => {
  it("knows the clause, and goes back to it behind AS and its name", () => {
    expect(scanStage("count min(_time) as").clause).toBe("as");
    expect(scanStage("count min(_time) as first").clause).toBe("");
    expect(scanStage("count as n by host ")).toMatchObject({ clause: "by", previous: ["host", "count"] });
  });

  it("counts arguments of the call around the place", () => {
    expect(scanStage('x=if(match(a, "b,c"), lower(')).toMatchObject({ calls: ["if", "lower"], argument: 0 });
    expect(scanStage('x=if(match(a, "b,c"), ')).toMatchObject({ calls: ["if"], argument: 1 });
  });

  it("lists the names of the clause, quotes aside", () => {
    expect([...scanStage("count by host, 'a b' ").listed]).toEqual(["host", "a b"]);
  });

  it("passes over subsearches that are closed", () => {
    expect(scanStage('user [search x by y | fields "]" z] ').clause).toBe("");
  });

  it("reads any text to its end", () => {
    for (const text of ['"', "((((", "))))", "[[[", "`", "a as as by by", "'"])
      expect(scanStage(text).calls).toEqual([]);
  });
});
