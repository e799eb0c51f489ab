import { functionSignature, renderAggregation, renderFunction } from "../../render/command.ts";
import { type Likelihood, likelihoods } from "../likelihood.ts";
import type { Provider } from "../provider.ts";
import { aggregationCallable, callClues, functionCallable } from "./call-clues.ts";

/** Uses of all functions in the public searches that `USE` counts. */
const ALL_USES = 10_000;

/** Eval functions in eval expressions; they come first where an opening parenthesis follows already. */
export const functions: Provider = (context) => {
  const { place, cursor, quoted, inEval } = context;
  if ((place !== "eval" && !inEval) || quoted) return [];
  const { dialect } = cursor.analytic.environment;
  const likely = likelihoods(context);
  const clues = callClues(context);
  return dialect.functions.map((definition) => ({
    label: definition.name,
    kind: "function",
    detail: functionSignature(definition),
    documentation: () => renderFunction(definition),
    insert: definition.params.length === 0 ? `${definition.name}()` : `${definition.name}($0)`,
    snippet: definition.params.length > 0,
    rank: context.rate("function", clues(functionCallable(definition), likelyCall(likely, definition.name))),
  }));
};

/** Aggregations where stats and its kin want one. */
export const aggregations: Provider = (context) => {
  const { place, cursor, quoted } = context;
  if (place !== "aggregation" || quoted) return [];
  const likely = likelihoods(context);
  const clues = callClues(context);
  const { dialect } = cursor.analytic.environment;
  return dialect.aggregations.map((definition) => ({
    label: definition.name,
    kind: "aggregation",
    detail: definition.returns,
    documentation: () => renderAggregation(definition),
    insert: definition.argument === "required" ? `${definition.name}($0)` : definition.name,
    snippet: definition.argument === "required",
    rank: context.rate("aggregation", clues(aggregationCallable(definition), likelyCall(likely, definition.name))),
  }));
};

function likelyCall(likely: Likelihood, name: string): number {
  return likely(`${name}()`, ((USE[name] ?? 0) + 1) / ALL_USES);
}

/** How often public detections use a function (occurrences in 1,711 searches; SPL reference, section 0). */
const USE: Readonly<Record<string, number>> = {
  count: 1400,
  min: 1367,
  max: 1338,
  values: 1121,
  dc: 196,
  latest: 105,
  earliest: 71,
  avg: 54,
  stdev: 46,
  sum: 40,
  if: 224,
  match: 119,
  mvindex: 109,
  coalesce: 85,
  isnotnull: 81,
  like: 62,
  case: 57,
  mvcount: 54,
  split: 52,
  lower: 49,
  relative_time: 46,
  now: 41,
  mvfind: 34,
  isnull: 29,
  replace: 26,
  upper: 28,
  true: 27,
  len: 16,
  strftime: 15,
  round: 10,
};
