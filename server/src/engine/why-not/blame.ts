import type { ConditionTree } from "../compile/condition-tree.ts";

/** What each clause said of an event; a clause that was not asked is not in it. */
export type Truths = ReadonlyMap<number, boolean | null>;

/** A clause that must change its answer for the condition to hold. */
export interface Blamed {
  readonly clause: number;
  /** The answer that is needed: false for a clause under NOT. */
  readonly needed: boolean;
}

/** The fewest clauses that must change for a condition to come out as wanted; `impossible` when none can do it. */
export interface Blame {
  readonly clauses: readonly Blamed[];
  readonly impossible?: true;
}

const NOTHING: Blame = { clauses: [] };
const IMPOSSIBLE: Blame = { clauses: [], impossible: true };

/** How a condition comes out, three-valued (SPL reference 2.2.2); `notOfNull` is what NOT makes of no answer. */
export function truthOf(tree: ConditionTree, truths: Truths, notOfNull: true | null): boolean | null {
  switch (tree.kind) {
    case "clause":
      return truths.get(tree.clause) ?? null;
    case "not": {
      const inner = truthOf(tree.of[0], truths, notOfNull);
      return inner === null ? notOfNull : !inner;
    }
    default: {
      const inner = tree.of.map((each) => truthOf(each, truths, notOfNull));
      if (tree.kind === "either") return inner.includes(null) ? null : inner[0] !== inner[1];
      const decides = tree.kind === "any";
      if (inner.includes(decides)) return decides;
      return inner.includes(null) ? null : !decides;
    }
  }
}

/** The fewest clauses to change so that the condition is true (or false, with `wanted`). Ties go to the first in the text. */
export function blame(tree: ConditionTree, truths: Truths, notOfNull: true | null, wanted = true): Blame {
  const truth = truthOf(tree, truths, notOfNull);
  if (truth === wanted || (truth === null && !wanted && notOfNull === true)) return NOTHING;
  switch (tree.kind) {
    case "clause":
      return { clauses: [{ clause: tree.clause, needed: wanted }] };
    case "not":
      return blame(tree.of[0], truths, notOfNull, !wanted);
    case "either": {
      const [a, b] = tree.of;
      if (a === undefined || b === undefined) return IMPOSSIBLE;
      const flips = [true, false].map((x) =>
        together([blame(a, truths, notOfNull, x), blame(b, truths, notOfNull, wanted ? !x : x)]),
      );
      return cheapest(flips);
    }
    default: {
      const each = tree.of.map((inner) => blame(inner, truths, notOfNull, wanted));
      return (tree.kind === "all") === wanted ? together(each) : cheapest(each);
    }
  }
}

function together(all: readonly Blame[]): Blame {
  if (all.some(({ impossible }) => impossible)) return IMPOSSIBLE;
  const clauses = new Map<number, Blamed>();
  for (const { clauses: own } of all) for (const each of own) clauses.set(each.clause, each);
  return { clauses: [...clauses.values()] };
}

function cheapest(all: readonly Blame[]): Blame {
  let best: Blame = IMPOSSIBLE;
  for (const each of all) {
    if (each.impossible) continue;
    if (best.impossible || each.clauses.length < best.clauses.length) best = each;
  }
  return best;
}
