import { expect, test } from "vitest";
import { lineageOf } from "#events/lineage.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { Environment } from "#semantics/environment.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { type MemoryRecord, memoryBatches } from "../memory-events.ts";
import { runInMemory } from "../memory-run.ts";
import { compileSpl } from "./spl.ts";

const EVENTS: readonly MemoryRecord[] = [
  { _time: 10, _raw: "a", n: "1" },
  { _time: 30, _raw: "b", n: "2" },
  { _time: 20, _raw: "c", n: "3" },
  { _time: 30, _raw: "d", n: "4" },
  { _raw: "e", n: "5" },
];

async function run(spl: string, events = EVENTS, over: Partial<Environment> = {}) {
  const environment = { ...testEnvironment, ...over };
  const search = compileSpl(spl, environment);
  expect(search.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const result = await runInMemory(search, {
    events: memoryBatches(events),
    settings: environment.settings,
    now: 1_700_000_000,
  });
  return { search, ...result };
}

const column = (rows: readonly { get(name: string): unknown }[], name: string) => rows.map((row) => row.get(name));

test("events come newest first, equal times in reverse, without time at the end", async () => {
  const { rows } = await run("search *");
  expect(column(rows, "n")).toEqual(["4", "2", "3", "1", "5"]);
});

test("the order holds behind commands that take each row by itself, and before those that depend on it", async () => {
  expect(column((await run("* | eval m=n | table m | head 2")).rows, "m")).toEqual(["4", "2"]);
  const kept = await run("* | head 2", EVENTS, { settings: { ...DEFAULT_SETTINGS, eventOrder: "input" } });
  expect(column(kept.rows, "n")).toEqual(["1", "2"]);
});

test("rows are counted in and out of each stage, and clauses are counted", async () => {
  const { search, stageRows, clauseHits } = await run("n>1 | where n!=3 | table n");
  expect(search.stages.map(({ command }) => command)).toEqual(["search", "where", "table"]);
  expect([...stageRows]).toEqual([5, 4, 4, 3, 3, 3]);
  expect(search.clauses.map(({ span, stage }) => [search.text.slice(span.start, span.end), stage])).toEqual([
    ["n>1", 0],
    ["n!=3", 1],
  ]);
  expect([...clauseHits]).toEqual([4, 3]);
});

test("problems in a macro's body stand at its call", () => {
  const macros: Environment["macros"] = (name) =>
    name === "m" ? { name, arguments: [], definition: "tabel x", isEval: false } : undefined;
  const text = "n=1 | `m` | table n";
  const { problems, runnable } = compileSpl(text, { ...testEnvironment, macros, macroArities: () => [0] });
  expect(runnable).toBe(false);
  expect(problems.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([["E-UNKNOWN", "`m`"]]);
});

test("what cannot be run is refused at its place, what has no effect is said", async () => {
  const refused = compileSpl("n=1 | predict n", testEnvironment);
  expect(refused.runnable).toBe(false);
  expect(refused.problems.map(({ code, span }) => [code, span.start])).toEqual([["unsupported-command", 6]]);
  const { problems, rows } = await run("n=1 | collect index=x");
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["no-op-command", "warning"]]);
  expect(rows).toHaveLength(1);
});

test("a refused stage inside a subsearch refuses the search", () => {
  expect(compileSpl("n=1 | append [search n=2 | predict n]", testEnvironment).runnable).toBe(false);
  expect(compileSpl("n=1 [search n=2 | kmeans k=2 n]", testEnvironment).runnable).toBe(false);
});

test("what a template gives at run time is told to the run", async () => {
  const { problems, rows } = await run("* | foreach * [eval x_<<FIELD>>=1]", [{ "a b": "1" }]);
  expect(problems.filter(({ severity }) => severity === "error")).not.toEqual([]);
  expect(rows).toHaveLength(1);
});

test("rows keep their events through templates, lookups and joins", async () => {
  const { rows } = await run("n=1 | foreach n [eval m='<<FIELD>>'] | mvexpand m | rename m as k");
  expect(rows.map((row) => lineageOf(row).origins.map((origin) => origin.ordinal))).toEqual([[0]]);
});

test("any text compiles", () => {
  for (const text of ["", "|", "| |", "`", "[", "search [", "n=1 | stats", "| makeresults | map", "foreach * [", '"']) {
    expect(() => compileSpl(text, testEnvironment)).not.toThrow();
  }
});

test("places that are filled in before a search runs are told, but those that map fills in are not", () => {
  const told = (spl: string) =>
    compileSpl(spl, testEnvironment)
      .problems.filter(({ code }) => code === "E-TOKEN")
      .map(({ span, severity }) => `${severity} ${spl.slice(span.start, span.end)}`);
  expect(told('index=main user="$user$" | where x=$n$ | sort $field$')).toEqual([
    'warning "$user$"',
    "warning $n$",
    "warning $field$",
  ]);
  expect(told('index=main | map search="search index=main user=$user$" | table a$')).toEqual([]);
});
