import type { RegexNode } from "./regex-tree.ts";

type Repeat = Extract<RegexNode, { kind: "repeat" }>;

/** How often a quantifier lets its atom come, and how many characters it takes. */
export interface Quantifier extends Pick<Repeat, "min" | "max" | "mode"> {
  readonly length: number;
}

/**
 * Reads a quantifier at the beginning of `rest`; undefined when none is there. `isLazy`: quantifiers are lazy unless they say
 * otherwise. Its bounds may be the wrong way round.
 */
export function readQuantifier(rest: string, isLazy: boolean): Quantifier | undefined {
  const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})([+?]?)/.exec(rest);
  if (found === null) return undefined;
  const [{ length }, sign, low, comma, high, suffix] = found;
  const min = sign === undefined ? Number(low) : sign === "+" ? 1 : 0;
  const open = sign === undefined ? comma !== undefined && high === "" : sign !== "?";
  const max = open ? Number.POSITIVE_INFINITY : sign === "?" ? 1 : comma === undefined ? min : Number(high);
  if (suffix === "+") return { min, max, mode: "possessive", length };
  return { min, max, mode: (suffix === "?") !== isLazy ? "lazy" : "greedy", length };
}
