/** What can be said of a condition without seeing the event. */
export type Verdict = "never" | "maybe" | "always";

const RANK: Readonly<Record<Verdict, number>> = { never: 0, maybe: 1, always: 2 };

/** All must hold. */
export function everyVerdict(verdicts: Iterable<Verdict>): Verdict {
  let lowest: Verdict = "always";
  for (const verdict of verdicts) if (RANK[verdict] < RANK[lowest]) lowest = verdict;
  return lowest;
}

/** One must hold. */
export function someVerdict(verdicts: Iterable<Verdict>): Verdict {
  let highest: Verdict = "never";
  for (const verdict of verdicts) if (RANK[verdict] > RANK[highest]) highest = verdict;
  return highest;
}

/** The verdict on what holds when a condition does not. */
export function notVerdict(verdict: Verdict): Verdict {
  if (verdict === "maybe") return verdict;
  return verdict === "never" ? "always" : "never";
}
