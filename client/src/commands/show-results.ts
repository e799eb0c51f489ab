import type { ResultsView } from "../run/results-view.ts";

/** `Rulehound: Show Results`. */
export async function showResults(results: ResultsView): Promise<void> {
  await results.reveal();
}
