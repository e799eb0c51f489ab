import type { Span } from "#base/span.ts";
import type { RunContext } from "./run-context.ts";

/** A place that was given up as often does not search any more on texts that need the bound. */
const MOST_STOPPED = 100;

/** Bounds what the patterns of one place may cost, and says once that a match was given up. */
export class MatchGuard {
  /** Steps that one match may take. */
  readonly steps: number;
  readonly #tell: (message: string) => void;
  #stopped = 0;

  constructor(steps: number, tell: (message: string) => void) {
    this.steps = steps;
    this.#tell = tell;
  }

  /** Matches were given up too often here: no further ones are begun. */
  get isSpent(): boolean {
    return this.#stopped >= MOST_STOPPED;
  }

  /** A match of a pattern in a text of this length was given up; it counts as no match. */
  gaveUp(pattern: string, length: number): void {
    this.#stopped++;
    if (this.#stopped > 1) return;
    const shown = pattern.length > 80 ? `${pattern.slice(0, 79)}…` : pattern;
    this.#tell(
      `The pattern “${shown}” took more than ${this.steps.toLocaleString("en")} steps on a text of ${length.toLocaleString("en")} characters and was given up there: such a text counts as no match, and after ${MOST_STOPPED} of them none is tried. Parts that can take the same text, like (a+)+ or two .* in a row, make it slow; Splunk gives up on it too (match_limit).`,
    );
  }
}

/** The guard of a place of an analytic in a run. What it says makes the run fail: its rows may be too few or, behind NOT, too many. */
export function runGuard({ limits, problem }: RunContext, span?: Span): MatchGuard {
  return new MatchGuard(limits.matchSteps, (message) =>
    problem({ code: "limit-match-steps", severity: "error", message, ...(span === undefined ? {} : { span }) }),
  );
}
