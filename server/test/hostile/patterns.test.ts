import { describe, expect, test } from "vitest";
import { compileSpl } from "#engine/compile/spl.ts";
import { type MemoryRecord, memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { Environment } from "#semantics/environment.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { testCatalog } from "../support/catalog.ts";
import { testEnvironment } from "../support/environment.ts";
import { namesOf, type Texts } from "../workspace/support.ts";

const HOSTILE = `${"a".repeat(40)}!`;

async function run(spl: string, events: readonly MemoryRecord[], environment: Environment = testEnvironment) {
  const search = compileSpl(spl, environment);
  expect(search.problems).toEqual([]);
  const { rows, problems } = await runInMemory(search, {
    events: memoryBatches(events),
    settings: { ...DEFAULT_SETTINGS, eventOrder: "input" },
    now: 0,
    limits: { matchSteps: 20_000 },
  });
  return { rows: rows.map((row) => Object.fromEntries(row.entries())), problems };
}

const events = [{ t: HOSTILE }, { t: "aaa" }, { t: HOSTILE }];

describe("patterns that would never end", () => {
  test.each([
    ['* | rex field=t "(?<x>(a+)+)$"', '"(?<x>(a+)+)$"'],
    ['* | rex field=t max_match=0 "(?<x>(a|aa)+)$"', '"(?<x>(a|aa)+)$"'],
    ['* | rex field=t mode=sed "s/(.*a){20}$/b/g"', '"s/(.*a){20}$/b/g"'],
    ['* | regex t="^(a|a)*$"', '"^(a|a)*$"'],
    ['* | where match(t, "^(a*)*$")', 'match(t, "^(a*)*$")'],
    ['* | eval u=replace(t, "(a+)+$", "b")', 'replace(t, "(a+)+$", "b")'],
    ['* | where NOT match(t, "^(?=(a+)+$)a")', 'match(t, "^(?=(a+)+$)a")'],
    ['* | where match(t, "^(a+)+\\\\1$")', 'match(t, "^(a+)+\\\\1$")'],
    ['* | eval p="(a|aa)+$" | where match(t, p)', "match(t, p)"],
    ['* | makemv tokenizer="((?:a+)+)$" t', '"((?:a+)+)$"'],
    ['* | eval m=mvfilter(match(t, "(a+)+$"))', 'match(t, "(a+)+$")'],
    ['* | eval n=mvfind(t, "(a+)+$")', 'mvfind(t, "(a+)+$")'],
  ])("%s: given up where they need too long, said at their place, and the rest goes on", async (spl, place) => {
    const { rows, problems } = await run(spl, events);
    expect(rows.length).toBeGreaterThan(0);
    const [told, ...others] = problems.filter(({ code }) => code === "limit-match-steps");
    expect(others).toEqual([]);
    expect(told?.severity).toBe("error");
    expect(told?.message).toMatch(/took more than 20,000 steps on a text of 41 characters and was given up/);
    expect(spl.slice(told?.span?.start, told?.span?.end)).toBe(place);
  });

  test("the same in props.conf", async () => {
    const texts: Texts = { "default/props.conf": "[web]\nEXTRACT-a = ^(?<x>(a+)+)$\nEXTRACT-b = ^(?<y>a)\n" };
    const { dialect, settings } = testEnvironment;
    const { names } = namesOf(texts);
    const environment = createEnvironment({
      dialect,
      catalog: testCatalog,
      settings,
      names,
      datasets: () => undefined,
      revision: 1,
    });
    const web = [HOSTILE, "aaa"].map((_raw) => ({ sourcetype: "web", _raw }));
    const { rows, problems } = await run("sourcetype=web | table x y", web, environment);
    expect(rows).toEqual([{ y: "a" }, { x: "aaa", y: "a" }]);
    expect(problems.map(({ code }) => code)).toEqual(["limit-match-steps"]);
  });

  test("wildcards and LIKE take no longer with more of them", async () => {
    const text = "a".repeat(20_000);
    const stars = `${"*a".repeat(200)}b*`;
    const likes = `%${"_a%".repeat(200)}b`;
    const { rows } = await run(`t="${stars}" OR u="x" | where NOT like(t, "${likes}")`, [{ t: text, u: "x" }]);
    expect(rows).toHaveLength(1);
    const found = await run(`* | eval "${"a".repeat(60)}"=1 | table ${"a*".repeat(30)}b x`, [{ x: "1" }]);
    expect(found.rows).toEqual([{ x: "1" }]);
  });
});
