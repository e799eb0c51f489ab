import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { SampleRef } from "#semantics/rule/rule-file.ts";
import type { Lens } from "./types.ts";

/** A lens above each analytic: on its title where that stands close above, else on the search itself. */
export function lenses(analysis: DocumentAnalysis): readonly Lens[] {
  return analysis.rule.analytics.map(({ id, span, samples }) => ({ analytic: id, span, pairs: canPair(samples) }));
}

/** Whether samples name a capture and another log: then calls can be paired with what they start. */
function canPair(samples: readonly SampleRef[]): boolean {
  const captures = samples.filter(({ path }) => /\.(?:pcap|pcapng|cap)(?:\.gz)?$/i.test(path.value));
  return captures.length > 0 && captures.length < samples.length;
}
