import type { CompletionContext } from "./context.ts";
import { nextStage, shapeOf, situationsOf } from "./situation.ts";

/** How likely an author writes a name at a place, above 0 and at most about 1. */
export type Likelihood = (name: string, prior: number) => number;

/**
 * Likelihoods at a place from the counts of public use: each situation's counts are mixed with those of the next wider one,
 * by how many different names it was seen with (Witten and Bell's estimate); `prior` stands behind the widest.
 */
export function likelihoods(context: CompletionContext): Likelihood {
  const { usage } = context.cursor.catalog;
  const known = situationsOf(context).flatMap((situation) => usage.of(situation) ?? []);
  return (name, prior) => {
    let likely = prior;
    for (let i = known.length - 1; i >= 0; i--) {
      const counts = known[i];
      if (counts === undefined) continue;
      const kinds = counts.names.size + 1;
      likely = ((counts.names.get(name) ?? 0) + kinds * likely) / (counts.total + kinds);
    }
    return likely;
  };
}

/** How much likelier the text behind the place makes a command: its arguments, and the next command; 1 without any. */
export function leadsOn(context: CompletionContext): (command: string) => number {
  const next = nextStage(context);
  const { usage } = context.cursor.catalog;
  const shape = /^\s*(?:\||$)/.test(context.follows) ? undefined : usage.of(shapeOf(context.follows));
  const all = usage.of("command");
  return (command) => {
    let factor = 1;
    if (shape !== undefined && all !== undefined) {
      const usual = ((all.names.get(command) ?? 0) + 1) / all.total;
      factor *= ((shape.names.get(command) ?? 0) / shape.total + usual / 20) / usual;
    }
    if (next === undefined) return factor;
    const after = usage.of(`command<${command}`);
    return factor * (0.05 + (after === undefined ? 0 : (after.names.get(next) ?? 0) / after.total));
  };
}

/** The rank of a likelihood, or of one that was weighed above 1: lower is likelier. */
export function rankByLikelihood(likelihood: number): number {
  return Math.min(99_999, Math.max(0, Math.round(30_000 - 2000 * Math.log(Math.max(likelihood, 1e-14)))));
}
