import type { CompletionContext } from "../context.ts";
import { countsOf, evidenceAt, lift } from "../evidence.ts";
import type { Clues } from "../rating.ts";

/** What speaks for an option or a clause word at a place; `likely` is how likely it is written there, as public use tells. */
export function wordClues(context: CompletionContext): (name: string, likely: number) => Clues {
  const { behind, cursor } = context;
  const { usage } = cursor.catalog;
  const counted = countsOf(usage, evidenceAt(context));
  return (name, likely) => {
    const clues: Record<string, number> = { is: 1, usual: Math.log(likely), call: behind.args === undefined ? 0 : 1 };
    clues.equals = behind.sign === "=" && name.endsWith("=") ? 1 : 0;
    clues.compared = behind.sign === "=" && !name.endsWith("=") ? 1 : 0;
    for (const [evidence, counts] of counted) clues[evidence] = lift(counts, name, likely);
    return clues;
  };
}
