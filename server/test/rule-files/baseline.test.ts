import { expect, test } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { acceptBaseline } from "#semantics/rule/baseline.ts";

const RESULT = { matches: 7, rows: 2, clauses: [{ text: "a=1", hits: 4 }], lines: [3, 8] };

const RULE = `name: n
tests:
  - name: one
    expect: { matches: 1 }
  - name: two
    expect:
      matches: 1 # said on purpose
      count:
        min: 3
      clauses:
        a=1: false
      lines: [1]
      rows:
        - { a: 1 }
`;

test("takes over the numbers that did not hold, and leaves the rest as written", () => {
  const keys = ["matches", "count", "clauses.a=1", "lines", "rows[0]"];
  expect(applyEdits(RULE, acceptBaseline(RULE, 1, keys, RESULT))).toBe(
    RULE.replace("matches: 1 #", "matches: 7 #")
      .replace("min: 3", "2")
      .replace("a=1: false", "a=1: 4")
      .replace("[1]", "[3, 8]"),
  );
  expect(applyEdits(RULE, acceptBaseline(RULE, 0, ["matches"], RESULT))).toBe(
    RULE.replace("{ matches: 1 }", "{ matches: 7 }"),
  );
});

test("changes nothing that holds, and nothing that is not there", () => {
  expect(acceptBaseline(RULE, 1, [], RESULT)).toEqual([]);
  expect(acceptBaseline(RULE, 0, ["count", "clauses.b=1"], RESULT)).toEqual([]);
  expect(acceptBaseline(RULE, 9, ["matches"], RESULT)).toEqual([]);
  expect(acceptBaseline("tests: [", 0, ["matches"], RESULT)).toEqual([]);
});
