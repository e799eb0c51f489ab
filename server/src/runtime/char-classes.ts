import { type CharSet, otherCases, plainRanges, withBothCases } from "./regex-set.ts";
import type { RegexNode } from "./regex-tree.ts";

/** Characters in 129 classes: each ASCII character by itself, and all others together. */
export type CharClasses = readonly [number, number, number, number, number];

/** Every character. */
export const ALL_CLASSES: CharClasses = [-1, -1, -1, -1, 1];

/** The classes that a node of one character may take: never too few. */
export function classesOf(node: RegexNode): CharClasses {
  if (node.kind === "char") {
    const codes = node.ignoreCase ? [node.code, ...otherCases(node.code)] : [node.code];
    return ofRanges(codes.map((code) => [code, code] as const));
  }
  if (node.kind === "set") return ofSet(node.ignoreCase ? withBothCases(node.set) : node.set);
  return ALL_CLASSES;
}

function ofSet(set: CharSet): CharClasses {
  return set.properties.length > 0 ? ALL_CLASSES : ofRanges(plainRanges(set));
}

function ofRanges(ranges: readonly (readonly [number, number])[]): CharClasses {
  const words: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (const [low, high] of ranges) {
    for (let code = low; code <= Math.min(high, 127); code++) {
      const word = (code >> 5) as 0 | 1 | 2 | 3; // code is 0 to 127
      words[word] |= 1 << (code & 31);
    }
    if (high > 127) words[4] = 1;
  }
  // A character beyond ASCII may be the other case of one in it (the Kelvin sign, the long s).
  if (((words[2] | words[3]) & ((1 << 11) | (1 << 19))) !== 0) words[4] = 1;
  return words;
}

/** Whether two sets of classes share one. */
export function overlap(a: CharClasses, b: CharClasses): boolean {
  return ((a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2]) | (a[3] & b[3]) | (a[4] & b[4])) !== 0;
}

/** All classes of several sets. */
export function together(sets: readonly CharClasses[]): CharClasses {
  return sets.reduce<CharClasses>(
    (a, b) => [a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3], a[4] | b[4]],
    [0, 0, 0, 0, 0],
  );
}
