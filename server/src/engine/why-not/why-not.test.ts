import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { type CompiledSearch, compileSpl } from "../compile/spl.ts";
import type { RunOptions } from "../run.ts";
import type { SampleInput } from "../samples.ts";
import { bytesSource } from "../sources.ts";
import { nearMisses } from "./near-misses.ts";
import { rowsBehind, rowsLostAt, type StageRows } from "./stage-rows.ts";
import { type WhyNot, whyNot } from "./why-not.ts";

const EVENTS = [
  { user: "kim", Image: "C:\\Windows\\cmd.exe", n: "5", host: "a" },
  { user: "lee", Image: "C:\\Windows\\wmic.exe", n: "12", host: "a" },
  { user: "KIM", Image: "C:\\Windows\\wmic.exe", n: "7" },
  { user: "SYSTEM", ParentImage: "C:\\Windows\\WmiPrvSE.exe", n: "0x10", host: "b" },
];

const SAMPLE: SampleInput = {
  source: bytesSource("log.jsonl", new TextEncoder().encode(EVENTS.map((event) => JSON.stringify(event)).join("\n"))),
  defaults: {},
};

const OPTIONS: RunOptions = {
  signal: new AbortController().signal,
  settings: DEFAULT_SETTINGS,
  now: 0,
  clock: () => 0,
};

