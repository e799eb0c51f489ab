import { describe, expect, it, test } from "vitest";
import { compileAggregation } from "#engine/compile/aggregation.ts";
import { compileExpression } from "#engine/compile/eval.ts";
import { probeRun } from "#engine/compile/probe-run.ts";
import type { ExpressionServices } from "#engine/compile/services.ts";
import { Row } from "#events/row.ts";
import { isMulti, toText, type Value } from "#events/value.ts";
import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import type { RunProblem } from "#runtime/run-context.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { type AggregationExample, isRefusal } from "#semantics/dialect.ts";
import type { Aggregation } from "#syntax/spl/ast.ts";
import { parseEvalExpression, parseSearchExpression, parseSpl } from "#syntax/spl/parser.ts";
import { splDialect, splVocabulary } from "./dialect.ts";

const services: ExpressionServices = {
  settings: DEFAULT_SETTINGS,
  dialect: splDialect,
  text: "",
  lookup: () => undefined,
  subsearchRows: () => () => [],
  parseSearch: (text) => parseSearchExpression(text, splVocabulary).tree,
  parseEval: (text) => parseEvalExpression(text, splVocabulary).tree,
  report: (problem) => expect(problem).toBeUndefined(),
};

function aggregationOf(text: string): Aggregation {
  const { tree, problems } = parseSpl(`search * | stats ${text} AS result`, splVocabulary);
  expect(problems).toEqual([]);
  const found = tree.stages[1]?.parts.find((part) => part.kind === "aggregation");
  if (found?.kind !== "aggregation") throw new Error(`${text} is no aggregation`);
  return found;
}

async function resultOf(
  { agg, rows }: Omit<AggregationExample, "is">,
  command: string,
  over: { listValues?: number; problem?: (problem: RunProblem) => void } = {},
): Promise<Value> {
  const plan = compileAggregation(aggregationOf(agg), {
    dialect: splDialect,
    command,
    expression: (expr) => compileExpression(expr, services),
  });
  if (isRefusal(plan)) throw new Error(plan.refused);
  const run = {
    ...probeRun(DEFAULT_SETTINGS),
    limits: { ...DEFAULT_LIMITS, listValues: over.listValues ?? DEFAULT_LIMITS.listValues },
    problem: over.problem ?? (() => {}),
  };
  const { argument, accumulator } = await plan.prepare(run);
  const state = accumulator(run);
  for (const fields of rows) {
    const row = Row.of(fields as Record<string, Value>);
    const value = argument(row);
    if (value !== null) state.add(value, row);
  }
  const result = state.result();
  expect(state.result(), "asked twice").toEqual(result);
  return isMulti(result) ? result : toText(result);
}

describe.each(splDialect.aggregations.map((definition) => [definition.name, definition] as const))(
  "%s",
  (_name, definition) => {
    test.each(definition.examples.map((example) => [example.agg, example] as const))("%s", async (_agg, example) => {
      const is = typeof example.is === "number" ? String(example.is) : example.is;
      expect(await resultOf(example, definition.only?.[0] ?? "stats")).toEqual(is);
    });

    it("is described and has examples", () => {
      expect(definition.summary).toMatch(/^[A-Z].*\.$/);
      expect(definition.details).toMatch(/\.$/);
      expect(definition.examples.length).toBeGreaterThan(0);
    });
  },
);

describe("aggregations", () => {
  const worked = [{ x: "10" }, { x: "9" }, { x: "9" }, {}, { x: "a" }];

  test.each([
    ["count(x)", "4"],
    ["sum(x)", "28"],
    ["avg(x)", "9.333333333333334"],
    ["min(x)", "10"],
    ["max(x)", "a"],
    ["mode(x)", "9"],
    ["first(x)", "10"],
    ["last(x)", "a"],
    ["stdev(eval(1))", "0"],
  ])("%s of mixed values", async (agg, is) => {
    expect(await resultOf({ agg, rows: worked }, "stats")).toBe(is);
  });

  it("keeps the digits of a mean", async () => {
    const rows = Array.from({ length: 100 }, () => ({ x: "3.99" }));
    expect(await resultOf({ agg: "avg(x)", rows }, "stats")).toBe("3.9900000000000055");
  });

  it("interpolates fractional percentiles", async () => {
    const rows = Array.from({ length: 11 }, (_, i) => ({ x: String(i) }));
    expect(await resultOf({ agg: "p99.5(x)", rows }, "stats")).toBe("9.95");
  });

  it("says when list() is full", async () => {
    const said: RunProblem[] = [];
    const over = { listValues: 2, problem: (problem: RunProblem) => said.push(problem) };
    expect(await resultOf({ agg: "list(x)", rows: worked }, "stats", over)).toEqual(["10", "9"]);
    expect(said[0]?.code).toBe("limit-list");
  });

  it.each(["perc100(x)", "p150(x)", "exactperc100(x)", "upperperc100(x)"])("%s is refused", (agg) => {
    const { problems } = parseSpl(`search * | stats ${agg} AS result`, splVocabulary);
    expect(problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual(["E-PERC error"]);
  });

  it.each([
    ["sparkline(count,1s)", "limit-sparkline", 1 + 1000],
    ["sparkline(count,banana)", "sparkline-span", 1 + 25],
  ])("says what %s leaves out", async (agg, code, length) => {
    const said: RunProblem[] = [];
    const over = { problem: (problem: RunProblem) => said.push(problem) };
    expect(await resultOf({ agg, rows: [{ _time: 0 }, { _time: 7200 }] }, "stats", over)).toHaveLength(length);
    expect(new Set(said.map((problem) => problem.code))).toEqual(new Set([code]));
  });

  it("chooses a span for a sparkline", async () => {
    const rows = [{ _time: 0 }, { _time: 3600 }];
    const line = await resultOf({ agg: "sparkline(count)", rows }, "stats");
    expect(line).toHaveLength(1 + 61);
  });
});
