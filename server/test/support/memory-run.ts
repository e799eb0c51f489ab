import { DEFAULT_LIMITS, type Limits } from "#runtime/limits.ts";
import type { RunContext, RunProblem } from "#runtime/run-context.ts";
import { DEFAULT_SETTINGS, type Settings } from "#runtime/settings.ts";

/** A run without samples, for testing what works on rows; problems go to `problems`. */
export function memoryRun(
  over: {
    readonly limits?: Partial<Limits>;
    readonly settings?: Partial<Settings>;
    readonly problems?: RunProblem[];
    readonly clauses?: number;
  } = {},
): RunContext {
  return {
    signal: new AbortController().signal,
    limits: { ...DEFAULT_LIMITS, ...over.limits },
    settings: { ...DEFAULT_SETTINGS, ...over.settings },
    now: 1_700_000_000,
    clauseHits: new Uint32Array(over.clauses ?? 0),
    async *events() {},
    problem: (problem) => {
      over.problems?.push(problem);
    },
    random: () => 0.5,
  };
}