function compiled(text: string): CompiledSearch {
  const search = compileSpl(text, testEnvironment);
  expect(search.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return search;
}

async function why(text: string, ordinal: number): Promise<WhyNot> {
  const answer = await whyNot(compiled(text), [SAMPLE], { sample: 0, ordinal }, testEnvironment.dialect, OPTIONS);
  if (answer === null) throw new Error("no such event");
  return answer;
}

const told = (text: string, { verdict, lostAt, reasons }: WhyNot) => ({
  verdict,
  lostAt,
  reasons: reasons.map(({ span, kind }) => `${text.slice(span.start, span.end)}: ${kind}`),
});

const repaired = (text: string, { reasons }: WhyNot): string | undefined => {
  const edits = [...(reasons[0]?.repair?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  return edits.length === 0
    ? undefined
    : edits.reduce((old, { span, newText }) => old.slice(0, span.start) + newText + old.slice(span.end), text);
};

test.each<[string, number, string[]]>([
  ['user=kim Image="*wmic*"', 0, ['Image="*wmic*": value-differs']],
  ['user=kim Image="*wmic*"', 1, ["user=kim: value-differs"]],
  ["user=kim Image=cmd.exe", 0, ["Image=cmd.exe: path-not-name"]],
  ['Image="*WmiPrvSE.exe"', 3, ['Image="*WmiPrvSE.exe": field-absent']],
  ["User=kim", 0, ["User=kim: field-absent"]],
  ["user=kim NOT host=a", 0, ["host=a: excluded"]],
  ["user=lee OR n=5 powershell", 0, ["powershell: not-in-text"]],
  ["n>10", 0, ["n>10: order-differs"]],
  ["n=16", 3, ["n=16: number-form-differs"]],
  ['* | where user="kim"', 2, ['user="kim": case-differs']],
  ['* | where Image="*wmic*"', 1, ['Image="*wmic*": wildcard-is-literal']],
  ['* | where Image LIKE "*wmic*"', 1, ['Image LIKE "*wmic*": wildcard-is-literal']],
  ['* | where NOT host="a"', 2, ['host="a": null-comparison']],
  ['* | regex Image="wmic"', 0, ['Image="wmic": false']],
])("%s says of event %i what keeps it out", async (text, ordinal, reasons) => {
  expect(told(text, await why(text, ordinal))).toEqual({ verdict: "dropped", lostAt: expect.any(Number), reasons });
});

test("a later filter is asked too, and the first that loses the event is named", async () => {
  const text = 'user=kim | where n="6" | search host=z';
  const answer = await why(text, 0);
  expect(told(text, answer)).toEqual({
    verdict: "dropped",
    lostAt: 1,
    reasons: ['n="6": value-differs', "host=z: value-differs"],
  });
  expect(answer.stages.map(({ outcome }) => outcome)).toEqual(["passed", "dropped", "dropped"]);
});

test("of an OR the branch that is nearest is blamed", async () => {
  const text = "(user=zoe n=9 host=q) OR (user=kim n=6)";
  expect(told(text, await why(text, 0)).reasons).toEqual(["n=6: value-differs"]);
});

test("a row whose BY field is absent is in no group", async () => {
  const answer = await why("* | stats count by host", 2);
  expect(answer).toMatchObject({ verdict: "dropped", lostAt: 1 });
  expect(answer.reasons[0]?.message).toContain("groups by `host`, which is absent");
});

test("an event is followed through its group to the filter that drops it", async () => {
  const answer = await why("* | stats count by host | where count>1", 3);
  expect(answer).toMatchObject({ verdict: "dropped", lostAt: 2 });
  expect(answer.reasons[0]?.message).toBe('`count` is "1", which is not > 1.');
  expect(answer.stages[2]?.message).toBe("The event went into the row host=b, count=1.");
  expect(await why("* | stats count by host | where count>1", 0)).toMatchObject({ verdict: "matched" });
});

test.each<[string, number, string]>([
  ['* | where user="kim"', 2, '* | where lower(user)="kim"'],
  ['* | where Image="*wmic*"', 1, '* | where like(Image, "%wmic%")'],
  [String.raw`* | where Image="C:\WINDOWS\CMD.EXE"`, 0, String.raw`* | where lower(Image)="c:\\windows\\cmd.exe"`],
  ["user=kim Image=cmd.exe", 0, String.raw`user=kim Image="*\\cmd.exe"`],
  ['Image="*WmiPrvSE.exe"', 3, 'ParentImage="*WmiPrvSE.exe"'],
  ["User=kim", 0, "user=kim"],
])("the repair of %s lets event %i pass", async (text, ordinal, expected) => {
  const fixed = repaired(text, await why(text, ordinal));
  expect(fixed).toBe(expected);
  expect(await why(expected, ordinal)).toMatchObject({ verdict: "matched" });
});

test("an event that matches has no reasons, and one that is not there gives null", async () => {
  expect(await why("user=kim", 0)).toMatchObject({ verdict: "matched", lostAt: undefined, reasons: [] });
  expect(
    await whyNot(compiled("user=kim"), [SAMPLE], { sample: 0, ordinal: 9 }, testEnvironment.dialect, OPTIONS),
  ).toBeNull();
});

test("near misses come nearest first with their numbers", async () => {
  const search = compiled('user=kim Image="*cmd.exe" | where n=5');
  const { events, passed, misses } = await nearMisses(search, [SAMPLE], testEnvironment.dialect, OPTIONS);
  expect({ events, passed }).toEqual({ events: 4, passed: 1 });
  expect(misses.map(({ clauses, count, origins }) => [clauses, count, origins.map(({ ordinal }) => ordinal)])).toEqual([
    [[1, 2], 1, [2]],
    [[0, 1, 2], 2, [1, 3]],
  ]);
});

test("the rows behind a stage and those that it lost can be shown", async () => {
  const search = compiled("* | search host=a | eval m=n+1 | stats count by user");
  const texts = ({ rows, total }: StageRows) => [total, rows.map(({ fields }) => Object.fromEntries(fields).user)];
  expect(texts(await rowsBehind(search, [SAMPLE], 2, 1, OPTIONS))).toEqual([2, ["kim"]]);
  expect(texts(await rowsLostAt(search, [SAMPLE], 1, 10, OPTIONS))).toEqual([2, ["KIM", "SYSTEM"]]);
  expect(texts(await rowsLostAt(compiled("* | stats count by host"), [SAMPLE], 1, 10, OPTIONS))).toEqual([1, ["KIM"]]);
});

test.each<[string, number, string]>([
  ["* | dedup host", 0, 'dedup keeps one row with host="a", and another came first (the event on line 2).'],
  ["* | dedup host", 2, "dedup drops a row without `host`; keepempty=t keeps it."],
  ["* | head 2", 0, "It came as row 4; head lets the first 2 rows through."],
  ["* | head (n!=12)", 0, "head lets no row through behind the first that fails its condition."],
  ["* | tail 1", 3, "It came as row 1; tail keeps the last row."],
  ["* | sort 1 n", 1, 'sort keeps the first row of its order, and this one comes later; "sort 0" keeps all.'],
  ["* | mvexpand host", 2, "`host` is absent, and mvexpand removes a row without it."],
  ["* | top limit=1 host", 3, 'top keeps the first row of a group, and host="b" comes later in its order.'],
  ["* | rare user host", 2, "Only rows with `user` and `host` are counted, and `host` is absent."],
  ["* | join host [search n=12]", 2, "`host` is absent, and an absent join key matches nothing."],
  ["* | join host [search n=12]", 3, 'No row of the subsearch of join fits host="b". Its `host` is "a".'],
  ["* | join nothing [search n=99]", 0, "`nothing` is absent, and an absent join key matches nothing."],
  ["* | join user [search n=99]", 0, "The subsearch of join gives no row, so no row is joined."],
  ["* | join user [search n=12 | fields host]", 0, "No row of the subsearch of join has a field `user`."],
  [
    "* | join user [search n=7]",
    0,
    'The row has user="kim" and the subsearch user="KIM": only the case differs, and join compares exactly.',
  ],
  ["* | transaction host", 2, "It has no `host`, so it belongs to no transaction; keeporphans=t keeps it."],
  ["n=* [search n=12 | fields host]", 3, 'The subsearch gives host="a"; `host` of this event is "b".'],
  ["n=* [search n=99 | fields host]", 0, "The subsearch gives no row."],
  ["n=* | where len(user)>n", 0, '`len(user)>n` is not true of this event: `user` is "kim", `n` is "5".'],
  ["* | stats count by host | search host=z", 3, '`host` is "b", which is not "z".'],
  [
    "* | eval _time=-90000 | search earliest=-1d latest=now",
    0,
    "The event is of 1969-12-30 23:00:00 +00:00; `earliest=-1d` asks for times not before 1969-12-31 00:00:00 +00:00 here.",
  ],
])("%s says of event %i: %s", async (text, ordinal, message) => {
  const { verdict, reasons } = await why(text, ordinal);
  expect([verdict, reasons[0]?.message]).toEqual(["dropped", message]);
});

test.each<[string, string]>([
  ['* | regex Image="^c:"', '* | regex Image="(?i)^c:"'],
  ['* | where match(Image, "CMD")', '* | where match(Image, "(?i)CMD")'],
])("a pattern that only the case keeps from matching is repaired: %s", async (text, expected) => {
  expect(repaired(text, await why(text, 0))).toBe(expected);
  expect(await why(expected, 0)).toMatchObject({ verdict: "matched" });
});
