import { Row } from "#events/row.ts";
import { isMulti } from "#events/value.ts";
import type { Prepared } from "#runtime/operator.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { Environment } from "#semantics/environment.ts";
import type { EvaluateConstant } from "#semantics/spl/expand.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { parseEvalExpression } from "#syntax/spl/parser.ts";
import { compileExpression } from "./eval.ts";
import { probeRun } from "./probe-run.ts";

/** Evaluates the expressions of eval macros and their validations, which read no fields; undefined for one that cannot be run. */
export function evaluateConstant(environment: Environment): EvaluateConstant {
  return (text) => {
    const expression = textExpression(text, environment)?.(probeRun(environment.settings));
    if (expression === undefined || expression instanceof Promise) return undefined;
    const value = expression(new Row(null));
    return isMulti(value) ? value.join("\n") : value;
  };
}

/** An eval expression that stands outside of a search; undefined for one that is wrong or cannot be run. */
export function textExpression(text: string, environment: Environment): Prepared<Expression> | undefined {
  const parsed = parseEvalExpression(text, vocabularyOf(environment.dialect));
  let faulty = parsed.problems.some(({ severity }) => severity === "error");
  if (faulty) return undefined;
  const prepared = compileExpression(parsed.tree, {
    settings: environment.settings,
    dialect: environment.dialect,
    text,
    lookup: (name) => environment.lookups(name),
    subsearchRows: () => () => [],
    parseSearch: (_text, at) => ({ kind: "missing", span: at, expects: "search-expression" }),
    parseEval: (_text, at) => ({ kind: "missing", span: at, expects: "eval-expression" }),
    report: ({ severity }) => {
      faulty ||= severity === "error";
    },
  });
  return faulty ? undefined : prepared;
}
