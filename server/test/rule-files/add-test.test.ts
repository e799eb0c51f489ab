import { expect, test } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { addTest } from "#semantics/rule/add-test.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";

const BARE = "name: n\nanalytics:\n  - name: find it\n    query: a=1\n";
const EVENT = String.raw`{"Image":"C:\\w\\a.exe","n":1,"note":"a # b: c"}`;

function added(text: string, matches = true) {
  const edit = addTest(text, { analytic: "find it", event: EVENT, matches });
  if (edit === undefined) throw new Error("no place for a test");
  return parseRuleFile("rule.yml", applyEdits(text, [edit]));
}

test.each([
  ["a file without tests", BARE, 1],
  ["a file without a last line break", BARE.trimEnd(), 1],
  ["a list of tests", `${BARE}tests:\n  - name: old\n    events: [{ a: 1 }]\n    expect: { matches: true }\n`, 2],
  ["a list that is not indented", `${BARE}tests:\n- name: old\n  events: [{ a: 1 }]\n  expect:\n    matches: true`, 2],
  [
    "tests before other keys",
    `tests:\n  - name: old\n    events: [{ a: 1 }]\n    expect: { matches: true }\n${BARE}`,
    2,
  ],
])("a test is added to %s", (_, text, count) => {
  const rule = added(text, false);
  expect(rule.problems).toEqual([]);
  expect(rule.tests).toHaveLength(count);
  expect(rule.tests.at(-1)).toMatchObject({
    analytic: "find-it",
    events: [{ Image: "C:\\w\\a.exe", n: 1, note: "a # b: c" }],
    expect: { matches: false },
  });
});

test("there is no place in tests that are written in one line, or in another kind of file", () => {
  const test = { analytic: "find it", event: EVENT, matches: true };
  expect(addTest(`${BARE}tests: []\n`, test)).toBeUndefined();
  expect(addTest("search: a=1\n", test)).toBeUndefined();
});
