import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { analyseSearch } from "./search-analysis.ts";

describe("fixes of a search with macros", () => {
  it("stand in positions of the written text", () => {
    const text = "`sysmon` EventCode=1 | stats cout by user | eval a=(b+1";
    const { problems } = analyseSearch(text, testEnvironment);
    const edits = problems.flatMap(({ fix }) => fix?.edits ?? []);
    expect(problems.map(({ code }) => code)).toEqual(["E-STATSARG", "E-EXPECTED"]);
    expect(applyEdits(text, edits)).toBe("`sysmon` EventCode=1 | stats count by user | eval a=(b+1)");
  });
});
