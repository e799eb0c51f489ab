import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { Settings } from "#runtime/settings.ts";

/** A run without events in which an expression is compiled once ahead of time, to learn what cannot be run. */
export function probeRun(settings: Settings): RunContext {
  return {
    signal: { aborted: false, reason: undefined, throwIfAborted() {} },
    limits: DEFAULT_LIMITS,
    settings,
    now: 0,
    clauseHits: new Uint32Array(0),
    async *events() {},
    problem() {},
    random: () => 0,
  };
}
