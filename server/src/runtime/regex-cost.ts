import { type Automaton, automatonOf } from "./regex-automaton.ts";
import { childrenOf } from "./regex-print.ts";
import type { RegexNode } from "./regex-tree.ts";

/** How many steps a backtracking search takes at most: about `factor` times the text's length to the power `degree`. */
export interface RegexCost {
  /** Infinity when the steps may double with every character, or when this cannot be ruled out. */
  readonly degree: number;
  readonly factor: number;
}

const MOST_LOOPS = 40;
const UNBOUNDED: RegexCost = { degree: Number.POSITIVE_INFINITY, factor: 1 };

/**
 * A bound of what a search with a pattern costs, never too low. Loops that can share the same text multiply (`\s+$`: each start,
 * each length), two ways through one loop double with each round (`(a+)+`). Back references and atomic parts count as if they gave
 * back whatever they took.
 */
export function regexCost(tree: RegexNode): RegexCost {
  const own = costOf(tree, !startsAtBeginning(tree));
  let looks = 0;
  let factor = own.factor;
  for (const body of lookBodies(tree)) {
    const cost = costOf(body, false);
    looks = Math.max(looks, cost.degree);
    factor *= cost.factor;
  }
  // What is looked at is gone through anew at every step around it.
  return { degree: own.degree + looks, factor };
}

function costOf(tree: RegexNode, unanchored: boolean): RegexCost {
  const automaton = automatonOf(tree, unanchored);
  if (automaton === null) return UNBOUNDED;
  const loops = automaton.loops();
  if (loops.length > MOST_LOOPS || loops.some((loop) => automaton.isAmbiguous(loop))) return UNBOUNDED;
  return { degree: longestChain(automaton, loops), factor: automaton.branching() };
}

/** How many loops, one behind the other, can share a text with the one before. */
function longestChain(automaton: Automaton, loops: readonly (readonly number[])[]): number {
  const degrees = loops.map(() => 1);
  // Loops come in the order in which a match goes through them.
  for (const [later, to] of loops.entries()) {
    for (let earlier = 0; earlier < later; earlier++) {
      const from = loops[earlier] ?? [];
      if (!automaton.reaches(from, to, false)) continue;
      const shared = automaton.reaches(from, to, true) ? 1 : 0;
      degrees[later] = Math.max(degrees[later] ?? 1, (degrees[earlier] ?? 1) + shared);
    }
  }
  return Math.max(1, ...degrees);
}

function lookBodies(node: RegexNode): readonly RegexNode[] {
  const inner = childrenOf(node).flatMap(lookBodies);
  return node.kind === "look" ? [node.body, ...inner] : inner;
}

/** Whether every way into the pattern begins with `^` or `\A`. */
function startsAtBeginning(node: RegexNode): boolean {
  switch (node.kind) {
    case "assertion":
      return node.written === "^";
    case "sequence":
      return node.items[0] !== undefined && startsAtBeginning(node.items[0]);
    case "choice":
      return node.options.every(startsAtBeginning);
    case "group":
    case "plain":
    case "atomic":
      return startsAtBeginning(node.body);
    default:
      return false;
  }
}
