import { describe, expect, it, test } from "vitest";
import { compileExpression } from "#engine/compile/eval.ts";
import { probeRun } from "#engine/compile/probe-run.ts";
import { Row } from "#events/row.ts";
import { isMulti, toText, type Value } from "#events/value.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { FunctionExample } from "#semantics/dialect.ts";
import { parseEvalExpression, parseSearchExpression } from "#syntax/spl/parser.ts";
import { splDialect, splVocabulary } from "./dialect.ts";

const NOW = 1_700_000_000;

function evaluate({ eval: text, row = {} }: FunctionExample): Value {
  const parsed = parseEvalExpression(text, splVocabulary);
  const problems = [...parsed.problems];
  const prepared = compileExpression(parsed.tree, {
    settings: DEFAULT_SETTINGS,
    dialect: splDialect,
    text,
    lookup: (name) =>
      name === "http_status"
        ? {
            name,
            columns: ["status", "description"],
            rows: [{ status: "200", description: "OK" }],
            caseSensitive: true,
            matchTypes: new Map(),
            maxMatches: 10,
            minMatches: 0,
            defaultMatch: undefined,
          }
        : undefined,
    subsearchRows: () => () => [],
    parseSearch: (inner) => parseSearchExpression(inner, splVocabulary).tree,
    parseEval: (inner) => parseEvalExpression(inner, splVocabulary).tree,
    report: (problem) => problems.push(problem),
  });
  expect(problems).toEqual([]);
  const expression = prepared({ ...probeRun(DEFAULT_SETTINGS), now: NOW });
  if (expression instanceof Promise) throw new Error("Only subsearches are awaited.");
  return expression(Row.of(row as Record<string, Value>));
}

/** Values as a result shows them; conditions stay conditions. */
function shown(value: Value): boolean | null | string | readonly string[] {
  return typeof value === "boolean" || isMulti(value) ? value : toText(value);
}

describe.each(splDialect.functions.map((definition) => [definition.name, definition] as const))(
  "%s",
  (_name, definition) => {
    test.each(definition.examples.map((example) => [example.eval, example] as const))("%s", (_eval, example) => {
      expect(shown(evaluate(example))).toEqual(shown(example.is));
    });

    it("is described and has examples", () => {
      expect(definition.summary).toMatch(/^[A-Z].*\.$/);
      for (const parameter of definition.params) expect(parameter.doc).toMatch(/^[A-Z0-9h].*\.$/);
      expect(definition.examples.length).toBeGreaterThan(0);
    });
  },
);
