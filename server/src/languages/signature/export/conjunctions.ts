import type { Condition } from "#syntax/signature/condition.ts";

/** One element of a conjunction, found or not found; `times` when it must be found so often. */
export interface Term {
  readonly name: string;
  readonly negated: boolean;
  readonly times: number;
}

const MAX_CONJUNCTIONS = 32;

/** A condition as alternatives, each a list of terms that hold together; `whole` is false when there were too many, or a count is lost. */
export function conjunctions(condition: Condition): {
  readonly lists: readonly (readonly Term[])[];
  readonly whole: boolean;
} {
  let whole = true;
  const go = (at: Condition, negated: boolean): readonly (readonly Term[])[] => {
    switch (at.kind) {
      case "not":
        return go(at.part, !negated);
      case "and":
      case "or": {
        const parts = at.parts.map((part) => go(part, negated));
        if ((at.kind === "or") !== negated) return parts.flat();
        let lists: readonly (readonly Term[])[] = [[]];
        for (const part of parts) {
          const all = lists.flatMap((list) => part.map((other) => [...list, ...other]));
          whole &&= all.length <= MAX_CONJUNCTIONS;
          lists = all.slice(0, MAX_CONJUNCTIONS);
        }
        return lists;
      }
      case "count": {
        const least = at.op === ">=" || at.op === "=" ? at.value : at.op === ">" ? at.value + 1 : 0;
        whole &&= (at.op === ">=" || at.op === ">") && !negated && least > 0;
        return [[{ name: at.name, negated, times: Math.max(1, least) }]];
      }
      case "name":
        return [[{ name: at.name, negated, times: 1 }]];
      case "of":
        return [];
    }
  };
  const lists = go(condition, false);
  whole &&= lists.length <= MAX_CONJUNCTIONS;
  return { lists: lists.slice(0, MAX_CONJUNCTIONS), whole };
}
