import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Lens } from "./types.ts";

/** A lens above each analytic: on its title where that stands close above, else on the search itself. */
export function lenses(analysis: DocumentAnalysis): readonly Lens[] {
  return analysis.rule.analytics.map(({ id, span }) => ({ analytic: id, span }));
}
