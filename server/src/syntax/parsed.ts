import type { Problem } from "#base/problem.ts";

/** What every parser gives for any text: a tree, all its tokens (they re-join to the text), and what is wrong with it. */
export interface Parsed<Tree, Token> {
  readonly text: string;
  readonly tree: Tree;
  readonly tokens: readonly Token[];
  readonly problems: readonly Problem[];
}
