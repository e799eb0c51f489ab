import type { AggregationDefinition, FunctionDefinition } from "#semantics/dialect.ts";
import type { CompletionContext } from "../context.ts";
import { countsOf, evidenceAt, lift } from "../evidence.ts";
import { kinship } from "../kinship.ts";
import type { Clues } from "../rating.ts";
import { subjectsOf } from "../situation.ts";
import { wordsAround } from "../words-around.ts";

/** What of a function's or aggregation's definition tells where it fits. */
interface Callable {
  readonly name: string;
  readonly returns: string;
  /** Whether it can be called with so many arguments. */
  takes(count: number): boolean;
}

/** The callable of an eval function. */
export function functionCallable({ name, returns, params }: FunctionDefinition): Callable {
  const least = params.filter(({ optional }) => optional !== true).length;
  const most = params.some(({ repeats }) => repeats === true) ? Number.POSITIVE_INFINITY : params.length;
  return { name, returns, takes: (count) => least <= count && count <= most };
}

/** The callable of an aggregation. */
export function aggregationCallable({ name, returns, argument }: AggregationDefinition): Callable {
  return { name, returns, takes: (count) => (count === 0 ? argument !== "required" : argument !== "none") };
}

/** What speaks for a function or aggregation at a place; `likely` is how likely it is written there, as public use tells. */
export function callClues(context: CompletionContext): (callable: Callable, likely: number) => Clues {
  const { behind, scan, cursor, mentions } = context;
  const counted = countsOf(cursor.catalog.usage, [...evidenceAt(context), ...subjectsOf(context)]);
  const around = wordsAround(context);
  // Where the search ends nothing is known of what follows; elsewhere the name stands alone or is called.
  const isLast = context.follows.trim() === "";
  const condition = wantsCondition(context);
  const calculated = /^[<>+*/%-]/.test(behind.sign);
  return ({ name, returns, takes }, likely) => {
    const clues: Record<string, number> = {
      is: 1,
      usual: Math.log(likely),
      before: mentions.before.has(name) ? 1 : 0,
      after: mentions.after.has(name) ? 1 : 0,
      lately: around.lately(name),
      "alias kin": kinship(name, behind.alias),
      "assigned kin": kinship(name, scan.assigned),
    };
    for (const [evidence, counts] of counted) clues[evidence] = lift(counts, `${name}()`, likely);
    if (behind.args !== undefined) {
      clues.call = 1;
      clues[takes(behind.args.length) ? "fits" : "misfits"] = 1;
    } else if (isLast) {
      clues["is last"] = 1;
      clues["usual, last"] = Math.log(likely);
    } else clues[takes(0) ? "bare" : "bare misfits"] = 1;
    if (condition) clues[returns === "boolean" ? "condition" : "no condition"] = 1;
    if (calculated) clues[returns === "number" ? "calculated" : "not calculated"] = 1;
    return clues;
  };
}

/** Whether what stands at the place must be true or false: it is not compared, and where, if or case wants a condition. */
function wantsCondition({ behind, scan, stage, place }: CompletionContext): boolean {
  if (place !== "eval" || !/^(?:|,|\)|and|or|xor)$/.test(behind.sign) || /[=<>+*/%-]$/.test(scan.last[0])) return false;
  const call = scan.calls.at(-1);
  if (call === undefined) return stage?.command === "where";
  return (
    (call === "if" && scan.argument === 0) || ((call === "case" || call === "validate") && scan.argument % 2 === 0)
  );
}
