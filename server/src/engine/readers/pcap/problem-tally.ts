import type { CaptureProblem } from "./model.ts";

/** Reasons that are told one by one. */
const MAX_REASONS = 200;
const FURTHER = "There are losses that are not told one by one.";

/** Counts what cannot be read by its reason, so that a broken capture gives a few problems and not millions. */
export class ProblemTally {
  readonly #byReason = new Map<string, { start: number; end: number; count: number; unit: string }>();

  /** Notes one loss; `unit` is what is counted when it happens again, in the plural. */
  add(reason: string, start: number, end: number, unit = "times"): void {
    const known = this.#byReason.get(reason);
    if (known !== undefined) known.count++;
    else if (this.#byReason.size >= MAX_REASONS && reason !== FURTHER) this.add(FURTHER, start, end, "losses");
    else this.#byReason.set(reason, { start, end, count: 1, unit });
  }

  /** One problem a reason, at the place where it happened first, in the order of places. */
  problems(): CaptureProblem[] {
    const problems = [...this.#byReason].map(([reason, { start, end, count, unit }]) => {
      const message = count === 1 ? reason : `${reason} In all ${count} ${unit}; this is the first.`;
      return { start, end, message };
    });
    return problems.sort((a, b) => a.start - b.start || a.end - b.end);
  }
}
