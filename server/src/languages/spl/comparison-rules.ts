import type { ComparisonRules } from "#runtime/comparison.ts";
import type { CallContext } from "#semantics/dialect.ts";

/** How the arguments of a call compare: texts as texts, others numerically where both look so. */
export function comparisonRules(call: CallContext): ComparisonRules {
  const types = call.nodes.map((_, index) => call.staticType(index));
  const { stringLiteralNumericCompare, mvNotEquals } = call.run.settings;
  const textOnly =
    types.every((type) => type === "string") || (stringLiteralNumericCompare === "text" && types.includes("string"));
  return { textOnly, mvNotEquals };
}
