import { describe, expect, it } from "vitest";
import { compileAggregation } from "#engine/compile/aggregation.ts";
import { Row } from "#events/row.ts";
import { isMulti, toText, type Value } from "#events/value.ts";
import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { ExampleRow } from "#semantics/dialect.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { splDialect, splVocabulary } from "./dialect.ts";

const run: RunContext = {
  signal: new AbortController().signal,
  limits: DEFAULT_LIMITS,
  settings: DEFAULT_SETTINGS,
  now: 0,
  clauseHits: new Uint32Array(0),
  events: async function* () {},
  problem() {},
  random: () => 0.5,
};

async function aggregate(text: string, rows: readonly ExampleRow[]): Promise<Value> {
  const { tree, problems } = parseSpl(`* | stats ${text} as r`, splVocabulary);
  expect(problems).toEqual([]);
  const list = tree.stages[1]?.args.aggregations;
  const aggregation = Array.isArray(list) ? list[0] : undefined;
  if (aggregation?.kind !== "aggregation") throw new Error(`no aggregation in ${text}`);
  const command = splDialect.aggregation(aggregation.name)?.definition.only?.[0] ?? "stats";
  const plan = compileAggregation(aggregation, {
    dialect: splDialect,
    command,
    expression: () => {
      throw new Error("examples have no eval");
    },
  });
  if (isRefusal(plan)) throw new Error(plan.refused);
  const { argument, accumulator } = await plan.prepare(run);
  const state = accumulator(run);
  for (const fields of rows) {
    const row = Row.of(
      Object.entries(fields).map(([name, value]) => [name, typeof value === "number" ? String(value) : value]),
    );
    const value = argument(row);
    if (value !== null) state.add(value, row);
  }
  return state.result();
}

describe("examples of aggregations", () => {
  for (const { name, examples } of splDialect.aggregations) {
    it.each(examples.map((example) => [example.agg, example] as const))(`${name}: %s`, async (_, { agg, rows, is }) => {
      const value = await aggregate(agg, rows);
      expect(isMulti(value) ? value : toText(value)).toEqual(typeof is === "number" ? String(is) : is);
    });
  }
});
