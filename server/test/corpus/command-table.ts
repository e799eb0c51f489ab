import type { Environment } from "#semantics/environment.ts";
import { expandMacros } from "#semantics/spl/expand.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { walk } from "#syntax/spl/path.ts";

/** How often a command stands in searches, and what becomes of it here. */
export interface CommandCount {
  readonly command: string;
  /** Stages, those of subsearches and of macros included. */
  readonly stages: number;
  /** Searches that have at least one such stage. */
  readonly searches: number;
  readonly kind: "executed" | "no-op" | "refused";
}

/** Counts the commands of searches with their macros expanded, the most frequent first. */
export function commandTable(texts: readonly string[], environment: Environment): readonly CommandCount[] {
  const vocabulary = vocabularyOf(environment.dialect);
  const stages = new Map<string, number>();
  const searches = new Map<string, number>();
  for (const text of texts) {
    const here = new Set<string>();
    walk(parseSpl(expandMacros(text, environment).text, vocabulary).tree, (node) => {
      if (node.kind !== "stage" || node.status !== "known") return;
      stages.set(node.command, (stages.get(node.command) ?? 0) + 1);
      here.add(node.command);
    });
    for (const command of here) searches.set(command, (searches.get(command) ?? 0) + 1);
  }
  return [...stages]
    .map(([command, count]): CommandCount => {
      const kind = environment.dialect.command(command)?.plan.kind;
      return {
        command,
        stages: count,
        searches: searches.get(command) ?? 0,
        kind: kind === "no-op" || kind === "refused" ? kind : "executed",
      };
    })
    .toSorted((a, b) => b.stages - a.stages || (a.command < b.command ? -1 : 1));
}
