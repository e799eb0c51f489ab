import { anyOf, type CharTest } from "./char-test.ts";
import { childrenOf } from "./regex-print.ts";
import { plainRanges } from "./regex-set.ts";
import type { RegexNode } from "./regex-tree.ts";

/** Where a match may begin, beside where its search begins: at every place, at the start of a line, nowhere. */
export type Starts = "anywhere" | "lines" | "text";

interface Beginning {
  readonly tests: readonly CharTest[];
  /** It may take nothing. */
  readonly nullable: boolean;
}

/** The test of the first character of every match; null when a match may be empty or its beginning is not known. */
export function firstTest(tree: RegexNode, test: (node: RegexNode) => CharTest): CharTest | null {
  const beginning = beginningOf(tree, test);
  return beginning === null || beginning.nullable ? null : anyOf(beginning.tests);
}

function beginningOf(node: RegexNode, test: (node: RegexNode) => CharTest): Beginning | null {
  switch (node.kind) {
    case "char":
    case "set":
      return { tests: [test(node)], nullable: false };
    case "sequence":
      return ofSequence(node.items, test);
    case "choice":
      return ofChoice(node.options, test);
    case "repeat": {
      const body = beginningOf(node.body, test);
      if (body === null || node.max === 0) return null;
      return node.min === 0 ? { ...body, nullable: true } : body;
    }
    case "group":
    case "plain":
    case "atomic":
      return beginningOf(node.body, test);
    case "look":
    case "assertion":
      return { tests: [], nullable: true };
    case "back":
    case "keep":
      return null;
  }
}

function ofSequence(items: readonly RegexNode[], test: (node: RegexNode) => CharTest): Beginning | null {
  const tests: CharTest[] = [];
  for (const item of items) {
    const beginning = beginningOf(item, test);
    if (beginning === null) return null;
    tests.push(...beginning.tests);
    if (!beginning.nullable) return { tests, nullable: false };
  }
  return { tests, nullable: true };
}

function ofChoice(options: readonly RegexNode[], test: (node: RegexNode) => CharTest): Beginning | null {
  const tests: CharTest[] = [];
  let nullable = false;
  for (const option of options) {
    const beginning = beginningOf(option, test);
    if (beginning === null) return null;
    tests.push(...beginning.tests);
    nullable ||= beginning.nullable;
  }
  return { tests, nullable };
}

/**
 * A pattern that begins with an endless `.`: whatever fails where a line begins fails in the rest of the line too, since the run
 * has tried every place in it. Not so when a back reference may ask what the run has taken.
 */
export function startsOf(tree: RegexNode): Starts {
  if (hasBack(tree)) return "anywhere";
  let first: RegexNode | undefined = tree;
  while (first !== undefined && first.kind !== "repeat") {
    if (first.kind === "sequence") first = first.items[0];
    else if (first.kind === "group" || first.kind === "plain") first = first.body;
    else return "anywhere";
  }
  const one = first?.body;
  if (first === undefined || first.max !== Number.POSITIVE_INFINITY || one?.kind !== "set") return "anywhere";
  if (one.set.properties.length > 0) return "anywhere";
  const [low, high, ...more] = plainRanges(one.set);
  if (low?.[0] === 0 && low[1] === 0x10ffff) return "text";
  const butNewline = low?.[0] === 0 && low[1] === 9 && high?.[0] === 11 && high[1] === 0x10ffff && more.length === 0;
  return butNewline ? "lines" : "anywhere";
}

function hasBack(node: RegexNode): boolean {
  return node.kind === "back" || childrenOf(node).some(hasBack);
}
