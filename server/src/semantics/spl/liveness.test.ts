import { describe, expect, it } from "vitest";
import { parseSpl } from "#syntax/spl/parser.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { liveAfter, needs } from "./liveness.ts";

/** Whether a field is needed after the first stage. */
function live(rest: string, name: string): boolean {
  const { tree } = parseSpl(`index=x ${rest}`, vocabularyOf(testEnvironment.dialect));
  const [first] = tree.stages;
  const set = first && liveAfter(tree).get(first);
  return set !== undefined && needs(set, name);
}

describe("liveness", () => {
  it("needs what later stages read or the result shows", () => {
    expect(live("| table a", "a")).toBe(true);
    expect(live("| table a", "b")).toBe(false);
    expect(live("| where b=1 | table a", "b")).toBe(true);
    expect(live("", "b")).toBe(true);
    expect(live("| stats count by a", "b")).toBe(false);
    expect(live("| stats sum(b) by a", "b")).toBe(true);
    expect(live("| fields - b", "a")).toBe(true);
    expect(live("| eval b=1 | table b", "b")).toBe(false);
    expect(live("| eval b=b+1 | table b", "b")).toBe(true);
    expect(live("| rename x.* AS * | table a", "x.a")).toBe(true);
  });

  it("needs everything where a stage may read anything", () => {
    expect(live("| `macro` | table a", "b")).toBe(true);
    expect(live("| foo | table a", "b")).toBe(true);
    expect(live("| foreach a* [ eval x=x+'<<FIELD>>' ] | table x", "ab")).toBe(true);
  });
});
