import type { Batch } from "#events/batch.ts";
import type { Row } from "#events/row.ts";
import { DEFAULT_LIMITS, type Limits } from "#runtime/limits.ts";
import type { RunContext, RunProblem } from "#runtime/run-context.ts";
import type { Settings } from "#runtime/settings.ts";
import type { CompiledSearch } from "./compile/spl.ts";
import { seededRandom } from "./seeded-random.ts";

/** What a run in memory is given. */
export interface MemoryRunInput {
  readonly events: () => AsyncIterable<Batch>;
  readonly settings: Settings;
  /** Epoch seconds. */
  readonly now: number;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
}

/** All that a run in memory gives. */
export interface MemoryRunResult {
  readonly rows: readonly Row[];
  readonly problems: readonly RunProblem[];
  readonly clauseHits: Uint32Array;
  /** Rows in and out of each stage. */
  readonly stageRows: Uint32Array;
}

const NEVER: AbortSignal = { aborted: false, reason: undefined, throwIfAborted() {} };

/** Runs a search over events in memory and keeps all rows. */
export async function runInMemory(search: CompiledSearch, input: MemoryRunInput): Promise<MemoryRunResult> {
  const problems = new Map<string, RunProblem>();
  const run: RunContext = {
    signal: input.signal ?? NEVER,
    limits: { ...DEFAULT_LIMITS, ...input.limits },
    settings: input.settings,
    now: input.now,
    clauseHits: new Uint32Array(search.clauses.length),
    stageRows: new Uint32Array(2 * search.stages.length),
    events: input.events,
    problem(problem) {
      const key = `${problem.code}/${problem.span?.start ?? ""}/${problem.span?.end ?? ""}`;
      if (!problems.has(key)) problems.set(key, problem);
    },
    random: seededRandom(1),
  };
  const rows: Row[] = [];
  // A batch may hold more rows than a call takes arguments.
  for await (const batch of search.run(run)) for (const row of batch) rows.push(row);
  const { clauseHits, stageRows = new Uint32Array() } = run;
  return { rows, problems: [...problems.values()], clauseHits, stageRows };
}
