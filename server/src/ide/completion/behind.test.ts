import { describe, expect, it } from "vitest";
import { scanBehind } from "./behind.ts";

describe("scanBehind", () => {
  it("reads the arguments of a call, what follows it and its name", () => {
    expect(scanBehind('(lower(a), "x,y") > 3', 0)).toMatchObject({
      args: ["lower ( a )", '"x,y"'],
      sign: ">",
      value: "3",
    });
    expect(scanBehind("(_time) as first by host", 0)).toMatchObject({ args: ["_time"], alias: "first" });
    expect(scanBehind("() + 1", 0)).toMatchObject({ args: [], sign: "+" });
  });

  it("finds the name that AS gives to the call around the place", () => {
    expect(scanBehind(') as "user names" by host', 1).alias).toBe("user names");
    expect(scanBehind(")) as n", 2).alias).toBe("n");
    expect(scanBehind(" as user, b as c", 0).alias).toBe("user");
    expect(scanBehind(", b as c", 0).alias).toBe("");
  });

  it("lists the names of the clause, and the next one", () => {
    const { next, listed } = scanBehind(", b, 'c d' by e | table f", 0);
    expect(next).toBe("b");
    expect([...listed]).toEqual(["b", "c d"]);
    expect(scanBehind("| table f", 0)).toMatchObject({ next: "", sign: "" });
  });

  it("knows the value compared with, of a list the first", () => {
    expect(scanBehind('="*\\\\x.exe" b', 0)).toMatchObject({ sign: "=", value: '"*\\\\x.exe"' });
    expect(scanBehind(" IN (4720, 4722)", 0)).toMatchObject({ sign: "in", value: "4720" });
  });

  it("stops where the search of a bracket ends, and passes over subsearches", () => {
    expect([...scanBehind(" a [search b | fields c] d ] e", 0).listed]).toEqual(["a", "d"]);
  });

  it("reads any text to its end", () => {
    for (const text of ["", '"', "((((", "))))", "[[[", "]]]", "as", "( as", "`", ",,,"])
      expect(scanBehind(text, 3).alias).toBe("");
  });
});
