import { Row } from "#events/row.ts";
import { isMulti } from "#events/value.ts";
import type { Environment } from "#semantics/environment.ts";
import type { EvaluateConstant } from "#semantics/spl/expand.ts";
import { probeRun } from "./probe-run.ts";
import { textExpression } from "./text-expression.ts";

/** Evaluates the expressions of eval macros and their validations, which read no fields; undefined for one that cannot be run. */
export function evaluateConstant(environment: Environment): EvaluateConstant {
  return (text) => {
    const expression = textExpression(text, environment)?.(probeRun(environment.settings));
    if (expression === undefined || expression instanceof Promise) return undefined;
    const value = expression(new Row(null));
    return isMulti(value) ? value.join("\n") : value;
  };
}
